import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, open, rename, stat, unlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { TritonError } from '../errors.ts'

/**
 * A file that appears under its name only when it is whole: written to an exclusive temporary file beside it,
 * synced, renamed.
 */
export class Destination {
  readonly path: string
  readonly #temporary: string
  readonly #replace: boolean
  #handle: FileHandle | undefined

  private constructor(path: string, replace: boolean) {
    this.path = path
    this.#replace = replace
    this.#temporary = join(path, '..', temporaryName(basename(path)))
  }

  /**
   * Throws `Exists` when something has the name (unless `replace`), `NoSpace` when the disk is full, `Local` when the
   * directory cannot be written or takes no such name.
   */
  static async open(directory: string, name: string, replace: boolean): Promise<Destination> {
    const destination = new Destination(resolve(directory, name), replace)
    await destination.#check(directory)
    try {
      const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
      destination.#handle = await open(
        destination.#temporary,
        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
        0o666,
      )
    } catch (cause) {
      throw localError(`could not write into ${directory}`, cause)
    }
    return destination
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length; ) {
        at += (await this.#handle!.write(bytes, at, bytes.length - at)).bytesWritten
      }
    } catch (cause) {
      throw localError(`could not write ${this.path}`, cause)
    }
  }

  /** Writes over bytes that were written. */
  async writeAt(bytes: Uint8Array, position: number): Promise<void> {
    try {
      await this.#handle!.write(bytes, 0, bytes.length, position)
    } catch (cause) {
      throw localError(`could not write ${this.path}`, cause)
    }
  }

  /** Makes the file appear. Throws `Exists` when somebody else took the name meanwhile. */
  async commit(): Promise<void> {
    try {
      await this.#handle?.sync()
      await this.#close()
      if (this.#replace) return await rename(this.#temporary, this.path)
      await link(this.#temporary, this.path)
      await unlink(this.#temporary)
    } catch (cause) {
      throw localError(`could not write ${this.path}`, cause)
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#close()
    await unlink(this.#temporary).catch(() => {})
  }

  async #check(directory: string): Promise<void> {
    const there = await stat(directory).catch((cause) => {
      throw localError(`could not write into ${directory}`, cause)
    })
    if (!there.isDirectory())
      throw new TritonError('Local', `could not write into ${directory}: it is no directory`)
    const taken = await lstat(this.path).catch((cause) => {
      if (cause.code === 'ENOENT') return undefined
      throw localError(`could not write ${this.path}`, cause)
    })
    if (taken?.isDirectory())
      throw new TritonError('Exists', `could not write ${this.path}: a directory has that name`)
    if (taken !== undefined && !this.#replace)
      throw new TritonError('Exists', `${this.path} exists already`, { hint: '--force replaces it' })
  }

  async #close(): Promise<void> {
    const handle = this.#handle
    this.#handle = undefined
    await handle?.close()
  }
}

/** Hidden, and short enough for a file system that takes the name itself: of that, up to 150 bytes. */
function temporaryName(name: string): string {
  return `.${name.slice(0, 50)}.${randomBytes(6).toString('hex')}.part`
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  ENAMETOOLONG: 'the name is too long for this file system',
  ELOOP: 'a part of the path is a link that is not followed',
  EMFILE: 'too many files are open',
}

/** A failure of this machine's file system in words. `EEXIST` is `Exists`, a full disk `NoSpace`, all else `Local`. */
export function localError(action: string, cause: unknown): TritonError {
  if (cause instanceof TritonError) return cause
  const { code = '', message } = cause as NodeJS.ErrnoException
  if (code === 'EEXIST')
    return new TritonError('Exists', `${action}: it exists already`, { cause, hint: '--force replaces it' })
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new TritonError(full ? 'NoSpace' : 'Local', `${action}: ${REASONS[code] ?? message}`, { cause })
}
