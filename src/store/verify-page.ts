import { keyAt } from '../block/key.ts'
import { verifyBlocks } from '../block/verify.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import type { BlocksFound, RingRange, ScanPage, VerifyPage } from './store.ts'

const WHOLE_RING: RingRange = { from: 0, to: 0 }

/** What `verifyPage` needs of a store whose calls are synchronous. */
export interface ReadableStore {
  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage
  get(keys: Uint8Array, bytesMax: number): BlocksFound
  delete(keys: Uint8Array): number
}

/** `BlockStore.verify` in ring order: reads a page of blocks, hashes them, and deletes those that have not their key. */
export function verifyPage(
  store: ReadableStore,
  after: Uint8Array | undefined,
  bytesMax: number,
): VerifyPage {
  const page = store.scan(WHOLE_RING, after, BATCH_BLOCKS_MAX)
  let bytes = page.sizes[0] ?? 0
  let blocks = Math.min(1, page.sizes.length)
  while (blocks < page.sizes.length && bytes + page.sizes[blocks]! <= bytesMax) bytes += page.sizes[blocks++]!
  const keys = page.keys.subarray(0, blocks * KEY_BYTES)
  const found = store.get(keys, bytes)
  const wrong = verifyBlocks(found.bytes, found.sizes, keys)
  const damaged = new Uint8Array(wrong.length * KEY_BYTES)
  for (const [i, index] of wrong.entries()) damaged.set(keyAt(keys, index), i * KEY_BYTES)
  store.delete(damaged)
  const next = blocks < page.sizes.length ? keyAt(keys, blocks - 1).slice() : page.next
  return { blocks, bytes, damaged, next }
}
