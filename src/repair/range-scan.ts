import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import { POSITIONS, type RingRange, rangeWidth } from '../ring/range.ts'
import type { BlockStore, ScanPage } from '../store/store.ts'
import { firstBehind } from './fingerprint.ts'

/** Gives the first page of what a store holds in a range. */
export type RangeScan = (range: RingRange) => ScanPage | Promise<ScanPage>

const WHOLE_RING = { from: 0, to: 0 }

/**
 * Scans of many ranges of one store. A store that holds no more than a page is read once: to look for each of some hundred
 * ranges in it would take longer than that. What is put or deleted meanwhile may or may not be seen.
 */
export async function rangeScan(store: BlockStore): Promise<RangeScan> {
  const fromStore: RangeScan = (range) => store.scan(range, undefined, BATCH_BLOCKS_MAX)
  if (store.statistics().blocks > BATCH_BLOCKS_MAX) return fromStore
  const all = await store.scan(WHOLE_RING, undefined, BATCH_BLOCKS_MAX)
  return all.next === undefined ? (range) => within(all, range) : fromStore
}

/** The part of a whole ring's page that lies in the range, in its order. */
function within(all: ScanPage, range: RingRange): ScanPage {
  const start = range.from
  const end = start + rangeWidth(range)
  const first = slice(all, start, Math.min(end, POSITIONS))
  return end <= POSITIONS ? first : joined(first, slice(all, 0, end - POSITIONS))
}

/** What lies from `start` positions behind zero up to `end`; the page begins behind position zero. */
function slice({ keys, sizes }: ScanPage, start: number, end: number): ScanPage {
  const first = firstBehind(WHOLE_RING, keys, 0, sizes.length, start)
  const last = firstBehind(WHOLE_RING, keys, first, sizes.length, end)
  return {
    keys: keys.subarray(first * KEY_BYTES, last * KEY_BYTES),
    sizes: sizes.subarray(first, last),
    next: undefined,
  }
}

function joined(a: ScanPage, b: ScanPage): ScanPage {
  const sizes = new Uint32Array(a.sizes.length + b.sizes.length)
  sizes.set(a.sizes)
  sizes.set(b.sizes, a.sizes.length)
  return { keys: Buffer.concat([a.keys, b.keys]), sizes, next: undefined }
}
