import type { Turn } from '../rounds.ts'
import { type BenchFile, freshFile } from './bench-file.ts'
import type { ContenderProcess } from './contender-process.ts'
import { warmMemory } from './warm-memory.ts'

/** Two copies, their keys and tables, and what is on its way. */
const WARM_FACTOR = 5

export interface TransfersOptions {
  /** What the work is called, such as `64 MiB at 64 B`: what tritonring moves, even where a slow rival moves less. */
  name: string
  who: string
  /** Where it could not be started: undefined, and there are no turns. */
  contender: ContenderProcess | undefined
  size: number
  blockSize: number
}

/** A contender's uploads and downloads as turns: a fresh file each round, read back; in the warm-up its bytes are compared. */
export class Transfers {
  readonly #options: TransfersOptions
  #file: BenchFile | undefined
  #fileIsRead = false

  constructor(options: TransfersOptions) {
    this.#options = options
  }

  get up(): Turn[] {
    return this.#turn('upload', (contender) => this.#upload(contender))
  }

  get down(): Turn[] {
    return this.#turn('download', (contender, round) => this.#download(contender, round))
  }

  #turn(direction: string, act: (contender: ContenderProcess, round: number) => Promise<number>): Turn[] {
    const { name, who, contender, size } = this.#options
    if (contender === undefined) return []
    const rate = async (round: number) => size / 1e6 / (await act(contender, round))
    return [{ work: `${direction} ${name}`, who, unit: 'MB/s', act: rate }]
  }

  /** Seconds. The file of the round before goes first. */
  async #upload(contender: ContenderProcess): Promise<number> {
    if (this.#file !== undefined) await contender.forget(this.#file)
    this.#file = freshFile(this.#options.size, this.#options.blockSize)
    this.#fileIsRead = false
    warmMemory(WARM_FACTOR * this.#options.size)
    return (await contender.upload(this.#file)).seconds
  }

  /** Seconds. A file is read once, since a reader may keep what it has read; a round that uploads none gets one here. */
  async #download(contender: ContenderProcess, round: number): Promise<number> {
    if (this.#file === undefined || this.#fileIsRead) await this.#upload(contender)
    if (round === 0) await contender.check(this.#file!)
    this.#fileIsRead = true
    return (await contender.download(this.#file!)).seconds
  }
}
