import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TritonError } from '../errors.ts'
import { LOCAL_FILES_OPEN } from '../limits.ts'
import { checkFileName } from '../names/file-name.ts'
import { localError } from './destination.ts'

/** A file of this machine, and the name that it has or is to have on the ring. */
export interface LocalFile {
  path: string
  name: string
  size: number
  /** Milliseconds since 1970. */
  mtime: number
}

/** What cannot be stored, and why. */
export interface UnusableFile {
  path: string
  name: string
  error: unknown
}

/**
 * All regular files in a folder and those in it, in the order of their names, called `prefix` and their path in the folder.
 * Links and other special files are told as unusable, as is what cannot be read or named.
 */
export async function* localFolder(
  directory: string,
  prefix: string,
): AsyncGenerator<LocalFile | UnusableFile> {
  let entries: string[]
  try {
    entries = (await readdir(directory)).sort()
  } catch (cause) {
    yield { path: directory, name: prefix, error: localError(`could not read ${directory}`, cause) }
    return
  }
  for (let at = 0; at < entries.length; at += LOCAL_FILES_OPEN) {
    const looked = entries.slice(at, at + LOCAL_FILES_OPEN)
    const found = await Promise.all(looked.map((entry) => look(join(directory, entry), `${prefix}${entry}`)))
    for (const each of found) {
      if (each === 'folder') continue
      yield each
    }
    for (const [index, each] of found.entries()) {
      const entry = looked[index]!
      if (each === 'folder') yield* localFolder(join(directory, entry), `${prefix}${entry}/`)
    }
  }
}

/** What a path names, not followed where it is a link. */
export async function look(path: string, name: string): Promise<LocalFile | UnusableFile | 'folder'> {
  try {
    const stats = await lstat(path)
    if (stats.isDirectory()) return 'folder'
    if (!stats.isFile()) {
      const what = stats.isSymbolicLink() ? 'a link, and links are not followed' : 'no regular file'
      throw new TritonError('Local', `could not read ${path}: it is ${what}`)
    }
    checkFileName(name)
    return { path, name, size: stats.size, mtime: Math.round(stats.mtimeMs) }
  } catch (cause) {
    return { path, name, error: localError(`could not read ${path}`, cause) }
  }
}
