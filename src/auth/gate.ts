import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { AUTHENTICATIONS_PER_MINUTE, CLAIMS_KEPT, CLOCK_LEEWAY_MS } from '../limits.ts'
import type { Guard } from '../rpc/guard.ts'
import type { Access, Method } from '../wire/method.ts'
import { PING } from '../wire/ping.ts'
import type { Audit } from './audit.ts'
import { type Claims, peerSubject, userOf } from './claims.ts'
import { type Denial, DenyList } from './deny-list.ts'
import type { PublicKey } from './issuer-key.ts'
import { Rate } from './rate.ts'
import { permits } from './scope.ts'
import { checkTokenSize, Verifier } from './verifier.ts'

const HINT = 'tt login, or a token in TT_TOKEN, shows who you are'

export interface GateOptions {
  clock: Clock
  /** Whether a peer is of the overlay, by the newest view: whatever token it has. */
  isMember: (peer: string) => boolean
  /** Nobody is let in before there are keys to verify tokens with. Otherwise everybody is, as long as there are none. */
  closed?: boolean | undefined
  audit?: Audit | undefined
}

/** What is known of a peer that has shown a token. */
interface Shown {
  /** While the token is verified. */
  pending: Promise<void> | undefined
  claims: Claims | undefined
  /** What was shown, so that one that is shown again on another stream is not verified again. */
  token: string
  /** Why the last token did not count. */
  failure: unknown
}

/**
 * Who may call a peer: verifies a token once a connection, without asking anybody, and keeps what it says until it ends.
 * What each method asks for stands with the method (`access`).
 */
export class Gate implements Guard {
  readonly #options: GateOptions
  readonly #clock: Clock
  readonly #verifier: Verifier
  readonly #denied: DenyList
  readonly #rate: Rate
  /** By PeerId, which Noise has proved and which the token names. The one that came last is the last. */
  readonly #shown = new Map<string, Shown>()

  constructor(options: GateOptions) {
    this.#options = options
    this.#clock = options.clock
    this.#verifier = new Verifier(options.clock)
    this.#denied = new DenyList(options.clock)
    this.#rate = new Rate(options.clock, AUTHENTICATIONS_PER_MINUTE)
  }

  /** Whether callers have to show who they are. */
  get closed(): boolean {
    return this.#options.closed === true || this.#verifier.hasKeys
  }

  /** From now on tokens of these keys count, unless they are denied. */
  trust(keys: readonly PublicKey[], denials: readonly Denial[]): void {
    this.#verifier.believe(keys)
    this.#denied.replace(denials)
  }

  admit(peer: string, method: Method<unknown, unknown>): void | Promise<void> {
    if (!this.closed || method.op === PING.op) return
    const { access = 'peer', name } = method
    const shown = this.#shown.get(peer)
    if (shown?.pending === undefined) return this.#check(peer, access, name)
    return shown.pending.then(() => this.#check(peer, access, name))
  }

  async authenticate(peer: string, token: string): Promise<number> {
    if (!this.closed) return 0
    checkTokenSize(token)
    const before = this.#shown.get(peer)
    if (before?.token === token && before.failure === undefined) {
      await before.pending
      const claims = this.#claims(peer)
      if (claims !== undefined) return claims.expiresMs
    }
    const shown: Shown = { pending: undefined, claims: before?.claims, token, failure: undefined }
    this.#keep(peer, shown)
    shown.pending = this.#verify(peer, token, shown)
    await shown.pending
    if (shown.failure !== undefined) throw shown.failure
    return shown.claims!.expiresMs
  }

  knows(peer: string): boolean {
    return !this.closed || this.#claims(peer) !== undefined || this.#isMember(peer)
  }

  forget(peer: string): void {
    this.#shown.delete(peer)
  }

  /** The user for whom `peer` calls; '' where everybody may do everything. Throws `Refused` for one that is no user. */
  user(peer: string): string {
    if (!this.closed) return ''
    const claims = this.#claims(peer)
    const user = claims === undefined ? undefined : userOf(claims)
    if (user !== undefined) return user
    throw new TritonError('Refused', 'names belong to users, and this peer is none', { hint: HINT })
  }

  /** What the token of `peer` says, while it counts. */
  claims(peer: string): Claims | undefined {
    return this.#claims(peer)
  }

  /**
   * Throws `Refused` unless `peer` may take a place among the block peers: by `token`, by one that it has shown, or because
   * it has a place already.
   */
  async checkPlace(peer: string, token: string): Promise<void> {
    if (!this.closed || this.#isMember(peer)) return
    const claims = token === '' ? this.#claims(peer) : await this.#verifier.verify(token, peer)
    const counts = claims !== undefined && permits(claims.scopes, 'peer') && !this.#denied.denies(claims)
    this.#options.audit?.({ event: 'join', peer, ...(counts ? {} : { refused: 'not invited' }) })
    if (counts) return
    throw new TritonError('Refused', `could not join: peer ${peer} was not invited`, {
      hint: 'tt invite, said by an administrator, prints a string; tt block --join STRING takes it',
    })
  }

  async #verify(peer: string, token: string, shown: Shown): Promise<void> {
    try {
      if (!this.#rate.take(peer)) throw busy(peer)
      const claims = await this.#verifier.verify(token, peer)
      if (this.#denied.denies(claims))
        throw new TritonError('Refused', 'could not accept the token: it was revoked', { hint: HINT })
      shown.claims = claims
    } catch (error) {
      shown.failure = error
      this.#options.audit?.({ event: 'show a token', peer, refused: (error as Error).message })
    } finally {
      shown.pending = undefined
    }
  }

  #check(peer: string, access: Access, action: string): void {
    const claims = this.#claims(peer)
    if (access === 'anyone') {
      if (claims !== undefined || this.#isMember(peer) || this.#rate.take(peer)) return
      throw busy(peer)
    }
    if (this.#isMember(peer)) return
    if (claims !== undefined && (permits(claims.scopes, 'peer') || permits(claims.scopes, access))) return
    throw this.#refusal(peer, claims, access, action)
  }

  #refusal(peer: string, claims: Claims | undefined, access: Access, action: string): TritonError {
    if (claims !== undefined) {
      const text = `could not ${action}: '${access}' needed, ${claims.subject} has '${claims.scopes.join(' ')}'`
      return new TritonError('Refused', text, { hint: 'an administrator can give more: tt user add --scope' })
    }
    const failure = this.#shown.get(peer)?.failure
    const why = failure instanceof Error ? failure.message : 'who you are was not shown'
    return new TritonError('Refused', `could not ${action}: ${why}`, { hint: HINT })
  }

  #isMember(peer: string): boolean {
    return (
      this.#options.isMember(peer) &&
      !this.#denied.denies({ id: '', subject: peerSubject(peer), issuedMs: Number.NEGATIVE_INFINITY })
    )
  }

  #claims(peer: string): Claims | undefined {
    const claims = this.#shown.get(peer)?.claims
    if (claims === undefined || claims.expiresMs + CLOCK_LEEWAY_MS < this.#clock.wallNow()) return undefined
    return this.#denied.denies(claims) ? undefined : claims
  }

  #keep(peer: string, shown: Shown): void {
    this.#shown.delete(peer)
    this.#shown.set(peer, shown)
    if (this.#shown.size <= CLAIMS_KEPT) return
    const [oldest] = this.#shown.keys()
    this.#shown.delete(oldest!)
  }
}

function busy(peer: string): TritonError {
  return new TritonError('Busy', `peer ${peer} asks too often before it shows who it is`)
}
