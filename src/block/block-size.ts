import { TritonError } from '../errors.ts'
import { BLOCK_SIZE_MAX, BLOCK_SIZE_MIN } from '../limits.ts'

const TAKEN = `whole bytes from ${BLOCK_SIZE_MIN} to ${BLOCK_SIZE_MAX}`
const UNITS: Record<string, number> = { '': 1, KB: 1000, MB: 1000 ** 2, KiB: 1024, MiB: 1024 ** 2 }

/** Whether `blockSize`, in bytes, is one that a file may have. */
export function isBlockSize(blockSize: number): boolean {
  return Number.isInteger(blockSize) && blockSize >= BLOCK_SIZE_MIN && blockSize <= BLOCK_SIZE_MAX
}

/** Throws `BadRequest` unless `blockSize` is one that a file may have. */
export function checkBlockSize(blockSize: number): void {
  if (isBlockSize(blockSize)) return
  throw new TritonError('BadRequest', `could not use blocks of ${blockSize} bytes: ${TAKEN} needed`)
}

/** Bytes of a block size as people write it: `64`, `64KiB`, `1MiB`, `64KB`, `1MB`. Throws `BadRequest`. */
export function parseBlockSize(text: string): number {
  const [, digits, unit] = /^(\d{1,8})(|KB|MB|KiB|MiB)$/.exec(text) ?? []
  const blockSize = Number(digits) * (UNITS[unit ?? ''] ?? Number.NaN)
  if (isBlockSize(blockSize)) return blockSize
  const units = 'a number alone or with KiB, MiB (1,024), KB, MB (1,000)'
  throw new TritonError('BadRequest', `could not read the block size "${text}": ${TAKEN} needed, as ${units}`)
}

/**
 * How many blocks `size` bytes make. Exact for every size up to `FILE_SIZE_MAX`: below 2^53 the error of the
 * division stays under 1 / `blockSize`, which is the least that a started block adds.
 */
export function blockCount(size: number, blockSize: number): number {
  return Math.ceil(size / blockSize)
}

/** Bytes of block `index` of a file: `blockSize`, or less for the last one. 0 for a block that the file has not. */
export function sizeOfBlock(file: { size: number; blockSize: number }, index: number): number {
  return Math.max(0, Math.min(file.blockSize, file.size - index * file.blockSize))
}
