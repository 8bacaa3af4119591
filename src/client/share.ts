import { randomBytes } from 'node:crypto'
import { isTritonError } from '../errors.ts'
import type { FileRecord, QuotaResponse } from '../wire/generated/tritonring.ts'
import { QUOTA, SHARE } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

/** What a user is allowed to do with another's file. */
export type Sharing = 'read' | 'write' | 'none'

/** Lets `user` read or write a file of one's own, or no longer does. Throws `NotFound`, `Refused`, `BadRequest`. */
export async function share(
  overlay: OverlayClient,
  name: string,
  user: string,
  sharing: Sharing,
): Promise<FileRecord> {
  const request = { name, user, read: sharing === 'read', write: sharing === 'write' }
  const operation = new Uint8Array(randomBytes(16))
  const { response } = await overlay.ask(SHARE, { ...request, operation })
  return response.record as FileRecord
}

/**
 * What the user stores and may store (0: no limit). Throws `Refused`, saying by how much, where `more` bytes under a name
 * would exceed that.
 */
export async function quota(
  overlay: OverlayClient,
  more: { name: string; bytes: number } = { name: '', bytes: 0 },
): Promise<QuotaResponse> {
  return (await overlay.ask(QUOTA, more)).response
}

/** Throws `Refused` early where the commit of a file is sure to be; what nobody can say now, the commit will. */
export async function checkQuota(overlay: OverlayClient, name: string, bytes: number): Promise<void> {
  if (overlay.view().issuerKeys.length === 0) return
  await quota(overlay, { name, bytes }).catch((error) => {
    if (isTritonError(error, 'Refused')) throw error
  })
}
