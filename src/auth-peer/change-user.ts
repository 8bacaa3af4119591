import type { Claims } from '../auth/claims.ts'
import { permits } from '../auth/scope.ts'
import { TritonError } from '../errors.ts'
import { SCRIPT_TOKEN_MS_MAX } from '../limits.ts'
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

async function checkOwnPassword(
  peer: Issuing,
  { name, password, passwordBefore, disable, enable, quota }: UserChangeRequest,
  user: User,
  by: Claims,
): Promise<void> {
  if (by.subject !== name || password === '' || disable || enable || quota)
    throw new TritonError('Refused', `could not change user '${name}': an administrator can`)
  peer.checkLoginRate(name, by.peer)
  if (user.password === undefined || (await peer.passwords.matches(passwordBefore, user.password))) return
  throw new TritonError('Refused', `could not change the password of '${name}': the one before is another`)
}
