import type { BlockBatch } from './batch.ts'
import { hashBlocks } from './hash.ts'
import { ManifestBuilder } from './manifest.ts'
import { slabs } from './split.ts'

/** The key of the root that a file would have on the ring: nothing is asked for it. */
export async function fileRoot(bytes: AsyncIterable<Uint8Array>, blockSize: number): Promise<Uint8Array> {
  const manifest = new ManifestBuilder(blockSize)
  let size = 0
  for await (const slab of slabs(bytes, blockSize)) {
    manifest.push(hashBlocks(slab, blockSize))
    size += slab.length
  }
  return manifest.finish(size).rootKey
}

/** The root's key of a file that is in memory as a whole, and all blocks that it needs on the ring. */
export function wholeFile(
  bytes: Uint8Array,
  blockSize: number,
): { rootKey: Uint8Array; batches: BlockBatch[] } {
  const manifest = new ManifestBuilder(blockSize)
  const keys = hashBlocks(bytes, blockSize)
  const data = bytes.length > 0 ? [{ keys, bytes, blockSize }] : []
  const pages = manifest.push(keys)
  const { rootKey, batches } = manifest.finish(bytes.length)
  return { rootKey, batches: [...data, ...pages, ...batches] }
}
