import type { Claims } from '../auth/claims.ts'
import { permits } from '../auth/scope.ts'
import { TritonError } from '../errors.ts'
import { PEER_DENIED_MS, SCRIPT_TOKEN_MS_MAX } from '../limits.ts'
import type { UserChangeRequest } from '../wire/generated/tritonring.ts'
import type { User } from './accounts.ts'
import type { Issuing } from './issuing.ts'

/**
 * Changes what is said of a user. A new password, and being disabled, end every log-in and token of that user. Throws
 * `Refused` unless an administrator asks, or the user, who tells the password before, asks for another one.
 */
export async function changeUser(peer: Issuing, request: UserChangeRequest, by: Claims): Promise<User> {
  const { name, password, disable, enable, quota, bytesMax, filesMax } = request
  const user = peer.accounts.user(name)
  if (!permits(by.scopes, 'admin')) await checkOwnPassword(peer, request, user, by)
  const changed = {
    ...user,
    ...(password === '' ? {} : { password: await peer.passwords.hash(password) }),
    ...(disable || enable ? { disabled: disable } : {}),
    ...(quota ? { bytesMax, filesMax } : {}),
  }
  await peer.accounts.keepUser(changed)
  if (disable || password !== '') {
    await peer.accounts.closeSessionsOf(name)
    await peer.revoke(name, SCRIPT_TOKEN_MS_MAX)
  }
  return changed
}

/**
 * Takes a block or metadata peer's admission away, for good: it is named as `peer:` and its PeerId. Throws `Refused` unless
 * an administrator says so, `BadRequest` for any other change, `NotFound`.
 */
export async function expelPeer(
  peer: Issuing,
  { name, disable }: UserChangeRequest,
  by: Claims,
): Promise<User> {
  if (!permits(by.scopes, 'admin'))
    throw new TritonError('Refused', `could not change '${name}': an administrator can`)
  if (!disable) throw new TritonError('BadRequest', `could not change '${name}': a peer can be disabled only`)
  if (![...peer.accounts.sessions.values()].some(({ subject }) => subject === name))
    throw new TritonError('NotFound', `no peer '${name}' was admitted`)
  await peer.accounts.closeSessionsOf(name)
  await peer.revoke(name, PEER_DENIED_MS)
  return { name, scopes: ['peer'], disabled: true, bytesMax: 0, filesMax: 0 }
}

async function checkOwnPassword(
  peer: Issuing,
  { name, password, passwordBefore, disable, enable, quota }: UserChangeRequest,
  user: User,
  by: Claims,
): Promise<void> {
  if (by.subject !== name || password === '' || disable || enable || quota)
    throw new TritonError('Refused', `could not change user '${name}': an administrator can`)
  peer.checkLoginRate(by.peer, name)
  if (user.password === undefined || (await peer.passwords.matches(passwordBefore, user.password))) return
  throw new TritonError('Refused', `could not change the password of '${name}': the one before is another`)
}
