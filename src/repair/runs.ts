import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, BLOCK_SIZE_MAX } from '../limits.ts'

/** Blocks of one size, back to back. */
export interface Run {
  size: number
  count: number
}

const RUN_BYTES = 8

/** Block sizes as runs of equal ones, 8 bytes each. */
export function encodeRuns(sizes: Uint32Array): Uint8Array<ArrayBuffer> {
  const runs: number[] = []
  for (let first = 0; first < sizes.length; ) {
    let next = first + 1
    while (next < sizes.length && sizes[next] === sizes[first]) next++
    runs.push(sizes[first]!, next - first)
    first = next
  }
  const view = new DataView(new ArrayBuffer(runs.length * 4))
  for (const [index, word] of runs.entries()) view.setUint32(index * 4, word)
  return new Uint8Array(view.buffer)
}

/** Throws `BadRequest` unless the runs tell blocks that come to `length` bytes, `TooLarge` for more than a batch of them. */
export function decodeRuns(bytes: Uint8Array, length: number): Run[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const runs: Run[] = []
  let count = 0
  let total = 0
  for (let at = 0; at + RUN_BYTES <= bytes.length; at += RUN_BYTES) {
    const run = { size: view.getUint32(at), count: view.getUint32(at + 4) }
    count += run.count
    total += run.size * run.count
    if (count > BATCH_BLOCKS_MAX)
      throw new TritonError('TooLarge', `could not take ${count} blocks at once: at most ${BATCH_BLOCKS_MAX}`)
    if (run.size < 1 || run.size > BLOCK_SIZE_MAX || run.count < 1) total = Number.NaN
    runs.push(run)
  }
  if (bytes.length % RUN_BYTES === 0 && count > 0 && total === length) return runs
  throw new TritonError(
    'BadRequest',
    `could not take ${length} bytes of blocks: their sizes do not come to that`,
  )
}
