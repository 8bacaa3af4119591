import { formatKey } from '../block/key.ts'
import { type KeyRun, type ReadKeysOptions, readKeys } from '../block/read-keys.ts'
import { decodeRoot, type Root } from '../block/root.ts'
import { TritonError } from '../errors.ts'
import { PAGE_BYTES } from '../limits.ts'
import type { BlockReader } from './block-reader.ts'

/**
 * Reads the root block of a manifest from the ring. Throws `NotFound`, or `Corrupt` when the key is another block's, of
 * whatever size: then no peer is to blame.
 */
export async function readRoot(reader: BlockReader, key: Uint8Array, signal: AbortSignal): Promise<Root> {
  const block = await reader.readOne(key, signal)
  try {
    return decodeRoot(block)
  } catch (cause) {
    throw new TritonError(
      'Corrupt',
      `${formatKey(key)} is not the key of a file: ${(cause as Error).message}`,
      {
        cause,
        hint: 'tt stat shows the root key of a file',
      },
    )
  }
}

/** The keys of a file's blocks, or of a level of its pages, read from the ring, in order and with bounded read-ahead. */
export function readManifest(
  reader: BlockReader,
  root: Root,
  signal: AbortSignal,
  range: Pick<ReadKeysOptions, 'level' | 'from' | 'to' | 'prefetch'> = {},
): AsyncGenerator<KeyRun> {
  const fetchPages = async (keys: Uint8Array, sizes: Uint32Array) => {
    const length = sizes.reduce((sum, size) => sum + size, 0)
    const pages = await reader.read(keys, sizes.length === 1 ? length : PAGE_BYTES, length, signal)
    return Array.from(sizes, (size, index) => pages.subarray(index * PAGE_BYTES, index * PAGE_BYTES + size))
  }
  return readKeys(root, fetchPages, range)
}
