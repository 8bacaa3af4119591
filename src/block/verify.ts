import { TritonError } from '../errors.ts'
import { KEY_BYTES } from '../limits.ts'
import { blockCount } from './block-size.ts'
import { hashBlocks } from './hash.ts'
import { sameKey } from './key.ts'

/** From this size on a block is hashed outside of the main thread: copying it there costs a fifth of hashing it. */
const APART_MIN = 256 * 1024
/** Blocks hashed before their keys are compared: so many keys (128 KiB) stay in the processor's cache. */
const STEP_BLOCKS = 4096
const scratch = new Uint8Array(STEP_BLOCKS * KEY_BYTES)

/**
 * The indexes, ascending, of the blocks whose SHA-256 differs from their packed key; empty when all are right.
 *
 * `sizes` is either the one size of all blocks, of which the last may be shorter, or the size of each block, 0 for
 * one that is missing: it has no bytes and is not reported. Blocks lie back to back in `bytes`.
 * Throws `Corrupt` when the bytes or the sizes do not belong to so many keys.
 */
export function verifyBlocks(bytes: Uint8Array, sizes: number | Uint32Array, keys: Uint8Array): number[] {
  const wrong: number[] = []
  if (typeof sizes === 'number') {
    checkCount(blockCount(bytes.length, sizes), keys)
    verifyRun(bytes, sizes, keys, 0, wrong)
  } else {
    checkCount(sizes.length, keys)
    checkSum(sizes, bytes)
    verifyRuns(bytes, sizes, keys, wrong)
  }
  return wrong
}

/** `verifyBlocks`, or a way to do the same beside the main thread. */
export type Verify = (
  bytes: Uint8Array,
  sizes: number | Uint32Array,
  keys: Uint8Array,
) => number[] | Promise<number[]>

/**
 * `verifyBlocks`, but a large block that comes alone is hashed in the thread pool meanwhile: a client that downloads
 * large blocks is bound by its main thread, a fifth of which went to hashing. `bytes` must not change until then.
 */
export async function verifyApart(
  bytes: Uint8Array,
  sizes: number | Uint32Array,
  keys: Uint8Array,
): Promise<number[]> {
  const alone =
    keys.length === KEY_BYTES &&
    (typeof sizes === 'number' ? bytes.length <= sizes : bytes.length === sizes[0])
  if (!alone || bytes.length < APART_MIN) return verifyBlocks(bytes, sizes, keys)
  const key = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Buffer.compare(new Uint8Array(key), keys) === 0 ? [] : [0]
}

/** Cuts a list of sizes into runs of equal ones, so that runs of 64-byte blocks are hashed in native batches. Missing ones have no bytes to verify. */
function verifyRuns(bytes: Uint8Array, sizes: Uint32Array, keys: Uint8Array, wrong: number[]): void {
  let start = 0
  for (let first = 0; first < sizes.length; ) {
    const size = sizes[first]!
    let next = first + 1
    while (next < sizes.length && sizes[next] === size) next++
    const stop = start + (next - first) * size
    const runKeys = keys.subarray(first * KEY_BYTES, next * KEY_BYTES)
    verifyRun(bytes.subarray(start, stop), size, runKeys, first, wrong)
    start = stop
    first = next
  }
}

/** Adds to `wrong` the wrong blocks of a run whose first has the index `first`. */
function verifyRun(
  bytes: Uint8Array,
  blockSize: number,
  keys: Uint8Array,
  first: number,
  wrong: number[],
): void {
  const stepBytes = STEP_BLOCKS * blockSize
  for (let start = 0, done = 0; start < bytes.length; start += stepBytes, done += STEP_BLOCKS) {
    const got = hashBlocks(bytes.subarray(start, start + stepBytes), blockSize, scratch)
    const needed = keys.subarray(done * KEY_BYTES, done * KEY_BYTES + got.length)
    if (Buffer.compare(got, needed) === 0) continue
    for (let i = 0; i * KEY_BYTES < got.length; i++) {
      if (!sameKey(got, i, needed, i)) wrong.push(first + done + i)
    }
  }
}

function checkCount(count: number, keys: Uint8Array): void {
  if (count * KEY_BYTES === keys.length) return
  const asked = keys.length / KEY_BYTES
  throw new TritonError('Corrupt', `could not verify blocks: blocks of ${asked} keys needed, got ${count}`)
}

function checkSum(sizes: Uint32Array, bytes: Uint8Array): void {
  let sum = 0
  for (let i = 0; i < sizes.length; i++) sum += sizes[i]!
  if (sum === bytes.length) return
  throw new TritonError(
    'Corrupt',
    `could not verify ${sizes.length} blocks: ${sum} bytes needed by their sizes, got ${bytes.length}`,
  )
}
