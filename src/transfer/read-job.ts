import { BLOCK_SIZE_MAX, KEY_BYTES, PAGE_BYTES } from '../limits.ts'
import type { Ring } from '../ring/ring.ts'

/** How often all peers are asked anew for what none of them gave: a peer may be back after a moment. */
const ROUNDS_MAX = 4

/**
 * Blocks wanted together: consecutive blocks of one file or pages of one level, all of one size but the last. Fails with
 * the signal's reason when that fires.
 */
export class ReadJob {
  readonly keys: Uint8Array
  readonly blockSize: number
  readonly count: number
  readonly done: Promise<Uint8Array>
  readonly signal: AbortSignal
  /** The arc of each key on `ring`. */
  readonly arcs: Uint32Array
  #ring: Ring | undefined
  #length: number
  #anySize = false
  /** Requests for blocks of this job that have not been answered. */
  unanswered = 0
  #bytes: Uint8Array | undefined
  readonly #filled: Uint8Array
  /** Peers that failed to give a block, by its index; only for blocks that met a failure. */
  readonly #refusals = new Map<number, Set<string>>()
  #missing: number
  /** Rounds that blocks which nobody gave have been asked for again, by their index. */
  readonly #rounds = new Map<number, number>()
  #ended = false
  readonly #onAbort = () => this.fail(this.signal.reason)
  #resolve!: (bytes: Uint8Array) => void
  #reject!: (error: unknown) => void

  constructor(keys: Uint8Array, blockSize: number, length: number, signal: AbortSignal) {
    this.keys = keys
    this.blockSize = blockSize
    this.count = keys.length / KEY_BYTES
    this.#length = length
    this.signal = signal
    this.arcs = new Uint32Array(this.count)
    this.#filled = new Uint8Array(this.count)
    this.#missing = this.count
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    if (signal.aborted) this.#onAbort()
    else signal.addEventListener('abort', this.#onAbort, { once: true })
    if (this.count === 0) this.#finish()
  }

  /** For one block whose size is not known: up to a page's at first, which most blocks are. */
  static ofAnySize(key: Uint8Array, signal: AbortSignal): ReadJob {
    const job = new ReadJob(key, PAGE_BYTES, PAGE_BYTES, signal)
    job.#anySize = true
    return job
  }

  /** Bytes of all blocks together; of one whose size is not known, the most that it may have. */
  get length(): number {
    return this.#length
  }

  /** Asks for more where the block's size is not known; false where that is no help. */
  widen(): boolean {
    if (!this.#anySize || this.#length === BLOCK_SIZE_MAX) return false
    this.#length = BLOCK_SIZE_MAX
    return true
  }

  /** The ring that the blocks were last planned by; views may have changed since. */
  get ring(): Ring {
    return this.#ring!
  }

  /** Finds every block's arc on the ring. */
  place(ring: Ring): void {
    if (this.#ring !== ring) ring.arcsOf(this.keys, this.count, this.arcs)
    this.#ring = ring
  }

  get ended(): boolean {
    return this.#ended
  }

  /** All of them, ascending. */
  indexes(): Uint32Array {
    const indexes = new Uint32Array(this.count)
    for (let i = 0; i < this.count; i++) indexes[i] = i
    return indexes
  }

  isFilled(index: number): boolean {
    return this.#filled[index] === 1
  }

  /** Those of `indexes` that are not filled. */
  open(indexes: Uint32Array): Uint32Array {
    return indexes.filter((index) => this.#filled[index] === 0)
  }

  sizeAt(index: number): number {
    return index === this.count - 1 ? this.length - index * this.blockSize : this.blockSize
  }

  /** Whether block `index` may have so many bytes. */
  fits(index: number, size: number): boolean {
    return this.#anySize ? size > 0 && size <= this.length : size === this.sizeAt(index)
  }

  /** Takes all blocks at once, when one answer brought everything: its memory becomes the result. */
  takeAll(bytes: Uint8Array): void {
    if (this.#ended) return
    this.#bytes = bytes
    this.#finish()
  }

  /** Takes the verified block `index`; a second copy is ignored. */
  take(index: number, block: Uint8Array): void {
    if (this.#ended || this.#filled[index] === 1) return
    if (this.#anySize) return this.takeAll(block)
    this.#bytes ??= new Uint8Array(this.length)
    this.#bytes.set(block, index * this.blockSize)
    this.#took(index)
  }

  /** Takes verified blocks that lie back to back in `bytes`, all of the job's block size and on word boundaries. */
  takeWords(indexes: Uint32Array, bytes: Uint8Array): void {
    if (this.#ended) return
    this.#bytes ??= new Uint8Array(this.length)
    const words = this.blockSize / 8
    const source = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 3)
    const target = new Float64Array(this.#bytes.buffer, 0, this.length >>> 3)
    for (let i = 0, at = 0; i < indexes.length; i++) {
      const start = indexes[i]! * words
      for (let word = 0; word < words; word++) target[start + word] = source[at++]!
    }
    for (let i = 0; i < indexes.length; i++) if (this.#filled[indexes[i]!] === 0) this.#took(indexes[i]!)
  }

  refuse(index: number, peer: string): void {
    const refusals = this.#refusals.get(index) ?? new Set()
    this.#refusals.set(index, refusals.add(peer))
  }

  /**
   * Forgets who failed to give some blocks, for another round over all peers. Returns the number of the round,
   * or undefined when one of the blocks has had its rounds.
   */
  startRound(indexes: Uint32Array): number | undefined {
    let latest = 0
    for (const index of indexes) {
      const round = (this.#rounds.get(index) ?? 0) + 1
      latest = Math.max(latest, round)
      this.#rounds.set(index, round)
      this.#refusals.delete(index)
    }
    return latest > ROUNDS_MAX ? undefined : latest
  }

  refusals(index: number): ReadonlySet<string> | undefined {
    return this.#refusals.get(index)
  }

  fail(error: unknown): void {
    if (this.#ended) return
    this.#end()
    this.#reject(error)
  }

  #took(index: number): void {
    this.#filled[index] = 1
    this.#missing--
    if (this.#missing === 0) this.#finish()
  }

  #finish(): void {
    const bytes = this.#bytes ?? new Uint8Array(0)
    this.#end()
    this.#resolve(bytes)
  }

  #end(): void {
    this.#ended = true
    this.#bytes = undefined
    this.signal.removeEventListener('abort', this.#onAbort)
  }
}
