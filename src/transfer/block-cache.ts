import { LRUCache } from 'lru-cache'
import { concat } from 'uint8arrays/concat'
import { keyAt } from '../block/key.ts'
import { BLOCK_CACHE_BYTES_MAX, CACHED_READ_BLOCKS_MAX, CACHED_READ_BYTES_MAX, KEY_BYTES } from '../limits.ts'

/** What an entry costs beside its bytes: its key as a string, and its place in the list. */
const ENTRY_BYTES = 256

/**
 * Verified blocks that are read again and again, the last used ones: roots, inner pages, the leaf pages and blocks of small
 * reads. What a large download reads passes by: it would only push them out, and cost an object a block.
 */
export class BlockCache {
  readonly #blocks = new LRUCache<string, Uint8Array>({
    maxSize: BLOCK_CACHE_BYTES_MAX,
    sizeCalculation: (block) => block.length + ENTRY_BYTES,
  })

  /**
   * The blocks of the packed `keys`, back to back and in memory of their own, or undefined unless all are here and come to
   * `length`, where that is given.
   */
  get(keys: Uint8Array, length?: number): Uint8Array | undefined {
    if (!isSmall(keys, length ?? 0)) return undefined
    const found = namesOf(keys).map((name) => this.#blocks.get(name))
    if (!found.every((block) => block !== undefined)) return undefined
    const bytes = concat(found)
    return length === undefined || bytes.length === length ? bytes : undefined
  }

  /** Keeps verified blocks: all of `blockSize` bytes but the last, back to back. */
  keep(keys: Uint8Array, blockSize: number, bytes: Uint8Array): void {
    if (!isSmall(keys, bytes.length)) return
    for (const [index, name] of namesOf(keys).entries())
      this.#blocks.set(name, bytes.slice(index * blockSize, (index + 1) * blockSize))
  }
}

function isSmall(keys: Uint8Array, length: number): boolean {
  return (
    keys.length > 0 && keys.length <= CACHED_READ_BLOCKS_MAX * KEY_BYTES && length <= CACHED_READ_BYTES_MAX
  )
}

function namesOf(keys: Uint8Array): string[] {
  return Array.from({ length: keys.length / KEY_BYTES }, (_, index) =>
    Buffer.from(keyAt(keys, index)).toString('latin1'),
  )
}
