import { checkFileName } from '../names/file-name.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import type { OverlayClient } from './overlay-client.ts'
import { statFile } from './stat-file.ts'

/** What a name, or its encrypted form, means now: the record as it is on the ring. Throws `NotFound`. */
export async function findFile(
  overlay: OverlayClient,
  encryption: UserEncryption,
  name: string,
  signal?: AbortSignal,
): Promise<FileRecord> {
  checkFileName(name)
  return encryption.find(name, (nameOnRing) => statFile(overlay, nameOnRing, signal))
}
