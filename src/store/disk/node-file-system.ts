import * as fs from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, statfs, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { TritonError } from '../../errors.ts'
import type { FileSystem, OpenFile } from './file-system.ts'

/** Buffers of one native call: half of what Linux takes (IOV_MAX). */
const PARTS_MAX = 512
/** The kernel's lock on it ends with the process (docs/decisions/0026). */
const LOCK_FILE = 'lock'

/** This machine's files. */
export const nodeFileSystem: FileSystem = {
  async makeDirectory(path) {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  list: (directory) => readdir(directory),
  async open(path, mode) {
    const flags = fs.constants.O_RDWR | (mode === 'create' ? fs.constants.O_CREAT : 0)
    return new NodeFile(await open(path, flags, 0o600))
  },
  remove: (path) => unlink(path),
  rename: (from, to) => rename(from, to),
  async syncDirectory(path) {
    const handle = await open(path, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  async freeBytes(directory) {
    const { bavail, bsize } = await statfs(directory)
    return bavail * bsize
  },
  lock: lockDirectory,
}

async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const { tryLock } = await import('fs-native-extensions')
  const handle = await open(join(directory, LOCK_FILE), 'a', 0o600)
  if (tryLock(handle.fd)) return () => handle.close()
  await handle.close()
  throw new TritonError('Refused', `could not open ${directory}: another process has it open`, {
    hint: 'stop that process, or choose another --data directory',
  })
}

/** Reads and writes by callbacks and descriptor: those of a FileHandle cost several times more. */
class NodeFile implements OpenFile {
  readonly #handle: FileHandle

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    let done = 0
    while (done < into.length) {
      const count = await this.#readOnce(into, done, position + done)
      if (count === 0) break
      done += count
    }
    return done
  }

  async write(parts: readonly Uint8Array[], position: number): Promise<void> {
    let at = position
    for (let first = 0; first < parts.length; first += PARTS_MAX) {
      at = await this.#writeAll(parts.slice(first, first + PARTS_MAX), at)
    }
  }

  sync(): Promise<void> {
    return this.#handle.datasync()
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size
  }

  truncate(size: number): Promise<void> {
    return this.#handle.truncate(size)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  #readOnce(into: Uint8Array, from: number, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      fs.read(this.#handle.fd, into, from, into.length - from, position, (error, count) =>
        error === null ? resolve(count) : reject(error),
      )
    })
  }

  /** Resolves with the position behind the parts. A write may be cut short, as by a signal or a nearly full disk. */
  async #writeAll(parts: Uint8Array[], position: number): Promise<number> {
    let at = position
    for (let rest = parts; rest.length > 0; ) {
      const written = await this.#writeOnce(rest, at)
      at += written
      rest = behind(rest, written)
    }
    return at
  }

  #writeOnce(parts: Uint8Array[], position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      fs.writev(this.#handle.fd, parts, position, (error, count) =>
        error === null ? resolve(count) : reject(error),
      )
    })
  }
}

/** What of `parts` comes behind the first `count` bytes. */
function behind(parts: Uint8Array[], count: number): Uint8Array[] {
  let left = count
  let first = 0
  while (first < parts.length && left >= parts[first]!.length) left -= parts[first++]!.length
  const rest = parts.slice(first)
  if (left > 0) rest[0] = rest[0]!.subarray(left)
  return rest
}
