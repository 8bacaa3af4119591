import { basename } from 'node:path'
import { blockCount } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { checkFileName } from '../names/file-name.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import { Destination } from './destination.ts'
import { type ByteRange, download } from './download.ts'
import { downloadToFile, type FileDownload } from './download-to-file.ts'
import type { FileContent } from './encryption/file-content.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { Lifetime } from './lifetime.ts'
import { rootKeyOf } from './open-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { DownloadReport, FileReference } from './report.ts'
import type { DownloadOptions } from './transfer-options.ts'

/** Writes a file into a directory; it appears there when it is whole and verified. A broken off download is gone on with. */
export async function downloadFile(
  overlay: OverlayClient,
  encryption: UserEncryption,
  reader: BlockReader,
  file: FileReference,
  options: DownloadOptions,
): Promise<DownloadReport & { path: string }> {
  const startMs = overlay.network.clock.now()
  const lifetime = new Lifetime(options.signal)
  try {
    await overlay.presentView()
    const { signal } = lifetime
    const key = await rootKeyOf(overlay, encryption, file, signal)
    const root = await readRoot(reader, key, signal)
    const content = encryption.content(root, file)
    const plan = { ...options, key, root, as: options.as ?? nameOf(file), signal }
    const path =
      root.seal === undefined
        ? await downloadToFile(overlay, reader, plan)
        : await writeContent(overlay, reader, content, plan)
    return {
      path,
      size: content.size,
      blocks: blockCount(root.size, root.blockSize),
      blocksRerouted: reader.rerouted,
      lyingPeers: [...reader.liars],
      elapsedMs: overlay.network.clock.now() - startMs,
    }
  } finally {
    lifetime.end()
  }
}

/** Decrypted bytes cannot be compared with keys: what a broken off download has left is read anew. */
async function writeContent(
  overlay: OverlayClient,
  reader: BlockReader,
  content: FileContent,
  { root, directory, as, force = false, mtime, signal, onProgress }: FileDownload,
): Promise<string> {
  const destination = await Destination.open(directory, as, force)
  try {
    const read = (range: ByteRange) => download(overlay, reader, root, signal, onProgress, range)
    for await (const bytes of content.bytes({ from: 0, to: content.size }, read)) {
      await destination.write(bytes)
    }
    if (mtime !== undefined) await destination.setTime(mtime)
    await destination.commit()
    return destination.path
  } catch (error) {
    await destination.discard()
    throw error
  }
}

function nameOf(file: FileReference): string {
  if (!('name' in file))
    throw new TritonError('BadRequest', 'a file read by its root key needs a name to be written under')
  checkFileName(file.name)
  return basename(file.name)
}
