import { hashBlocks } from '../../src/block/hash.ts'
import { ManifestBuilder } from '../../src/block/manifest.ts'

/** The key of the root that a file has on the ring. */
export function rootKeyOf(bytes: Uint8Array, blockSize: number): Uint8Array {
  const manifest = new ManifestBuilder(blockSize)
  manifest.push(hashBlocks(bytes, blockSize))
  return manifest.finish(bytes.length).rootKey
}
