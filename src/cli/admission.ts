import { join } from 'node:path'
import type { PrivateKey } from '@libp2p/interface'
import { parseInvitation } from '../auth/invitation.ts'
import { type KeptCredential, unusedUntilMs } from '../auth/renewing-credential.ts'
import { TritonError } from '../errors.ts'
import { type LoginFile, readLogin, writeLogin } from './login-file.ts'

/** By what a peer is let in, as it is kept in its data directory. */
export interface Admission {
  credential: KeptCredential
  bootstrap: readonly string[]
  swarmKey: string | undefined
  /** Keeps a renewed token. */
  keep: (credential: KeptCredential) => void
}

/** Where it is kept. */
export const ADMISSION_FILE = 'admission.json'

/**
 * The admission that is kept in `data`, or else the one that the invitation `join` gives, which is redeemed for this peer's
 * key, also where the kept one has ended. Undefined where there is neither. Throws what the auth peer refuses.
 */
export async function admission(
  data: string | undefined,
  join_: string | undefined,
  privateKey: PrivateKey,
): Promise<Admission | undefined> {
  const path = data === undefined ? undefined : join(data, ADMISSION_FILE)
  const kept = await readLogin(path)
  if (join_ === undefined && kept === undefined) return undefined
  if (path === undefined)
    throw new TritonError('BadRequest', '--join: it needs a directory to keep the admission in', {
      hint: 'add --data DIRECTORY',
    })
  const file = stillGood(kept, join_) ?? (await redeemed(path, join_!, privateKey))
  const keep = (credential: KeptCredential) => void writeLogin(path, { ...file, credential }).catch(() => {})
  return { credential: file.credential, bootstrap: file.bootstrap, swarmKey: file.swarmKey, keep }
}

/** A new invitation takes the place of what has ended. */
function stillGood(kept: LoginFile | undefined, join_: string | undefined): LoginFile | undefined {
  const ended = kept !== undefined && unusedUntilMs(kept.credential) <= Date.now()
  return ended && join_ !== undefined ? undefined : kept
}

async function redeemed(path: string, text: string, privateKey: PrivateKey): Promise<LoginFile> {
  const { bootstrap, authPeer, secret, swarmKey } = parseInvitation(text)
  const { AuthClient } = await import('../client/auth-client.ts')
  const client = await AuthClient.connect({ privateKey, authPeer, swarmKey })
  try {
    const credential = await client.redeem(secret, true)
    // The key is in the directory's own file.
    const file = { credential, bootstrap, swarmKey, key: new Uint8Array(0) }
    await writeLogin(path, file)
    return file
  } finally {
    await client.close()
  }
}
