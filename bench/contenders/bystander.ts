import { type BenchFile, freshFile } from './bench-file.ts'
import type { ContenderProcess } from './contender-process.ts'

const FILE_BYTES = 1024
const FILE_BLOCK_SIZE = 64
/** So that the peers, too, are not asked for the same few blocks all the time. */
const FILES = 512

/** Reads small files, one after the other, while others do much; its process keeps nothing of what it has read. */
export class Bystander {
  readonly #reader: ContenderProcess
  readonly #files: BenchFile[] = Array.from({ length: FILES }, () => freshFile(FILE_BYTES, FILE_BLOCK_SIZE))
  #downloads = 0

  constructor(reader: ContenderProcess) {
    this.#reader = reader
  }

  /** Stores its files, and reads them once. */
  async prepare(): Promise<void> {
    for (const file of this.#files) await this.#reader.upload(file)
    for (const file of this.#files) await this.#reader.check(file)
  }

  /** Downloads its files in turn until `end`; milliseconds of each. */
  async downloadsUntil(end: Promise<unknown>): Promise<number[]> {
    const times: number[] = []
    let ended = false
    const over = () => {
      ended = true
    }
    void end.then(over, over)
    while (!ended) {
      const file = this.#files[this.#downloads++ % FILES]!
      times.push(1000 * (await this.#reader.download(file)).seconds)
    }
    return times
  }
}
