import { KEY_BYTES } from '../limits.ts'
import { POSITIONS, type RingRange } from '../ring/range.ts'
import { positionOf, RingOrder, SHARD_WIDTH, type Stretch } from './ring-order.ts'
import { KEY_WORDS } from './segment.ts'
import type { Segments } from './segments.ts'
import type { ScanPage } from './store.ts'
import type { KeyTable } from './table.ts'

/**
 * One page of a scan: the range's first keys behind `after`, shard by shard. A shard is not kept in ring order;
 * the part of it that a page needs is selected and sorted for every page.
 */
export function scanPage(
  table: KeyTable,
  segments: Segments,
  range: RingRange,
  after: Uint8Array | undefined,
  countMax: number,
): ScanPage {
  /** One more than the page holds tells whether it is the last. */
  const wanted = Math.min(countMax, table.count) + 1
  const refs = new Int32Array(wanted)
  let count = 0
  for (const stretch of stretchesOf(range, after)) {
    const last = Math.floor(stretch.last / SHARD_WIDTH)
    for (let shard = Math.floor(stretch.first / SHARD_WIDTH); shard <= last && count < wanted; shard++) {
      if (table.countIn(shard) === 0) continue
      const inOrder = new RingOrder(segments, table, shard).firstOf(stretch, wanted - count)
      refs.set(inOrder, count)
      count += inOrder.length
    }
  }
  const more = count > countMax
  return toPage(segments, refs.subarray(0, more ? countMax : count), more)
}

/** A range behind a key, cut where it crosses zero. Behind a key outside of the range there is nothing of it. */
function stretchesOf({ from, to }: RingRange, after: Uint8Array | undefined): Stretch[] {
  const toZero = { first: from + 1, last: POSITIONS - 1, after: undefined }
  const fromZero = { first: 0, last: to, after: undefined }
  const whole = from < to ? [{ first: from + 1, last: to, after: undefined }] : [toZero, fromZero]
  if (after === undefined) return whole
  const position = positionOf(after, 0)
  const current = whole.findIndex(({ first, last }) => first <= position && position <= last)
  if (current === -1) return []
  return [{ first: position, last: whole[current]!.last, after }, ...whole.slice(current + 1)]
}

function toPage(segments: Segments, refs: Int32Array, more: boolean): ScanPage {
  const words = new Int32Array(refs.length * KEY_WORDS)
  const sizes = new Uint32Array(refs.length)
  for (let i = 0; i < refs.length; i++) {
    segments.copyKey(refs[i]!, words, i * KEY_WORDS)
    sizes[i] = segments.sizeOf(refs[i]!)
  }
  const keys = new Uint8Array(words.buffer)
  return { keys, sizes, next: more ? keys.slice(-KEY_BYTES) : undefined }
}
