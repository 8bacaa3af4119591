import { join } from 'node:path'
import { formatInvitation } from '../auth/invitation.ts'
import type { AuthPeer } from '../auth-peer/auth-peer.ts'
import type { Network } from '../rpc/network.ts'
import { auditLog } from './audit-log.ts'

/** What --invite-admin does. */
export const INVITE_ADMIN = 'print an invitation for admin, as the first start does, when no admin can log in'

/** The auth peer that keeps keys and users in `data`, open and not started yet. */
export async function openAuthPeer(network: Network, data: string): Promise<AuthPeer> {
  const [{ AuthPeer }, { LevelAuthStore }] = await Promise.all([
    import('../auth-peer/auth-peer.ts'),
    import('../auth-peer/level-auth-store.ts'),
  ])
  const store = await LevelAuthStore.open(join(data, 'auth'))
  const peer = new AuthPeer({ network, store, audit: auditLog(data) })
  await peer.open()
  return peer
}

/** What is said beside the addresses as long as nobody has logged in, or where `again` asks for it: how to. */
export async function welcome(
  authPeer: AuthPeer,
  bootstrap: readonly string[],
  swarmKey: string | undefined,
  again = false,
): Promise<Record<string, string>> {
  const secret = await authPeer.firstInvitation(again)
  if (secret === undefined) return {}
  const { id, addresses } = authPeer
  return { invitation: formatInvitation({ bootstrap, authPeer: { id, addresses }, secret, swarmKey }) }
}
