import { readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Script } from 'node:vm'

export interface LoadedProgram {
  script: Script
  exports: unknown
}

/** Where the compiled code of a program is kept. */
export function codeCachePath(path: string): string {
  return `${path}.cache`
}

/**
 * Runs a CommonJS file of ASCII characters. Where its compiled code is beside it, made by this version of V8, nothing is
 * compiled any more: that took two fifths of the time of a command (docs/decisions/0089).
 */
export function loadProgram(path: string): LoadedProgram {
  const cachedData = readIfThere(codeCachePath(path))
  const source = Module.wrap(readFileSync(path, 'latin1'))
  const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) })
  const module = { exports: {} }
  const start = script.runInThisContext()
  start(module.exports, createRequire(path), module, path, dirname(path))
  return { script, exports: module.exports }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
