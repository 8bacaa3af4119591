import type { Clock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { PEER_TOKEN_MS, SESSION_MS, TOKEN_MS } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import { RENEW } from '../wire/auth.ts'
import { userOf } from './claims.ts'

/** What lets a device get tokens, as it is kept between starts. */
export interface KeptCredential {
  /** The auth peer: its PeerId, and multiaddrs. */
  issuer: string
  addresses: readonly string[]
  /** The user, or `peer:` and a PeerId. */
  subject: string
  /** Secret, and worth nothing to another PeerId. */
  refresh: Uint8Array
  token: string
  /** Milliseconds since 1970. */
  expiresMs: number
}

/** When a credential ends that is not used from now on: it was last when its token was issued. Milliseconds since 1970. */
export function unusedUntilMs(credential: Pick<KeptCredential, 'subject' | 'expiresMs'>): number {
  const lifeMs = userOf(credential) === undefined ? PEER_TOKEN_MS : TOKEN_MS
  return credential.expiresMs - lifeMs + SESSION_MS
}

/** A renewal that failed is tried again so much later. */
const AGAIN_MS = 5_000
/** Tokens are renewed when so much of their life is left, so that an auth peer may be away for a while. */
const LEFT_SHARE = 1 / 3

/** A credential whose tokens renew by themselves, shown to every peer that is called. Streams that run go on. */
export class RenewingCredential {
  readonly #network: Network
  readonly #clock: Clock
  readonly #onRenewed: (credential: KeptCredential) => void
  #credential: KeptCredential
  /** Its whole life in milliseconds, as far as it is known. */
  #lifeMs = 0
  #cancel = () => {}
  #stopped = false

  /** `onRenewed`: to be kept. */
  constructor(network: Network, credential: KeptCredential, onRenewed: (credential: KeptCredential) => void) {
    this.#network = network
    this.#clock = network.clock
    this.#credential = credential
    this.#onRenewed = onRenewed
  }

  get credential(): KeptCredential {
    return this.#credential
  }

  get token(): string {
    return this.#credential.token
  }

  /**
   * Shows the token from now on. When the network has started: `renewed` resolves when it is good, at once where it is,
   * and throws what the auth peer said where it is not and cannot be renewed.
   */
  show(): void {
    this.#network.learn(this.#credential.issuer, this.#credential.addresses)
    this.#network.showToken(() => this.#credential.token)
  }

  async renewed(): Promise<void> {
    const leftMs = this.#credential.expiresMs - this.#clock.wallNow()
    if (leftMs > AGAIN_MS) return this.#schedule(leftMs)
    await this.#renew()
  }

  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  async #renew(): Promise<void> {
    const { issuer, refresh } = this.#credential
    const request = { refresh: Uint8Array.from(refresh) }
    const { response } = await this.#network.call(issuer, RENEW, request).catch((cause) => {
      if (!isTritonError(cause, 'Refused')) throw cause
      throw new TritonError('Refused', cause.message, { cause, hint: 'log in anew: tt login' })
    })
    const { token, expiresMs } = response
    this.#credential = { ...this.#credential, token, expiresMs }
    this.#lifeMs = expiresMs - this.#clock.wallNow()
    this.#onRenewed(this.#credential)
    this.#network.showAgain()
    this.#schedule(this.#lifeMs)
  }

  #schedule(leftMs: number): void {
    if (this.#stopped) return
    const life = Math.max(this.#lifeMs, leftMs)
    const delayMs = Math.max(leftMs - life * LEFT_SHARE, AGAIN_MS)
    this.#cancel()
    this.#cancel = this.#clock.after(Math.min(delayMs, 2 ** 31 - 1), () => {
      void this.#renew().catch(() => this.#again())
    })
  }

  #again(): void {
    if (this.#stopped) return
    this.#cancel = this.#clock.after(AGAIN_MS, () => void this.#renew().catch(() => this.#again()))
  }
}
