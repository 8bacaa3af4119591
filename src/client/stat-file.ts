import { checkFileName } from '../names/file-name.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { STAT } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

/** What a name means now, called as it was asked for: another user's file `~bob/x` is `x` to its owner alone. Throws `NotFound`. */
export async function statFile(
  overlay: OverlayClient,
  name: string,
  signal?: AbortSignal,
): Promise<FileRecord> {
  checkFileName(name)
  const { response } = await overlay.ask(STAT, { name }, { signal })
  return { ...(response.record as FileRecord), name }
}
