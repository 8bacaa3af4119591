import { concat } from 'uint8arrays/concat'
import { blockCount } from '../block/block-size.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES, TRANSFER_SLAB_BYTES_MAX } from '../limits.ts'
import type { BlockReader } from './block-reader.ts'

/** Some blocks of one file, that stand together: all of `blockSize` bytes, but that they come to `length`. */
export interface BlockRun {
  /** Packed. */
  keys: Uint8Array
  blockSize: number
  length: number
}

/** Blocks of one size that are parts of runs. */
interface Wanted {
  keys: Uint8Array[]
  /** Where the bytes of each of `keys` go. */
  targets: Uint8Array[]
}

/**
 * The verified bytes of each of many runs, of as many files. Blocks of one size are read together, whatever run they are
 * of. Throws as `BlockReader.read` does, when any block cannot be had.
 */
export async function readRuns(
  reader: BlockReader,
  runs: readonly BlockRun[],
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const bySize = new Map<number, Wanted>()
  const want = (size: number, keys: Uint8Array, target: Uint8Array) => {
    if (keys.length === 0) return
    const wanted = bySize.get(size) ?? { keys: [], targets: [] }
    wanted.keys.push(keys)
    wanted.targets.push(target)
    bySize.set(size, wanted)
  }
  const results = runs.map(({ keys, blockSize, length }) => {
    const bytes = new Uint8Array(length)
    const whole = Math.floor(length / blockSize)
    want(blockSize, keys.subarray(0, whole * KEY_BYTES), bytes.subarray(0, whole * blockSize))
    want(length - whole * blockSize, keys.subarray(whole * KEY_BYTES), bytes.subarray(whole * blockSize))
    return bytes
  })
  await Promise.all([...bySize].map(([size, wanted]) => readSize(reader, size, wanted, signal)))
  return results
}

async function readSize(
  reader: BlockReader,
  size: number,
  { keys, targets }: Wanted,
  signal: AbortSignal,
): Promise<void> {
  const all = concat(keys)
  const blocksMax = Math.min(BATCH_BLOCKS_MAX, Math.max(1, Math.floor(TRANSFER_SLAB_BYTES_MAX / size)))
  const reads: Promise<Uint8Array>[] = []
  for (let at = 0; at < all.length; at += blocksMax * KEY_BYTES) {
    const part = all.subarray(at, at + blocksMax * KEY_BYTES)
    reads.push(reader.read(part, size, blockCount(part.length, KEY_BYTES) * size, signal))
  }
  const bytes = concat(await Promise.all(reads))
  let at = 0
  for (const target of targets) {
    target.set(bytes.subarray(at, at + target.length))
    at += target.length
  }
}
