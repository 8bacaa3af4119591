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
  return readRoot(reader, await rootKeyOf(overlay, encryption, file, signal), signal)
}

/** The key of a file's root. Throws `NotFound`. */
export async function rootKeyOf(
  overlay: OverlayClient,
  encryption: UserEncryption,
  file: FileReference,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return 'name' in file ? (await findFile(overlay, encryption, file.name, signal)).root : file.root
}
