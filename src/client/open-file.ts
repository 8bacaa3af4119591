import type { Root } from '../block/root.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { FileReference } from './report.ts'
import { statFile } from './stat-file.ts'

/** The root of a file, by its name now or by its key. Throws `NotFound`, `Corrupt`. */
export async function openFile(
  overlay: OverlayClient,
  reader: BlockReader,
  file: FileReference,
  signal: AbortSignal,
): Promise<Root> {
  const key = 'name' in file ? (await statFile(overlay, file.name, signal)).root : file.root
  return readRoot(reader, key, signal)
}
