import { constants } from 'node:fs'
import { type FileHandle, link, lstat, open, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { TritonError } from '../errors.ts'
import { RESUMED_BYTES_MIN } from '../limits.ts'
import { clearParts, lockOwn, partName } from './left-parts.ts'

/**
 * A file that appears under its name only when it is whole: written to an exclusive temporary file beside it,
 * synced, renamed.
 */
export class Destination {
  readonly path: string
  #temporary: string
  readonly #replace: boolean
  #handle: FileHandle | undefined
  /** Where the next bytes go. */
  #position = 0
  #resumable = false

  private constructor(path: string, replace: boolean) {
    this.path = path
    this.#replace = replace
    this.#temporary = join(dirname(path), partName(basename(path)))
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
      const flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
      destination.#handle = await open(destination.#temporary, flags, 0o666)
      // Who has locked it at once takes it for one that was left, and removes it.
      if ((await lockOwn(destination.#handle)) !== 'taken') return destination
      await destination.#close()
    } catch (cause) {
      throw localError(`could not write into ${directory}`, cause)
    }
    return Destination.open(directory, name, replace)
  }

  /**
   * As `open`, for the content of this key: goes on with what `leave` has left of it, whose bytes count for nothing before
   * they are verified (`readAt`, `truncate`). Starts anew where another process is at it, or where it is not this user's.
   * What was left of other contents of that name goes.
   */
  static async resume(
    directory: string,
    name: string,
    replace: boolean,
    key: Uint8Array,
  ): Promise<Destination> {
    const destination = new Destination(resolve(directory, name), replace)
    await destination.#check(directory)
    const tag = Buffer.from(key).toString('hex').slice(0, 24)
    const own = partName(basename(destination.path), tag)
    const path = join(dirname(destination.path), own)
    await clearParts(dirname(destination.path), { of: basename(destination.path), except: own })
    const handle = await openOwn(path)
    if (handle === undefined) return Destination.open(directory, name, replace)
    destination.#temporary = path
    destination.#handle = handle
    destination.#resumable = true
    return destination
  }

  /** Bytes that are in the file. */
  async size(): Promise<number> {
    return (await this.#handle!.stat()).size
  }

  /** Bytes of the file, `length` or what there is. */
  async readAt(position: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    try {
      const { bytesRead } = await this.#handle!.read(bytes, 0, length, position)
      return bytes.subarray(0, bytesRead)
    } catch (cause) {
      throw localError(`could not read ${this.#temporary}`, cause)
    }
  }

  /** What is written goes on from here; what was behind is gone. */
  async truncate(position: number): Promise<void> {
    try {
      await this.#handle!.truncate(position)
      this.#position = position
    } catch (cause) {
      throw localError(`could not write ${this.path}`, cause)
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await this.#handle!.write(bytes, at, bytes.length - at, this.#position)
        at += bytesWritten
        this.#position += bytesWritten
      }
    } catch (cause) {
      throw localError(`could not write ${this.path}`, cause)
    }
  }

  /** Gives the file a time of its own, in milliseconds since 1970. */
  async setTime(mtime: number): Promise<void> {
    try {
      await this.#handle!.utimes(mtime / 1000, mtime / 1000)
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

  /**
   * Makes the file appear, synced unless `sync` is false. Throws `Exists` when somebody else took the name meanwhile.
   */
  async commit({ sync = true }: { sync?: boolean } = {}): Promise<void> {
    try {
      if (sync) await this.#handle?.sync()
      // Open until it has its name: it is locked so long.
      if (this.#replace) await rename(this.#temporary, this.path)
      else await link(this.#temporary, this.path)
      if (!this.#replace) await unlink(this.#temporary)
      await this.#close()
    } catch (cause) {
      throw localError(`could not write ${this.path}`, cause)
    }
  }

  /** Leaves what there is for `resume`, where that is worth it; otherwise nothing. */
  async leave(): Promise<void> {
    if (this.#resumable && this.#position >= RESUMED_BYTES_MIN) await this.#close()
    else await this.discard()
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

/** Opens a file of this user's and nobody else's, made where it is not there, and locks it; undefined where that fails. */
async function openOwn(path: string): Promise<FileHandle | undefined> {
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants
  const handle = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o666).catch(() => undefined)
  if (handle === undefined) return undefined
  if ((await lockOwn(handle)) === 'locked') return handle
  await handle.close()
  return undefined
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
