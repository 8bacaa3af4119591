import { KEY_BYTES } from '../limits.ts'
import { KEY_WORDS } from './segment.ts'
import type { Segments } from './segments.ts'
import { isNewerStamp, type Stamp } from './stamp.ts'
import type { ExpiredPage } from './store.ts'
import { type KeyTable, SHARDS } from './table.ts'

/** Blocks looked at in one page: a millisecond, and some for what is deleted. */
const LOOKED_AT_MIN = 16_384

/** Blocks whose stamps are not newer than `stamp`, shard by shard; `after` and `next` are shards. */
export function expiredPage(table: KeyTable, segments: Segments, stamp: Stamp, after: number): ExpiredPage {
  const refs: number[] = []
  let shard = after
  for (let looked = 0; shard < SHARDS && looked < LOOKED_AT_MIN; shard++) {
    if (table.countIn(shard) === 0) continue
    const inShard = table.refsIn(shard)
    for (let i = 0; i < inShard.length; i++)
      if (!isNewerStamp(segments.stampOf(inShard[i]!), stamp)) refs.push(inShard[i]!)
    looked += inShard.length
  }
  const words = new Int32Array(refs.length * KEY_WORDS)
  const sizes = new Uint32Array(refs.length)
  for (let i = 0; i < refs.length; i++) {
    segments.copyKey(refs[i]!, words, i * KEY_WORDS)
    sizes[i] = segments.sizeOf(refs[i]!)
  }
  return { keys: new Uint8Array(words.buffer), sizes, next: shard < SHARDS ? shard : undefined }
}

/** Those of the packed keys that are held with a stamp not newer than `stamp`. */
export function expiredOf(table: KeyTable, segments: Segments, keys: Uint8Array, stamp: Stamp): Uint8Array {
  const { refs, count } = table.locate(keys)
  const expired = new Uint8Array(keys.length)
  let length = 0
  for (let i = 0; i < count; i++) {
    if (refs[i] === 0 || isNewerStamp(segments.stampOf(refs[i]!), stamp)) continue
    expired.set(keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES), length)
    length += KEY_BYTES
  }
  return expired.subarray(0, length)
}

/** The stamp of each of the packed keys, -1 for one that is not held. */
export function stampsOf(table: KeyTable, segments: Segments, keys: Uint8Array): Int16Array {
  const { refs, count } = table.locate(keys)
  const stamps = new Int16Array(count)
  for (let i = 0; i < count; i++) stamps[i] = refs[i] === 0 ? -1 : segments.stampOf(refs[i]!)
  return stamps
}

/** One byte a key: 1 where it is held, and then its stamp is renewed where one is given. */
export function hasAndRenew(
  table: KeyTable,
  segments: Segments,
  keys: Uint8Array,
  stamp: Stamp | undefined,
): Uint8Array {
  const { refs, count } = table.locate(keys)
  const held = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    if (refs[i] === 0) continue
    held[i] = 1
    if (stamp !== undefined) segments.renew(refs[i]!, stamp)
  }
  return held
}
