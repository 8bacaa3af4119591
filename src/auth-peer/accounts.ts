import { createHash, randomBytes } from 'node:crypto'
import type { Denial } from '../auth/deny-list.ts'
import type { SigningKey } from '../auth/issuer-key.ts'
import type { PasswordHash } from '../auth/password.ts'
import type { Scope } from '../auth/scope.ts'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { INVITATIONS_MAX, SESSION_MS, SESSIONS_PER_USER_MAX, USERS_MAX } from '../limits.ts'
import type { AuthStore } from './auth-store.ts'

const SECRET_BYTES = 32

/** A user as it is kept. */
export interface User {
  name: string
  scopes: Scope[]
  password?: PasswordHash | undefined
  disabled: boolean
  /** Whether a device of this user has ever logged in. */
  entered?: boolean | undefined
  bytesMax: number
  filesMax: number
}

/** A device that may get tokens: a user's, or a block or metadata peer. Kept by the hash of its secret. */
export interface Session {
  subject: string
  scopes: Scope[]
  /** The PeerId that alone may use it. */
  peer: string
  usedMs: number
}

/** Kept by the hash of its secret. */
export interface Invitation {
  /** '' for a peer alone. */
  user: string
  expiresMs: number
  /** Who has redeemed it: as a peer, and as a device of the user. */
  asPeer?: string
  asUser?: string
}

/** What an auth peer keeps: users, devices, invitations, keys, revocations. All in memory, each change kept before it counts. */
export class Accounts {
  readonly users = new Map<string, User>()
  readonly sessions = new Map<string, Session>()
  readonly invitations = new Map<string, Invitation>()
  readonly denials = new Map<string, Denial>()
  keys: SigningKey[] = []
  readonly #store: AuthStore
  readonly #clock: Clock

  constructor(store: AuthStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** Reads what was kept. */
  async open(): Promise<void> {
    for await (const [key, value] of this.#store.entries()) {
      const [kind = '', id = ''] = key.split('/', 2)
      if (kind === 'keys') this.keys = value as SigningKey[]
      else this.#tables[kind]?.set(id, value)
    }
    await this.#forgetEnded()
  }

  close(): Promise<void> {
    return this.#store.close()
  }

  async keepKeys(keys: readonly SigningKey[]): Promise<void> {
    await this.#store.put('keys', keys)
    this.keys = [...keys]
  }

  /** Throws `NotFound`. */
  user(name: string): User {
    const user = this.users.get(name)
    if (user !== undefined) return user
    throw new TritonError('NotFound', `there is no user '${name}'`, {
      hint: 'tt user list shows who there is',
    })
  }

  async keepUser(user: User): Promise<void> {
    if (!this.users.has(user.name) && this.users.size >= USERS_MAX)
      throw new TritonError('TooLarge', `could not add user '${user.name}': there are ${USERS_MAX}`)
    await this.#store.put(`user/${user.name}`, user)
    this.users.set(user.name, user)
  }

  async keepDenial(denial: Denial): Promise<void> {
    await this.#store.put(`denial/${denial.id}`, denial)
    this.denials.set(denial.id, denial)
  }

  /** A new session; resolves with its secret. The one of the same subject that was not used for longest may go. */
  async openSession(session: Omit<Session, 'usedMs'>): Promise<Uint8Array<ArrayBuffer>> {
    const own = [...this.sessions].filter(([, { subject }]) => subject === session.subject)
    const replaced = own.filter(([, { peer }]) => peer === session.peer)
    const oldest = own.toSorted(([, a], [, b]) => a.usedMs - b.usedMs)[0]
    if (replaced.length === 0 && own.length >= SESSIONS_PER_USER_MAX) replaced.push(oldest!)
    for (const [id] of replaced) await this.closeSession(id)
    const secret = new Uint8Array(randomBytes(SECRET_BYTES))
    const kept = { ...session, usedMs: this.#clock.wallNow() }
    await this.#store.put(`session/${hashOf(secret)}`, kept)
    this.sessions.set(hashOf(secret), kept)
    return secret
  }

  /** The session of a secret that `peer` tells, and its id. Undefined where there is none, or it has ended. */
  session(secret: Uint8Array, peer: string): { id: string; session: Session } | undefined {
    const id = hashOf(secret)
    const session = this.sessions.get(id)
    if (session?.peer !== peer || session.usedMs + SESSION_MS < this.#clock.wallNow()) return undefined
    return { id, session }
  }

  async touchSession(id: string, session: Session): Promise<void> {
    const used = { ...session, usedMs: this.#clock.wallNow() }
    await this.#store.put(`session/${id}`, used)
    this.sessions.set(id, used)
  }

  async closeSession(id: string): Promise<void> {
    await this.#store.delete(`session/${id}`)
    this.sessions.delete(id)
  }

  async closeSessionsOf(subject: string): Promise<void> {
    for (const [id, session] of [...this.sessions])
      if (session.subject === subject) await this.closeSession(id)
  }

  /** A new invitation; resolves with its secret. Throws `TooLarge`. */
  async invite(user: string, expiresMs: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#forgetEnded()
    if (this.invitations.size >= INVITATIONS_MAX)
      throw new TritonError(
        'TooLarge',
        `could not invite: ${INVITATIONS_MAX} invitations wait to be redeemed`,
      )
    const secret = new Uint8Array(randomBytes(SECRET_BYTES))
    await this.keepInvitation(hashOf(secret), { user, expiresMs })
    return secret
  }

  invitation(secret: Uint8Array): { id: string; invitation: Invitation } | undefined {
    const id = hashOf(secret)
    const invitation = this.invitations.get(id)
    if (invitation === undefined || invitation.expiresMs < this.#clock.wallNow()) return undefined
    return { id, invitation }
  }

  async keepInvitation(id: string, invitation: Invitation): Promise<void> {
    this.invitations.set(id, invitation)
    await this.#store.put(`invitation/${id}`, invitation)
  }

  get #tables() {
    const { users: user, sessions: session, invitations: invitation, denials: denial } = this
    return { user, session, invitation, denial } as unknown as Record<string, Map<string, unknown>>
  }

  async #forgetEnded(): Promise<void> {
    const nowMs = this.#clock.wallNow()
    for (const [id, { expiresMs }] of [...this.invitations]) {
      if (expiresMs >= nowMs) continue
      this.invitations.delete(id)
      await this.#store.delete(`invitation/${id}`)
    }
    for (const [id, { usedMs }] of [...this.sessions])
      if (usedMs + SESSION_MS < nowMs) await this.closeSession(id)
  }
}

function hashOf(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('base64url')
}
