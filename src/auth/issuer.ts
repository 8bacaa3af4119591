import { randomBytes } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import type { Clock } from '../clock.ts'
import { SIGNING_KEY_MS } from '../limits.ts'
import type { Claims } from './claims.ts'
import { makeSigningKey, type PublicKey, type SigningKey } from './issuer-key.ts'
import type { Scope } from './scope.ts'

/** Whom all tokens are for: every peer of an overlay that believes the issuer. */
export const AUDIENCE = 'tritonring'
/** The one algorithm that tokens are signed and verified with. */
export const ALGORITHM = 'EdDSA'

/** What a token is to say. */
export interface TokenPlan {
  subject: string
  scopes: readonly Scope[]
  /** The PeerId that alone may show it. */
  peer: string
  lifeMs: number
}

/**
 * Issues tokens: JSON Web Tokens, signed with the newest of at most two keys. Both are published, so that tokens of the
 * older one are good until they end, and everybody knows the newer one before the first token of it comes.
 */
export class Issuer {
  readonly id: string
  readonly #clock: Clock
  /** Newest first. */
  #keys: readonly SigningKey[]

  /** `keys`: those that were kept, newest first. */
  constructor(id: string, clock: Clock, keys: readonly SigningKey[]) {
    this.id = id
    this.#clock = clock
    this.#keys = keys
  }

  /** What is to be kept, newest first. */
  get keys(): readonly SigningKey[] {
    return this.#keys
  }

  /** What others verify with. */
  get publicKeys(): PublicKey[] {
    return this.#keys.map(({ kid, x }) => ({ issuer: this.id, kid, key: Buffer.from(x, 'base64url') }))
  }

  /** Makes a new key where there is none, or the newest is old, or `now` is said. Whether it did: then keys are to be kept. */
  rotate(now = false): boolean {
    const nowMs = this.#clock.wallNow()
    const [newest] = this.#keys
    if (!now && newest !== undefined && nowMs - newest.madeMs < SIGNING_KEY_MS) return false
    this.#keys = [makeSigningKey(nowMs), ...(newest === undefined ? [] : [newest])]
    return true
  }

  /** A token, and what it says. */
  async issue({ subject, scopes, peer, lifeMs }: TokenPlan): Promise<{ token: string; claims: Claims }> {
    const { kid, x, d } = this.#keys[0]!
    const id = randomBytes(12).toString('base64url')
    // To the millisecond: what was revoked a moment ago is told apart from what is issued now.
    const issuedMs = Math.floor(this.#clock.wallNow())
    const expiresS = Math.ceil((issuedMs + lifeMs) / 1000)
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x, d }, ALGORITHM)
    const token = await new SignJWT({ scope: scopes.join(' '), cnf: { kid: peer } })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
      .setIssuer(this.id)
      .setSubject(subject)
      .setAudience(AUDIENCE)
      .setIssuedAt(issuedMs / 1000)
      .setExpirationTime(expiresS)
      .setJti(id)
      .sign(key)
    const expiresMs = expiresS * 1000
    return { token, claims: { issuer: this.id, subject, scopes, peer, id, issuedMs, expiresMs } }
  }
}
