import { SLAB_BYTES } from '../limits.ts'
import { checkBlockSize } from './block-size.ts'

/** Bytes of a full slab: the largest multiple of `blockSize` within `slabBytes`, at least one block. */
export function slabSize(blockSize: number, slabBytes: number = SLAB_BYTES): number {
  checkBlockSize(blockSize)
  return Math.max(1, Math.floor(slabBytes / blockSize)) * blockSize
}

/**
 * Cuts a byte stream anew, into full slabs (`slabSize`) and a shorter last one; none is empty.
 *
 * A slab belongs to whoever receives it and is never written to again, provided that the source lets go of its
 * pieces: a piece that holds whole slabs is handed on as views, everything else is copied once.
 */
export async function* slabs(
  source: AsyncIterable<Uint8Array>,
  blockSize: number,
  slabBytes: number = SLAB_BYTES,
): AsyncGenerator<Uint8Array> {
  const size = slabSize(blockSize, slabBytes)
  let slab: Uint8Array | undefined
  let filled = 0
  for await (const piece of source) {
    for (let start = 0; start < piece.length; ) {
      const stop = Math.min(piece.length, start + size - filled)
      const part = piece.subarray(start, stop)
      start = stop
      if (part.length === size) {
        yield part
        continue
      }
      slab ??= freshMemory(size)
      slab.set(part, filled)
      filled += part.length
      if (filled < size) continue
      yield slab
      slab = undefined
      filled = 0
    }
  }
  if (slab !== undefined) yield slab.slice(0, filled)
}

/** Memory of its own, not zeroed: `slabs` hands on only bytes that it has written. */
function freshMemory(size: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer)
}
