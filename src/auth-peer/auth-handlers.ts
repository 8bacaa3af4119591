import { peerSubject } from '../auth/claims.ts'
import { contains, parseScopes, type Scope } from '../auth/scope.ts'
import { checkUserName } from '../auth/user-name.ts'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import {
  INVITATION_MS,
  INVITATION_MS_MAX,
  SCRIPT_TOKEN_MS_MAX,
  TOKEN_MS,
  USERS_MAX,
  USERS_PAGE_MAX,
} from '../limits.ts'
import { type Handler, handler } from '../rpc/server.ts'
import * as auth from '../wire/auth.ts'
import type { LoginRequest, RedeemRequest, UserInfo } from '../wire/generated/tritonring.ts'
import type { Invitation, User } from './accounts.ts'
import { changeUser, expelPeer } from './change-user.ts'
import type { Issuing } from './issuing.ts'

const HOUR_MS = 3_600_000
/** Longer than any PeerId as text. */
const PEER_ID_MAX = 128

/** What an auth peer answers. */
export function authHandlers(peer: Issuing, clock: Clock): Handler[] {
  const { accounts } = peer
  return [
    handler(auth.LOGIN, async (request, _, context) => ({
      response: { credential: await logIn(peer, request, context.peer) },
    })),
    handler(auth.RENEW, async ({ refresh }, _, context) => {
      const found = accounts.session(refresh, context.peer)
      if (found === undefined || !mayGoOn(peer, found.session.subject)) throw loggedOut()
      await accounts.touchSession(found.id, found.session)
      return { response: await peer.issue(found.session) }
    }),
    handler(auth.LOGOUT, async ({ refresh }, _, context) => {
      const found = accounts.session(refresh, context.peer)
      if (found !== undefined) await accounts.closeSession(found.id)
      peer.audit({ event: 'log out', peer: context.peer, user: found?.session.subject })
      return { response: {} }
    }),
    handler(auth.INVITE, async ({ user, lifeMs }, _, context) => {
      checkLife('invite', lifeMs, INVITATION_MS_MAX)
      if (user !== '') await inviteUser(peer, user)
      const expiresMs = clock.wallNow() + (lifeMs || INVITATION_MS)
      const secret = await accounts.invite(user, expiresMs)
      peer.audit({ event: 'invite', ...who(peer, context.peer), object: user || 'a peer' })
      return { response: { secret, expiresMs } }
    }),
    handler(auth.REDEEM, async (request, _, context) => ({
      response: { credential: await redeem(peer, request, context.peer) },
    })),
    handler(auth.TOKEN, async ({ peer: bearer, scope, lifeMs }, _, context) => {
      const claims = callerOf(peer, context.peer)
      const scopes = parseScopes(scope)
      if (scopes.length === 0 || scopes.includes('peer') || !contains(claims.scopes, scopes))
        throw new TritonError('Refused', `could not create a token: you have '${claims.scopes.join(' ')}'`)
      if (bearer === '' || bearer.length > PEER_ID_MAX)
        throw new TritonError('BadRequest', 'could not create a token: a PeerId needed')
      checkLife('create a token', lifeMs, SCRIPT_TOKEN_MS_MAX)
      peer.audit({ event: 'create a token', peer: context.peer, user: claims.subject, object: bearer })
      return {
        response: await peer.issue({ subject: claims.subject, scopes, peer: bearer }, lifeMs || TOKEN_MS),
      }
    }),
    handler(auth.USER_ADD, async ({ name, scope, password }, _, context) => {
      const user = await addUser(peer, name, parseScopes(scope || 'write'), password)
      peer.audit({ event: 'add user', ...who(peer, context.peer), object: name })
      return { response: { user: userInfo(peer, user) } }
    }),
    handler(auth.USER_CHANGE, async (request, _, context) => {
      const by = callerOf(peer, context.peer)
      const isPeer = request.name.startsWith(peerSubject(''))
      const user = await (isPeer ? expelPeer(peer, request, by) : changeUser(peer, request, by))
      peer.audit({ event: 'change user', ...who(peer, context.peer), object: request.name })
      return { response: { user: userInfo(peer, user) } }
    }),
    handler(auth.USER_LIST, ({ after }) => {
      const names = [...accounts.users.keys()].filter((name) => name > after).toSorted()
      const page = names.slice(0, USERS_PAGE_MAX)
      const next = names.length > page.length ? page.at(-1)! : ''
      return { response: { users: page.map((name) => userInfo(peer, accounts.user(name))), next } }
    }),
    handler(auth.ISSUER, () => ({
      response: {
        keys: peer.keys.map((key) => ({ ...key, key: Uint8Array.from(key.key) })),
        denials: [...peer.denials],
        quotas: quotas(peer),
      },
    })),
  ]
}

