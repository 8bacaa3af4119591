import { join } from 'node:path'
import { TritonError } from '../../errors.ts'
import type { FileSystem } from './file-system.ts'

const RESERVE_FILE = 'reserve'
/** Besides the reserve itself, this part of it must be free before it is made: it is not to be made and given up in turn. */
const SPARE_PART = 1 / 8

/**
 * A file of zeros that is given up when the disk is full, so that deletions can be noted and what is left of sparse
 * segments be rewritten: without room to write, no room could be freed.
 */
export class Reserve {
  readonly #files: FileSystem
  readonly #directory: string
  readonly #bytes: number
  #held = false

  constructor(files: FileSystem, directory: string, bytes: number) {
    this.#files = files
    this.#directory = directory
    this.#bytes = bytes
  }

  /** Makes sure that the reserve is there. Throws `NoSpace` where the disk has no room for it. */
  async fill(): Promise<void> {
    if (this.#held) return
    const path = join(this.#directory, RESERVE_FILE)
    const file = await this.#files.open(path, 'create')
    try {
      const size = await file.size()
      if (size < this.#bytes) {
        const needed = Math.ceil(this.#bytes * (1 + SPARE_PART)) - size
        const free = await this.#files.freeBytes(this.#directory)
        if (free < needed) throw noRoom(needed, free)
        await file.write([new Uint8Array(this.#bytes - size)], size)
        await file.sync()
      }
      this.#held = true
    } finally {
      await file.close()
    }
  }

  /** Gives the reserve's room to the disk; returns whether there was any. */
  async release(): Promise<boolean> {
    const path = join(this.#directory, RESERVE_FILE)
    this.#held = false
    try {
      await this.#files.remove(path)
      await this.#files.syncDirectory(this.#directory)
      return true
    } catch {
      return false
    }
  }
}

function noRoom(needed: number, free: number): TritonError {
  return new TritonError(
    'NoSpace',
    `could not store blocks: the disk is full, ${free} bytes are free, ${needed} needed for deletions alone`,
    { hint: 'make room on the disk, or add block peers' },
  )
}
