import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Where servers are, which are not on everybody's path. */
const MORE_DIRECTORIES = ['/usr/sbin', '/usr/local/sbin']

/** The path of a program, or undefined where it is not installed. */
export function findProgram(name: string): string | undefined {
  const directories = [...(process.env['PATH'] ?? '').split(':'), ...MORE_DIRECTORIES]
  return directories.map((directory) => join(directory, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
