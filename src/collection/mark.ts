import { selectKeys } from '../block/partition.ts'
import { type FetchPages, readKeys } from '../block/read-keys.ts'
import { decodeRoot, ROOT_BYTES } from '../block/root.ts'
import { verifyBlocks } from '../block/verify.ts'
import type { Clock } from '../clock.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES, MESSAGE_PAYLOAD_MAX, ROOTS_AT_ONCE } from '../limits.ts'
import type { Pace } from '../repair/pace.ts'
import type { Stamp } from '../store/stamp.ts'
import type { BlockStore } from '../store/store.ts'
import type { BlockReader } from '../transfer/block-reader.ts'

export interface MarkPlace {
  store: BlockStore
  /** Reads what is not here. */
  reader: BlockReader
  clock: Clock
  pace: Pace
  /** What every block that is reached gets. */
  stamp: Stamp
  signal: AbortSignal
}

/**
 * Walks the files of live roots and renews the leases of those of their blocks that are held here: marking is renewing, so
 * nothing of it has to be kept, and a walk that is broken off has done no harm. Pages come from the own store where it has
 * them, verified, and from the ring otherwise.
 */
export class Marking {
  readonly #place: MarkPlace
  /** Blocks held here that were reached, each as often as it was. */
  reached = 0
  /** The root of a file that could not be read: `mark` has thrown why. */
  unreadable: Uint8Array | undefined
  /** Keys of files of one block, to be marked together. */
  #gathered = new Uint8Array(0)
  #gatheredBytes = 0

  constructor(place: MarkPlace) {
    this.#place = place
  }

  /** Marks what some packed roots reach. Throws `NotFound`, `Corrupt` and whatever else when a page cannot be read. */
  async mark(roots: Uint8Array): Promise<void> {
    this.#gathered = new Uint8Array(Math.min(roots.length, BATCH_BLOCKS_MAX * KEY_BYTES))
    for (let at = 0; at < roots.length; at += ROOTS_AT_ONCE * KEY_BYTES) {
      const { clock, pace, signal } = this.#place
      const startMs = clock.now()
      await this.#markEach(roots.subarray(at, at + ROOTS_AT_ONCE * KEY_BYTES))
      await pace.rest(clock.now() - startMs, signal)
    }
    await this.#flush()
  }

  /** All at once, or, where that fails, one by one, to know which it is. */
  async #markEach(roots: Uint8Array): Promise<void> {
    try {
      await this.#markSome(roots)
    } catch (error) {
      this.#place.signal.throwIfAborted()
      if (roots.length === KEY_BYTES) {
        this.unreadable = roots
        throw error
      }
      for (let at = 0; at < roots.length; at += KEY_BYTES)
        await this.#markEach(roots.subarray(at, at + KEY_BYTES))
    }
  }

  async #markSome(keys: Uint8Array): Promise<void> {
    await this.#renew(keys)
    const sizes = new Uint32Array(keys.length / KEY_BYTES).fill(ROOT_BYTES)
    for (const block of await this.#fetch(keys, sizes)) {
      const root = decodeRoot(block)
      if (root.depth > 0) await this.#walk(root)
      else if (root.size > 0) await this.#gather(root.top)
    }
  }

  async #walk(root: ReturnType<typeof decodeRoot>): Promise<void> {
    const { clock, pace, signal } = this.#place
    const fetchPages: FetchPages = async (keys, sizes) => {
      await this.#renew(keys)
      return this.#fetch(keys, sizes)
    }
    let startMs = clock.now()
    for await (const { keys } of readKeys(root, fetchPages)) {
      await this.#renew(keys)
      signal.throwIfAborted()
      await pace.rest(clock.now() - startMs, signal)
      startMs = clock.now()
    }
  }

  async #gather(key: Uint8Array): Promise<void> {
    this.#gathered.set(key, this.#gatheredBytes)
    this.#gatheredBytes += KEY_BYTES
    if (this.#gatheredBytes === this.#gathered.length) await this.#flush()
  }

  async #flush(): Promise<void> {
    const keys = this.#gathered.slice(0, this.#gatheredBytes)
    this.#gatheredBytes = 0
    await this.#renew(keys)
  }

  async #renew(keys: Uint8Array): Promise<void> {
    const { store, stamp } = this.#place
    const held = await store.has(keys, stamp)
    for (let i = 0; i < held.length; i++) this.reached += held[i]!
  }

  /** The blocks of the keys, verified; all but the last have the size of the first. */
  async #fetch(keys: Uint8Array, sizes: Uint32Array): Promise<Uint8Array[]> {
    const blocks: Uint8Array[] = new Array(sizes.length)
    const missing = Uint32Array.from(await this.#takeOwn(keys, blocks))
    if (missing.length === 0) return blocks
    const length = missing.reduce((sum, index) => sum + sizes[index]!, 0)
    const blockSize = sizes[missing[0]!]!
    const { reader, signal } = this.#place
    const bytes = await reader.read(selectKeys(keys, missing), blockSize, length, signal)
    let at = 0
    for (const index of missing) {
      blocks[index] = bytes.subarray(at, at + sizes[index]!)
      at += sizes[index]!
    }
    return blocks
  }

  /** Puts the blocks that are held here into `blocks`; returns the indexes of the others, and of those that are wrong here. */
  async #takeOwn(keys: Uint8Array, blocks: Uint8Array[]): Promise<number[]> {
    const { sizes, bytes } = await this.#place.store.get(keys, MESSAGE_PAYLOAD_MAX)
    const wrong = new Set(verifyBlocks(bytes, sizes, keys))
    const missing: number[] = []
    let at = 0
    for (const [index, size] of sizes.entries()) {
      if (size === 0 || wrong.has(index)) missing.push(index)
      else blocks[index] = bytes.subarray(at, at + size)
      at += size
    }
    return missing
  }
}
