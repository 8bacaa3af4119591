import { basename } from 'node:path'
import { blockCount } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { checkFileName } from '../names/file-name.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import { downloadToFile } from './download-to-file.ts'
import { Lifetime } from './lifetime.ts'
import { rootKeyOf } from './open-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { DownloadReport, FileReference } from './report.ts'
import type { DownloadOptions } from './transfer-options.ts'

/** Writes a file into a directory; it appears there when it is whole and verified. A broken off download is gone on with. */
export async function downloadFile(
  overlay: OverlayClient,
  reader: BlockReader,
  file: FileReference,
  options: DownloadOptions,
): Promise<DownloadReport & { path: string }> {
  const startMs = overlay.network.clock.now()
  const lifetime = new Lifetime(options.signal)
  try {
    const { signal } = lifetime
    const key = await rootKeyOf(overlay, file, signal)
    const root = await readRoot(reader, key, signal)
    const plan = { ...options, key, root, as: options.as ?? nameOf(file), signal }
    const path = await downloadToFile(overlay, reader, plan)
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

function nameOf(file: FileReference): string {
  if (!('name' in file))
    throw new TritonError('BadRequest', 'a file read by its root key needs a name to be written under')
  checkFileName(file.name)
  return basename(file.name)
}
