import { basename } from 'node:path'
import { blockCount } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { checkFileName } from '../names/file-name.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { Destination } from './destination.ts'
import { download } from './download.ts'
import { Lifetime } from './lifetime.ts'
import { openFile } from './open-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { DownloadReport, FileReference } from './report.ts'
import type { DownloadOptions } from './transfer-options.ts'

/** Writes a file into a directory; it appears there when it is whole and verified. */
export async function downloadFile(
  overlay: OverlayClient,
  reader: BlockReader,
  file: FileReference,
  options: DownloadOptions,
): Promise<DownloadReport & { path: string }> {
  const startMs = overlay.network.clock.now()
  const lifetime = new Lifetime(options.signal)
  try {
    const root = await openFile(overlay, reader, file, lifetime.signal)
    const verified = download(overlay, reader, root, lifetime.signal, options.onProgress)
    const path = await write(verified, options, options.as ?? nameOf(file))
    return {
      path,
      size: root.size,
      blocks: blockCount(root.size, root.blockSize),
      blocksRerouted: reader.rerouted,
      lyingPeers: [...reader.liars],
      elapsedMs: overlay.network.clock.now() - startMs,
    }
  } finally {
    lifetime.end()
  }
}

async function write(
  verified: AsyncIterable<Uint8Array>,
  options: DownloadOptions,
  name: string,
): Promise<string> {
  const destination = await Destination.open(options.directory, name, options.force ?? false)
  try {
    for await (const bytes of verified) await destination.write(bytes)
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
