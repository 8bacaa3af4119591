import { KEY_BYTES } from '../limits.ts'
import type { BlockBatch } from './batch.ts'

/** The blocks of one group, in their order, and where they stood. */
export interface Part extends BlockBatch {
  group: number
  /** Index of each block in the batch that was cut. */
  indexes: Uint32Array
}

/**
 * Cuts a batch into one batch a group; `groups[i]` is the group of block `i`, below `groupCount`. Empty groups have no part.
 * Time O(blocks + groups). A batch that is all of one group is not copied; otherwise keys and blocks are gathered
 * into memory of their own. A batch without bytes (keys only) gives parts without bytes.
 */
export function partition(batch: BlockBatch, groups: Uint16Array, groupCount: number): Part[] {
  const count = batch.keys.length / KEY_BYTES
  const starts = new Uint32Array(groupCount + 1)
  for (let i = 0; i < count; i++) starts[groups[i]! + 1]!++
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!
  const order = new Uint32Array(count)
  const next = starts.slice(0, groupCount)
  for (let i = 0; i < count; i++) order[next[groups[i]!]!++] = i
  const parts: Part[] = []
  for (let group = 0; group < groupCount; group++) {
    const start = starts[group]!
    const end = starts[group + 1]!
    if (start === end) continue
    const indexes = order.subarray(start, end)
    parts.push(
      end - start === count ? { ...batch, group, indexes } : { ...select(batch, indexes), group, indexes },
    )
  }
  return parts
}

/** The blocks at the ascending `indexes`, gathered into memory of their own. */
export function select(batch: BlockBatch, indexes: Uint32Array): BlockBatch {
  const { blockSize } = batch
  const keys = gather(batch.keys, KEY_BYTES, indexes, indexes.length * KEY_BYTES)
  if (batch.bytes.length === 0) return { keys, bytes: batch.bytes, blockSize }
  const last = indexes.length === 0 ? 0 : indexes[indexes.length - 1]! * blockSize
  const lastLength = Math.min(blockSize, batch.bytes.length - last)
  const length = indexes.length === 0 ? 0 : (indexes.length - 1) * blockSize + lastLength
  return { keys, bytes: gather(batch.bytes, blockSize, indexes, length), blockSize }
}

/** Copies items of `stride` bytes, by words where they lie on word boundaries: 3 times as fast as `set` for 64 bytes. */
function gather(from: Uint8Array, stride: number, indexes: Uint32Array, length: number): Uint8Array {
  const to = new Uint8Array(length)
  const byWords =
    stride <= 256 && stride % 8 === 0 && from.byteOffset % 8 === 0 && length === indexes.length * stride
  if (byWords) gatherWords(from, to, stride / 8, indexes)
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
