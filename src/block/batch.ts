/**
 * Blocks and their keys, packed: block `i` is `bytes[i * blockSize, (i + 1) * blockSize)`, its key
 * `keys[i * 32, (i + 1) * 32)`. Only the last block may be shorter than `blockSize`; none is empty.
 */
export interface BlockBatch {
  keys: Uint8Array
  bytes: Uint8Array
  blockSize: number
}
