import { hashBlocks } from '../block/hash.ts'
import type { Root } from '../block/root.ts'
import { isTritonError } from '../errors.ts'
import { KEY_BYTES, SLAB_BYTES } from '../limits.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readManifest } from '../transfer/read-manifest.ts'
import { Destination } from './destination.ts'
import { download } from './download.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { Progress } from './report.ts'

export interface FileDownload {
  /** The root's key, and what it says. */
  key: Uint8Array
  root: Root
  directory: string
  /** The file's name there. */
  as: string
  force?: boolean | undefined
  mtime?: number | undefined
  signal: AbortSignal
  onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Writes a file; resolves with its path when it is whole. Blocks that a broken off download has left are compared with their
 * keys, and only what follows the last right one is read from the ring.
 */
export async function downloadToFile(
  overlay: OverlayClient,
  reader: BlockReader,
  { key, root, directory, as, force = false, mtime, signal, onProgress }: FileDownload,
): Promise<string> {
  const destination = await Destination.resume(directory, as, force, key)
  try {
    const from = root.blockSize * (await verifiedBlocks(destination, reader, root, signal))
    await destination.truncate(from)
    const tell = progressFrom(from, root.size, onProgress)
    for await (const bytes of download(overlay, reader, root, signal, tell, { from, to: root.size })) {
      signal.throwIfAborted()
      await destination.write(bytes)
    }
    if (mtime !== undefined) await destination.setTime(mtime)
    await destination.commit()
    return destination.path
  } catch (error) {
    const full = isTritonError(error, 'NoSpace')
    await (full ? destination.discard() : destination.leave())
    throw error
  }
}

/** Tells of the rest of a file as of all of it, and at once of what is there. */
function progressFrom(
  from: number,
  total: number,
  onProgress: ((progress: Progress) => void) | undefined,
): ((progress: Progress) => void) | undefined {
  if (from === 0) return onProgress
  onProgress?.({ bytes: from, total, bytesDeduplicated: 0 })
  return (progress) => onProgress?.({ ...progress, bytes: from + progress.bytes, total })
}

/** How many whole blocks at the beginning of a partial file are those of the file under `root`. */
async function verifiedBlocks(
  part: Destination,
  reader: BlockReader,
  { blockSize, ...root }: Root,
  signal: AbortSignal,
): Promise<number> {
  const to = Math.floor(Math.min(await part.size(), root.size) / blockSize)
  if (to === 0) return 0
  const step = Math.max(1, Math.floor(SLAB_BYTES / blockSize)) * KEY_BYTES
  let blocks = 0
  for await (const { keys } of readManifest(reader, { blockSize, ...root }, signal, { to })) {
    for (let at = 0; at < keys.length; at += step) {
      const wanted = keys.subarray(at, at + step)
      const count = wanted.length / KEY_BYTES
      const found = hashBlocks(await part.readAt(blocks * blockSize, count * blockSize), blockSize)
      const equal = equalKeys(wanted, found)
      blocks += equal
      if (equal < count) return blocks
    }
  }
  return blocks
}

/** How many keys two lists begin with alike. */
function equalKeys(a: Uint8Array, b: Uint8Array): number {
  const count = Math.min(a.length, b.length)
  for (let at = 0; at < count; at += KEY_BYTES) {
    if (Buffer.compare(a.subarray(at, at + KEY_BYTES), b.subarray(at, at + KEY_BYTES)) !== 0)
      return at / KEY_BYTES
  }
  return Math.floor(count / KEY_BYTES)
}
