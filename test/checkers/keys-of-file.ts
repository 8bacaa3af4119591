import { createHash } from 'node:crypto'
import { KEY_BYTES, PAGE_KEYS } from '../../src/limits.ts'

/** Keys that a file of these bytes must have on the ring, packed: computed here, from design and docs/protocol.md. */
export interface KeysOfFile {
  /** Of the data blocks, in order. */
  blocks: Uint8Array
  /** Of the manifest's pages, level by level. */
  pages: Uint8Array
}

/** The naive way: one hash a block, one page at a time. */
export function keysOfFile(bytes: Uint8Array, blockSize: number): KeysOfFile {
  const blocks = hashEach(bytes, blockSize)
  const levels: Uint8Array[] = []
  for (let keys = blocks; keys.length > KEY_BYTES; ) {
    keys = hashEach(keys, PAGE_KEYS * KEY_BYTES)
    levels.push(keys)
  }
  return { blocks, pages: Buffer.concat(levels) }
}

function hashEach(bytes: Uint8Array, size: number): Uint8Array {
  const digests: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size)
    digests.push(
      createHash('sha256')
        .update(bytes.subarray(at, at + size))
        .digest(),
    )
  return new Uint8Array(Buffer.concat(digests))
}
