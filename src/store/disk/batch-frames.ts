import type { BlockBatch } from '../../block/batch.ts'
import { keyAt } from '../../block/key.ts'
import { TritonError } from '../../errors.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../../limits.ts'
import type { Stamps } from '../stamp.ts'
import { checkKeys } from './key-index.ts'

/** Bytes of one frame's blocks: one put may come to more. */
const FRAME_BYTES_MAX = 4 * 1024 * 1024

/** Throws `BadRequest` unless a batch has as many keys as blocks. */
export function checkBatch({ keys, bytes, blockSize }: BlockBatch): void {
  checkKeys(keys)
  const count = keys.length / KEY_BYTES
  if (blockSize >= 1 && Math.ceil(bytes.length / blockSize) === count) return
  const blocks = `${bytes.length} bytes in blocks of ${blockSize}`
  throw new TritonError('BadRequest', `could not store a batch: ${count} keys for ${blocks}`)
}

/** The blocks of a batch with these indexes, ascending; the batch itself where they are all of them. */
export function select(batch: BlockBatch, indexes: Int32Array): BlockBatch {
  const { keys, bytes, blockSize } = batch
  if (indexes.length * KEY_BYTES === keys.length) return batch
  const chosenKeys = new Uint8Array(indexes.length * KEY_BYTES)
  const chosen = new Uint8Array(indexes.length * blockSize)
  let length = 0
  for (let i = 0; i < indexes.length; i++) {
    const index = indexes[i]!
    const block = bytes.subarray(index * blockSize, (index + 1) * blockSize)
    chosenKeys.set(keyAt(keys, index), i * KEY_BYTES)
    chosen.set(block, length)
    length += block.length
  }
  return { keys: chosenKeys, bytes: chosen.subarray(0, length), blockSize }
}

/** A batch in parts that a frame takes. */
export function framesOf(
  { keys, bytes, blockSize }: BlockBatch,
  stamps: Stamps,
): (BlockBatch & { stamps: Stamps })[] {
  const count = keys.length / KEY_BYTES
  const most = Math.min(BATCH_BLOCKS_MAX, Math.max(1, Math.floor(FRAME_BYTES_MAX / blockSize)))
  return Array.from({ length: Math.ceil(count / most) }, (_, i) => ({
    keys: keys.subarray(i * most * KEY_BYTES, (i + 1) * most * KEY_BYTES),
    bytes: bytes.subarray(i * most * blockSize, (i + 1) * most * blockSize),
    blockSize,
    stamps: typeof stamps === 'number' ? stamps : stamps.subarray(i * most, (i + 1) * most),
  }))
}
