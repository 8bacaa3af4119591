import { join } from 'node:path'
import { SEGMENT_FILES_OPEN_MAX } from '../../limits.ts'
import type { FileSystem, OpenFile } from './file-system.ts'
import type { KeyIndex } from './key-index.ts'
import { type LogSegment, segmentFile } from './log-segment.ts'

interface Opened {
  file: Promise<OpenFile>
  users: number
}

/** The files of a log: as many are kept open as the system may be asked for, those used last. */
export class LogFiles {
  readonly files: FileSystem
  readonly directory: string
  readonly #index: KeyIndex
  /** By number, ascending, as they were made. */
  readonly segments = new Map<number, LogSegment>()
  /** In the order of their last use. */
  readonly #opened = new Map<LogSegment, Opened>()
  #next = 1

  constructor(files: FileSystem, directory: string, index: KeyIndex) {
    this.files = files
    this.directory = directory
    this.#index = index
  }

  /** Bytes of all files. */
  get bytes(): number {
    let bytes = 0
    for (const { length } of this.segments.values()) bytes += length
    return bytes
  }

  /** Takes in a file that is there already; numbers must come in ascending order. */
  add(number: number): LogSegment {
    const segment = this.#index.open(number)
    this.segments.set(number, segment)
    this.#next = number + 1
    return segment
  }

  /** Makes the next file, empty, so that it is there after a power cut. */
  async create(): Promise<LogSegment> {
    const number = this.#next
    const file = await this.files.open(this.#path(number), 'create')
    await file.close()
    await this.files.syncDirectory(this.directory)
    return this.add(number)
  }

  /** Lends the file of a segment. */
  async use<Result>(segment: LogSegment, work: (file: OpenFile) => Promise<Result>): Promise<Result> {
    const opened = this.#open(segment)
    opened.users++
    try {
      return await work(await opened.file)
    } catch (error) {
      if (opened.users === 1) await this.#forget(segment)
      throw error
    } finally {
      opened.users--
    }
  }

  /** Removes a segment's file, so that it is gone after a power cut too. Nobody may read it any more. */
  async remove(segment: LogSegment): Promise<void> {
    await segment.idle()
    await this.#forget(segment)
    await this.files.remove(this.#path(segment.number)).catch((error) => {
      // Removed by an earlier try that could not sync the directory.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    })
    await this.files.syncDirectory(this.directory)
    this.segments.delete(segment.number)
    for (const other of this.segments.values()) other.forgetDeletions(segment.number)
    this.#index.close(segment)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened.keys()].map((segment) => this.#forget(segment)))
  }

  #open(segment: LogSegment): Opened {
    const known = this.#opened.get(segment)
    const opened = known ?? { file: this.files.open(this.#path(segment.number), 'existing'), users: 0 }
    this.#opened.delete(segment)
    this.#opened.set(segment, opened)
    if (this.#opened.size > SEGMENT_FILES_OPEN_MAX) this.#closeOldest()
    return opened
  }

  #closeOldest(): void {
    for (const [segment, { users }] of this.#opened) {
      if (users === 0) return void this.#forget(segment)
    }
  }

  async #forget(segment: LogSegment): Promise<void> {
    const opened = this.#opened.get(segment)
    this.#opened.delete(segment)
    await opened?.file.then((file) => file.close()).catch(() => {})
  }

  #path(number: number): string {
    return join(this.directory, segmentFile(number))
  }
}
