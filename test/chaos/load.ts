import { type Client, isTritonError } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { seededRandom } from '../harness/random.ts'
import { RandomFile } from '../harness/random-file.ts'

const MiB = 1024 * 1024
const BLOCK_SIZES = [64, 4_096, 65_536]
/** Files are large until a client has stored so much, then small: what is stored is copied anew at each kill. */
const LARGE_UNTIL_BYTES = 12 * MiB
const LARGE_MAX = 4 * MiB
const SMALL_MAX = 4_096
/** A client that has so many replaces one: every file is compared at the end. */
const FILES_MAX = 1_000
/** How many of its operations store; when it has all its files few do, since what it replaced is kept for a day, and copied too. */
const STORES_PART = 0.4
const STORES_PART_WHEN_FULL = 0.02
/** After a failure. */
const REST_MS = 50
/** I4: every operation ends by then, on a machine that does other things too. */
const OPERATION_MS_MAX = 120_000

/** A client that stores random files and reads them back, as long as it may. */
export class Load {
  /** Files that were acknowledged with two copies of each block, by name. */
  readonly files = new Map<string, RandomFile>()
  /** Operations by how they ended: `ok` or an error's code. */
  readonly outcomes = new Map<string, number>()
  bytes = 0
  slowestMs = 0
  readonly #client: Client
  readonly #random: () => number
  readonly #name: string

  constructor(client: Client, name: string, seed: number) {
    this.#client = client
    this.#name = name
    this.#random = seededRandom(seed)
  }

  /** Throws when wrong bytes are read (I2), or an operation ends late or by anything but a TritonError (I4). */
  async play(signal: AbortSignal): Promise<void> {
    for (let next = 0; !signal.aborted; next++) {
      const startMs = performance.now()
      const known = [...this.files]
      const again = known[Math.floor(this.#random() * known.length)]
      const isFull = known.length >= FILES_MAX
      await this.#note(
        again !== undefined && this.#random() > (isFull ? STORES_PART_WHEN_FULL : STORES_PART)
          ? assertRightBytes(this.#client.read({ name: again[0] }), again[1])
          : this.#store(isFull ? again![0] : `${this.#name}/${next}`),
      )
      const tookMs = performance.now() - startMs
      this.slowestMs = Math.max(this.slowestMs, tookMs)
      if (tookMs > OPERATION_MS_MAX) throw new Error(`an operation took ${tookMs} ms`)
    }
  }

  async #store(name: string): Promise<void> {
    const sizeMax = this.bytes < LARGE_UNTIL_BYTES ? LARGE_MAX : SMALL_MAX
    const seed = Math.floor(this.#random() * 2 ** 31)
    const file = new RandomFile(seed, Math.floor(this.#random() ** 3 * sizeMax))
    const blockSize = BLOCK_SIZES[Math.floor(this.#random() * BLOCK_SIZES.length)]!
    const force = this.files.delete(name)
    const report = await this.#client.upload(file.pieces(), { name, blockSize, force })
    this.bytes += file.size
    if (report.singleCopies === 0) this.files.set(name, file)
  }

  async #note(operation: Promise<void>): Promise<void> {
    const code = await operation.then(
      () => 'ok',
      async (error) => {
        if (!isTritonError(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, REST_MS))
        return error.code
      },
    )
    this.outcomes.set(code, (this.outcomes.get(code) ?? 0) + 1)
  }
}
