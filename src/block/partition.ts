import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import type { BlockBatch } from './batch.ts'

/** What falls to one group: its number, and the ascending indexes of what is in it. */
export interface Group {
  group: number
  indexes: Uint32Array
}

/** The blocks of one group, in their order, and where they stood. */
export interface Part extends BlockBatch, Group {}

/**
 * Sorts the indexes of `groups` by group (`groups[i]` is below `groupCount`). Empty groups are left out; one of more than
 * BATCH_BLOCKS_MAX comes in several parts, each small enough for one request. Time O(n + groups).
 */
export function group(groups: Uint16Array, groupCount: number): Group[] {
  const starts = new Uint32Array(groupCount + 1)
  for (let i = 0; i < groups.length; i++) starts[groups[i]! + 1]!++
  for (let each = 0; each < groupCount; each++) starts[each + 1]! += starts[each]!
  const order = new Uint32Array(groups.length)
  const next = starts.slice(0, groupCount)
  for (let i = 0; i < groups.length; i++) order[next[groups[i]!]!++] = i
  const found: Group[] = []
  for (let each = 0; each < groupCount; each++) {
    const end = starts[each + 1]!
    for (let start = starts[each]!; start < end; start += BATCH_BLOCKS_MAX)
      found.push({ group: each, indexes: order.subarray(start, Math.min(end, start + BATCH_BLOCKS_MAX)) })
  }
  return found
}

/**
 * Cuts a batch into one batch a group, or several where it is large (see `group`). A batch that is all of one group is not copied; otherwise keys and blocks are
 * gathered into memory of their own. A batch without bytes (keys only) gives parts without bytes.
 */
export function partition(batch: BlockBatch, groups: Uint16Array, groupCount: number): Part[] {
  return group(groups, groupCount).map((found) => {
    const whole = found.indexes.length === groups.length
    return { ...(whole ? batch : select(batch, found.indexes)), ...found }
  })
}

/** The blocks at the ascending `indexes`, gathered into memory of their own. */
export function select(batch: BlockBatch, indexes: Uint32Array): BlockBatch {
  const { blockSize, bytes } = batch
  const keys = selectKeys(batch.keys, indexes)
  if (bytes.length === 0 || indexes.length === 0) return { keys, bytes: bytes.subarray(0, 0), blockSize }
  const lastLength = Math.min(blockSize, bytes.length - indexes[indexes.length - 1]! * blockSize)
  return {
    keys,
    bytes: gather(bytes, blockSize, indexes, (indexes.length - 1) * blockSize + lastLength),
    blockSize,
  }
}

/** The keys at the `indexes`, packed into memory of their own. */
export function selectKeys(keys: Uint8Array, indexes: Uint32Array): Uint8Array {
  return gather(keys, KEY_BYTES, indexes, indexes.length * KEY_BYTES)
}

/** Copies items of `stride` bytes, by words where they lie on word boundaries: several times as fast as `set` for small ones. */
function gather(from: Uint8Array, stride: number, indexes: Uint32Array, length: number): Uint8Array {
  const to = new Uint8Array(length)
  const whole = length === indexes.length * stride
  if (stride <= 256 && stride % 8 === 0 && from.byteOffset % 8 === 0 && whole)
    gatherWords(from, to, stride / 8, indexes)
  else
    for (let i = 0; i < indexes.length; i++)
      to.set(from.subarray(indexes[i]! * stride, (indexes[i]! + 1) * stride), i * stride)
  return to
}

function gatherWords(from: Uint8Array, to: Uint8Array, words: number, indexes: Uint32Array): void {
  const source = new Float64Array(from.buffer, from.byteOffset, from.length >>> 3)
  const target = new Float64Array(to.buffer)
  for (let i = 0, at = 0; i < indexes.length; i++) {
    const start = indexes[i]! * words
    for (let word = 0; word < words; word++) target[at++] = source[start + word]!
  }
}
