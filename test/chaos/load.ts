import { type Client, isTritonError, type UploadReport } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { seededRandom } from '../harness/random.ts'
import { RandomFile } from '../harness/random-file.ts'

const MiB = 1024 * 1024
const BLOCK_SIZES = [64, 4_096, 65_536]
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
  async work(signal: AbortSignal): Promise<void> {
    for (let next = 0; !signal.aborted; next++) {
      const startMs = performance.now()
      const known = [...this.files]
      const again = known[Math.floor(this.#random() * known.length)]
      await this.#note(
        again !== undefined && this.#random() < 0.6
          ? assertRightBytes(this.#client.read({ name: again[0] }), again[1])
          : this.#store(`${this.#name}/${next}`),
      )
      const tookMs = performance.now() - startMs
      this.slowestMs = Math.max(this.slowestMs, tookMs)
      if (tookMs > OPERATION_MS_MAX) throw new Error(`an operation took ${tookMs} ms`)
    }
  }

  async #store(name: string): Promise<void> {
    const file = new RandomFile(
      Math.floor(this.#random() * 2 ** 31),
      Math.floor(this.#random() ** 3 * 4 * MiB),
    )
    const blockSize = BLOCK_SIZES[Math.floor(this.#random() * BLOCK_SIZES.length)]!
    const { singleCopies }: UploadReport = await this.#client.upload(file.pieces(), { name, blockSize })
    this.bytes += file.size
    if (singleCopies === 0) this.files.set(name, file)
  }

  async #note(operation: Promise<void>): Promise<void> {
    const code = await operation.then(
      () => 'ok',
      (error) => {
        if (!isTritonError(error)) throw error
        return error.code
      },
    )
    this.outcomes.set(code, (this.outcomes.get(code) ?? 0) + 1)
  }
}