function quotas({ accounts }: Issuing) {
  return [...accounts.users.values()]
    .filter(({ bytesMax, filesMax }) => bytesMax > 0 || filesMax > 0)
    .slice(0, USERS_MAX)
    .map(({ name, bytesMax, filesMax }) => ({ user: name, bytesMax, filesMax }))
}

async function logIn(peer: Issuing, { user, password }: LoginRequest, from: string) {
  checkUserName(user)
  peer.checkLoginRate(from, user)
  const known = peer.accounts.users.get(user)
  const right = await peer.passwords.matches(password, known?.password)
  if (known === undefined || !right || known.disabled) {
    peer.audit({ event: 'log in', peer: from, user, refused: 'wrong user or password' })
    throw new TritonError(
      'Refused',
      `could not log in as '${user.slice(0, 40)}': no such user, or another password`,
    )
  }
  peer.audit({ event: 'log in', peer: from, user })
  return peer.openSession({ subject: user, scopes: known.scopes, peer: from })
}

/** The first who redeems it is the one whose it is. */
async function redeem(peer: Issuing, request: RedeemRequest, from: string) {
  peer.checkLoginRate(from)
  const found = peer.accounts.invitation(request.secret)
  const refuse = (why: string) => {
    peer.audit({ event: 'redeem an invitation', peer: from, refused: why })
    return new TritonError('Refused', `could not redeem the invitation: ${why}`, {
      hint: 'ask for a new one: tt invite',
    })
  }
  if (found === undefined) throw refuse('it is unknown, or has ended')
  const { id, invitation } = found
  const bound = request.peer ? invitation.asPeer : invitation.asUser
  if (bound !== undefined && bound !== from) throw refuse('somebody else has used it')
  if (!request.peer && invitation.user === '') throw refuse('it is for a block or metadata peer')
  await peer.accounts.keepInvitation(id, bind(invitation, request.peer, from))
  const subject = request.peer ? peerSubject(from) : invitation.user
  if (!mayGoOn(peer, subject)) throw refuse('it is for a user who is disabled')
  peer.audit({ event: 'redeem an invitation', peer: from, user: subject })
  const scopes: Scope[] = request.peer ? ['peer'] : peer.accounts.user(subject).scopes
  return peer.openSession({ subject, scopes, peer: from })
}

function bind(invitation: Invitation, asPeer: boolean, peer: string): Invitation {
  return asPeer ? { ...invitation, asPeer: peer } : { ...invitation, asUser: peer }
}

/** Peers go on until their session is closed, users until they are disabled. */
function mayGoOn({ accounts }: Issuing, subject: string): boolean {
  return subject.startsWith(peerSubject('')) || accounts.users.get(subject)?.disabled === false
}

function checkLife(action: string, lifeMs: number, mostMs: number): void {
  if (lifeMs <= mostMs) return
  const hours = (ms: number) => Number((ms / HOUR_MS).toFixed(1))
  throw new TritonError(
    'BadRequest',
    `could not ${action} for ${hours(lifeMs)} h: at most ${hours(mostMs)} h are allowed`,
  )
}

async function inviteUser(peer: Issuing, name: string): Promise<void> {
  if (!peer.accounts.users.has(name)) await addUser(peer, name, ['write'], '')
  else if (peer.accounts.user(name).disabled)
    throw new TritonError('Refused', `could not invite '${name}': this user is disabled`, {
      hint: `tt user enable ${name}`,
    })
}

async function addUser(peer: Issuing, name: string, scopes: Scope[], password: string): Promise<User> {
  checkUserName(name)
  if (scopes.includes('peer'))
    throw new TritonError('BadRequest', `could not add user '${name}': 'peer' is no scope of users`)
  if (peer.accounts.users.has(name)) throw new TritonError('Exists', `there is a user '${name}' already`)
  const hash = password === '' ? undefined : await peer.passwords.hash(password)
  const user = { name, scopes, password: hash, disabled: false, bytesMax: 0, filesMax: 0 }
  await peer.accounts.keepUser(user)
  return user
}

function callerOf(peer: Issuing, from: string) {
  const claims = peer.claimsOf(from)
  if (claims !== undefined) return claims
  throw new TritonError('Refused', 'who you are was not shown', { hint: 'tt login' })
}

function who(peer: Issuing, from: string) {
  return { peer: from, user: peer.claimsOf(from)?.subject }
}

function loggedOut(): TritonError {
  return new TritonError('Refused', 'could not renew the token: this device is not logged in any more')
}

function userInfo({ accounts }: Issuing, { name, scopes, disabled, bytesMax, filesMax }: User): UserInfo {
  const devices = [...accounts.sessions.values()].filter(({ subject }) => subject === name).length
  return { name, scope: scopes.join(' '), disabled, bytesMax, filesMax, devices }
}
