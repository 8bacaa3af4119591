import type { Root } from '../block/root.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { findFile } from './find-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { FileReference } from './report.ts'

/** The root of a file, by its name now or by its key. Throws `NotFound`, `Corrupt`. */
export async function openFile(
  overlay: OverlayClient,
  encryption: UserEncryption,
  reader: BlockReader,
  file: FileReference,
  signal: AbortSignal,
): Promise<Root> {
  const key = 'name' in file ? (await findFile(overlay, encryption, file.name, signal)).root : file.root
  return readRoot(reader, key, signal)
}
