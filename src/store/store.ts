import type { BlockBatch } from '../block/batch.ts'
import type { RingRange } from '../ring/range.ts'
import type { Stamp, Stamps } from './stamp.ts'

export type { RingRange }

/** What `get` found. */
export interface BlocksFound {
  /** The size of each block asked for, in order; 0 where the store does not hold it. */
  sizes: Uint32Array
  /** The blocks found, in the order asked, back to back. Read-only for the caller: it may be the store's own memory. */
  bytes: Uint8Array
}

/** One page of a scan. */
export interface ScanPage {
  /** Packed keys, ascending along the range from its start. */
  keys: Uint8Array
  /** The size of each block, in the order of `keys`. */
  sizes: Uint32Array
  /** Where the next page begins (pass as `after`), or undefined at the end of the range. */
  next: Uint8Array | undefined
}

/** What one step of a verification found. */
export interface VerifyPage {
  /** Blocks looked at, and the sum of their sizes. */
  blocks: number
  bytes: number
  /** Packed keys of those that were damaged. They are held no longer. */
  damaged: Uint8Array
  /** Where the next step begins (pass as `after`), or undefined at the end. */
  next: Uint8Array | undefined
}

/** Some of the blocks whose leases have run out. */
export interface ExpiredPage {
  /** Packed keys, and the size of each block. */
  keys: Uint8Array
  sizes: Uint32Array
  /** Where the next page begins (pass as `after`), or undefined at the end. */
  next: number | undefined
}

export interface StoreStatistics {
  /** Distinct blocks held. */
  blocks: number
  /** Sum of their sizes. */
  bytes: number
  /** Memory or disk taken for them, with keys and tables. */
  bytesAllocated: number
}

/**
 * Where a block peer keeps its blocks: a map from key to immutable bytes.
 *
 * - Verification is not the store's work: keys come from whoever hashed the bytes, at one door.
 * - Every call is atomic per block, not per batch; calls may overlap. A block that `put` has resolved
 *   for is found by every later call until it is deleted.
 * - Results are promises or plain values; callers `await` both.
 * - Key lists may hold duplicates; each is answered in its place.
 * - Each block has a stamp, which only gets newer. Blocks that a store held when it was opened have any stamps, until
 *   `renewAll`: a store need not keep them over a restart.
 */
export interface BlockStore {
  /**
   * Keeps every block of the batch that is not held yet and resolves with the number that were new.
   * A block already held is left as it is, but for its stamp. All have `stamps` from then on (0 where none are given), or
   * the newer ones that they had. The store takes over `batch.bytes`: the caller must not write to
   * them afterwards. Throws `NoSpace` when there is no room; blocks stored before that stay.
   */
  put(batch: BlockBatch, stamps?: Stamps): number | Promise<number>

  /**
   * The blocks of the packed `keys`. Missing ones have size 0, which is no error.
   * Throws `TooLarge` when the blocks found come to more than `bytesMax`, before copying any.
   */
  get(keys: Uint8Array, bytesMax: number): BlocksFound | Promise<BlocksFound>

  /** One byte a key: 1 where the block is held, else 0. What is held has `stamp` from then on, where one is given, or a newer one. */
  has(keys: Uint8Array, stamp?: Stamp): Uint8Array | Promise<Uint8Array>

  /**
   * Forgets the blocks of the packed `keys`; resolves with the number that were held. Where `expired` is given, a block
   * whose stamp is newer stays.
   */
  delete(keys: Uint8Array, expired?: Stamp): number | Promise<number>

  /** Many blocks were deleted, and no more are for now: a store that gives their room back later begins to, as far as is worth it. */
  compact?(): void

  /** The stamp of each of the packed `keys`, -1 for a block that is not held. */
  stamps(keys: Uint8Array): Int16Array | Promise<Int16Array>

  /** Gives every block this stamp. */
  renewAll(stamp: Stamp): void

  /** Blocks whose stamps are `stamp` or older, in an order of the store's own that begins at `after` (0: the beginning). */
  expired(stamp: Stamp, after: number): ExpiredPage | Promise<ExpiredPage>

  /**
   * Up to `countMax` keys of the range, in ring order, beginning behind the key `after` (or at the range's start).
   * A block held during the whole scan is reported exactly once; one put or deleted meanwhile, at most once.
   */
  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage | Promise<ScanPage>

  /**
   * Reads some blocks again, about `bytesMax` bytes and one at least, in an order of the store's own that begins behind
   * the cursor `after`, and forgets those whose bytes have not their key any more: they are damaged, and count as
   * missing until they are put again. Called until `next` is undefined it has seen every block held throughout.
   */
  verify(after: Uint8Array | undefined, bytesMax: number): VerifyPage | Promise<VerifyPage>

  statistics(): StoreStatistics

  /** About how many bytes of blocks it still takes; undefined, or no such method, where it has no bound of its own. */
  room?(): number | undefined | Promise<number | undefined>

  /** Releases what the store holds open, once what was put is safe. Idempotent. */
  close(): void | Promise<void>
}
