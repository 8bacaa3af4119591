import type { Audit } from '../auth/audit.ts'
import { type Claims, peerSubject } from '../auth/claims.ts'
import { type Denial, DenyList } from '../auth/deny-list.ts'
import { Gate } from '../auth/gate.ts'
import { Issuer } from '../auth/issuer.ts'
import type { PublicKey } from '../auth/issuer-key.ts'
import { Passwords } from '../auth/password.ts'
import { Rate } from '../auth/rate.ts'
import type { QuotaLimit, Trust } from '../auth/trust.ts'
import { TritonError } from '../errors.ts'
import { INVITATION_MS, LOGINS_PER_MINUTE, PEER_TOKEN_MS, SIGNING_KEY_MS, TOKEN_MS } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import type { Credential } from '../wire/generated/tritonring.ts'
import { Accounts, type Session } from './accounts.ts'
import type { AuthStore } from './auth-store.ts'

export interface IssuingOptions {
  network: Network
  store: AuthStore
  audit?: Audit | undefined
}

/** The user who is there from the beginning. */
export const FIRST_USER = 'admin'

/** Users, devices and admitted peers, and the tokens that they are issued. What an auth peer answers by. */
export class Issuing implements Trust {
  readonly passwords = new Passwords()
  readonly accounts: Accounts
  /** What the token of a peer that calls says: of the gate that guards the network. */
  claimsOf: (peer: string) => Claims | undefined = () => undefined
  readonly audit: Audit
  readonly #network: Network
  readonly #logins: Rate
  readonly #listeners: (() => void)[] = []
  #issuer: Issuer
  #denied: DenyList
  #cancelRotation = () => {}

  constructor({ network, store, audit }: IssuingOptions) {
    this.#network = network
    this.audit = audit ?? (() => {})
    this.accounts = new Accounts(store, network.clock)
    this.#logins = new Rate(network.clock, LOGINS_PER_MINUTE)
    this.#issuer = new Issuer(network.id, network.clock, [])
    this.#denied = new DenyList(network.clock)
  }

  get id(): string {
    return this.#network.id
  }

  get addresses(): readonly string[] {
    return this.#network.addresses
  }

  get keys(): readonly PublicKey[] {
    return this.#issuer.publicKeys
  }

  get denials(): readonly Denial[] {
    return this.#denied.denials
  }

  get authPeer(): { id: string; addresses: readonly string[] } {
    return { id: this.id, addresses: this.addresses }
  }

  quotaOf(user: string): QuotaLimit | undefined {
    const known = this.accounts.users.get(user)
    if (known === undefined || (known.bytesMax === 0 && known.filesMax === 0)) return undefined
    return { bytesMax: known.bytesMax, filesMax: known.filesMax }
  }

  async users(): Promise<readonly string[]> {
    return [...this.accounts.users.keys()]
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Reads what was kept, and makes what is missing. */
  async open(): Promise<void> {
    const { clock } = this.#network
    await this.accounts.open()
    this.#issuer = new Issuer(this.id, clock, this.accounts.keys)
    this.#denied = new DenyList(clock, [...this.accounts.denials.values()])
    await this.#rotate()
    if (this.accounts.users.size === 0)
      await this.accounts.keepUser({
        ...{ name: FIRST_USER, scopes: ['admin'], disabled: false, bytesMax: 0, filesMax: 0 },
      })
  }

  /** Guards a network of its own; beside a metadata peer that one's gate does. */
  guard(): Gate {
    const gate = new Gate({
      clock: this.#network.clock,
      isMember: () => false,
      closed: true,
      audit: this.audit,
    })
    const follow = () => gate.trust(this.keys, this.denials)
    follow()
    this.onChange(follow)
    this.#network.guardBy(gate)
    this.claimsOf = (peer) => gate.claims(peer)
    return gate
  }

  async close(): Promise<void> {
    this.#cancelRotation()
    await this.accounts.close()
  }

  /**
   * What admits the first device of the first user: an invitation, unless there was such a device ever, or there is a
   * password; in any case where whoever runs this peer asks for one (`again`).
   */
  async firstInvitation(again = false): Promise<Uint8Array | undefined> {
    const first = this.accounts.users.get(FIRST_USER)
    const known = [...this.accounts.sessions.values()].some(({ subject }) => subject === FIRST_USER)
    const entered = known || first?.entered === true || first?.password !== undefined
    if (first === undefined || (entered && !again)) return undefined
    return this.accounts.invite(FIRST_USER, this.#network.clock.wallNow() + INVITATION_MS)
  }

  /** A new key from now on, which everybody learns before the first token of it. */
  async rotateKeys(): Promise<void> {
    await this.#rotate(true)
  }

  /** Throws `Busy` where somebody tries too often: a peer, or anybody for one user. */
  checkLoginRate(peer: string, user?: string): void {
    const peerMay = this.#logins.take(`peer ${peer}`)
    if (peerMay && (user === undefined || this.#logins.take(`user ${user}`))) return
    throw new TritonError('Busy', 'could not log in: too many attempts', { hint: 'wait a minute' })
  }

  /** Lets a device get tokens from now on; with its first one. */
  async openSession(session: Omit<Session, 'usedMs'>): Promise<Credential> {
    const refresh = await this.accounts.openSession(session)
    const { subject, scopes } = session
    const user = this.accounts.users.get(subject)
    if (user !== undefined && user.entered !== true) await this.accounts.keepUser({ ...user, entered: true })
    const issued = await this.issue(session)
    return { ...issued, issuer: this.id, subject, scope: scopes.join(' '), refresh }
  }

  /** A token; peers' last longer. */
  async issue(
    { subject, scopes, peer }: Omit<Session, 'usedMs'>,
    lifeMs = scopes.includes('peer') ? PEER_TOKEN_MS : TOKEN_MS,
  ): Promise<{ token: string; expiresMs: number }> {
    const { token, claims } = await this.#issuer.issue({ subject, scopes, peer, lifeMs })
    return { token, expiresMs: claims.expiresMs }
  }

  /** This auth peer's own token, or that of the peer that it runs beside. */
  async ownToken(): Promise<string> {
    const subject = peerSubject(this.id)
    return (await this.issue({ subject, scopes: ['peer'], peer: this.id })).token
  }

  /** From now on nothing counts that was issued for `subject` until now. */
  async revoke(subject: string, lifeMs: number): Promise<void> {
    const sinceMs = this.#network.clock.wallNow()
    const denial = { id: subject, sinceMs, untilMs: sinceMs + lifeMs }
    this.#denied.add(denial)
    await this.accounts.keepDenial(denial)
    this.#changed()
  }

  async #rotate(now = false): Promise<void> {
    if (this.#issuer.rotate(now)) await this.accounts.keepKeys(this.#issuer.keys)
    this.#changed()
    const delayMs = Math.min(SIGNING_KEY_MS / 90, 2 ** 31 - 1)
    this.#cancelRotation()
    this.#cancelRotation = this.#network.clock.after(delayMs, () => void this.#rotate().catch(() => {}))
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
