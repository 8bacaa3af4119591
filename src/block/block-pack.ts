import { concat } from 'uint8arrays/concat'
import { BATCH_BLOCKS_MAX, KEY_BYTES, TRANSFER_SLAB_BYTES_MAX } from '../limits.ts'
import type { BlockBatch } from './batch.ts'

/** Gathers blocks of many files, so that those of one size travel as one batch, whatever file they are of. */
export class BlockPack {
  readonly #bySize = new Map<number, { keys: Uint8Array[]; bytes: Uint8Array[] }>()

  /** Takes a batch's blocks; the shorter one at its end counts by its own size. */
  add({ keys, bytes, blockSize }: BlockBatch): void {
    const whole = Math.floor(bytes.length / blockSize)
    const [keyAt, byteAt] = [whole * KEY_BYTES, whole * blockSize]
    if (whole > 0) this.#addAll(keys.subarray(0, keyAt), bytes.subarray(0, byteAt), blockSize)
    if (byteAt < bytes.length)
      this.#addAll(keys.subarray(keyAt), bytes.subarray(byteAt), bytes.length - byteAt)
  }

  /** All of them, in batches within the bounds of a transfer. */
  *batches(): Generator<BlockBatch> {
    for (const [blockSize, gathered] of this.#bySize) {
      const [keys, bytes] = [concat(gathered.keys), concat(gathered.bytes)]
      const blocksMax = Math.min(
        BATCH_BLOCKS_MAX,
        Math.max(1, Math.floor(TRANSFER_SLAB_BYTES_MAX / blockSize)),
      )
      for (let from = 0; from * blockSize < bytes.length; from += blocksMax) {
        const to = from + blocksMax
        yield {
          blockSize,
          keys: keys.subarray(from * KEY_BYTES, to * KEY_BYTES),
          bytes: bytes.subarray(from * blockSize, to * blockSize),
        }
      }
    }
  }

  #addAll(keys: Uint8Array, bytes: Uint8Array, blockSize: number): void {
    const gathered = this.#bySize.get(blockSize) ?? { keys: [], bytes: [] }
    gathered.keys.push(keys)
    gathered.bytes.push(bytes)
    this.#bySize.set(blockSize, gathered)
  }
}
