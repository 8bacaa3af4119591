import { createHash } from 'node:crypto'
import type { BlockBatch } from '../../src/block/batch.ts'

export const KEY_BYTES = 32

/** A batch of `count` distinct blocks with their SHA-256 keys; batches with other `first` have other blocks. */
export function sampleBatch(count: number, blockSize: number, first = 0, lastSize = blockSize): BlockBatch {
  const bytes = new Uint8Array((count - 1) * blockSize + lastSize)
  const keys = new Uint8Array(count * KEY_BYTES)
  for (let i = 0; i < count; i++) {
    const block = bytes.subarray(i * blockSize, (i + 1) * blockSize)
    fill(block, first + i)
    keys.set(createHash('sha256').update(block).digest(), i * KEY_BYTES)
  }
  return { keys, bytes, blockSize }
}

/** Fills a block with its number and then bytes that depend on it; blocks of 8 bytes or more differ. */
function fill(block: Uint8Array, number: number): void {
  let state = (number + 1) | 0
  for (let i = 0; i < block.length; i++) {
    if (i % 997 === 0 || i < 8) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    block[i] = i < 4 ? number >>> (8 * i) : (state >>> 24) + i
  }
}

export function countOf(batch: BlockBatch): number {
  return batch.keys.length / KEY_BYTES
}

export function keyAt(keys: Uint8Array, index: number): Uint8Array {
  return keys.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES)
}

export function blockAt(batch: BlockBatch, index: number): Uint8Array {
  return batch.bytes.subarray(index * batch.blockSize, (index + 1) * batch.blockSize)
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}

/** Packed keys as hex strings. */
export function keyTexts(keys: Uint8Array): string[] {
  return Array.from({ length: keys.length / KEY_BYTES }, (_, i) => hex(keyAt(keys, i)))
}

export function packed(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** The same bytes, beginning `offset` bytes into a buffer of their own. */
export function shifted(bytes: Uint8Array, offset: number): Uint8Array {
  const buffer = new Uint8Array(bytes.length + offset)
  buffer.set(bytes, offset)
  return buffer.subarray(offset)
}

/** A copy: the store takes over the bytes that it is given. */
export function copied(batch: BlockBatch): BlockBatch {
  return { ...batch, bytes: batch.bytes.slice() }
}
