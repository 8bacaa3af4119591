import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { CLOCK_LEEWAY_MS, TOKEN_BYTES_MAX } from '../limits.ts'
import type { Claims } from './claims.ts'
import { ALGORITHM, AUDIENCE } from './issuer.ts'
import type { PublicKey } from './issuer-key.ts'
import { parseScopes, type Scope } from './scope.ts'

const REQUIRED = ['iss', 'sub', 'aud', 'exp', 'iat', 'scope', 'cnf', 'jti']
const NEXT = 'tt login renews it'

/** Verifies tokens by the public keys of issuers, without asking anybody. */
export class Verifier {
  readonly #clock: Clock
  #keys: readonly PublicKey[] = []
  #find: ReturnType<typeof createLocalJWKSet> = createLocalJWKSet({ keys: [] })

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether tokens of anybody are believed. */
  get hasKeys(): boolean {
    return this.#keys.length > 0
  }

  /** From now on tokens signed with these keys are believed, and no others. */
  believe(keys: readonly PublicKey[]): void {
    this.#keys = keys
    this.#find = createLocalJWKSet({
      keys: keys.map(({ kid, key }) => {
        const x = Buffer.from(key).toString('base64url')
        return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: ALGORITHM, use: 'sig' }
      }),
    })
  }

  /**
   * What a token says that `peer` shows. Throws `Refused` for one that is not a believed issuer's, is for somebody else,
   * lacks a claim, or has ended, CLOCK_LEEWAY_MS allowed.
   */
  async verify(token: string, peer: string): Promise<Claims> {
    checkTokenSize(token)
    const claims = claimsOf(await this.#payload(token))
    if (!this.#keys.some(({ issuer }) => issuer === claims.issuer))
      throw refused('its issuer is not one of this overlay')
    if (claims.peer !== peer) throw refused(`it belongs to peer ${claims.peer}, not to ${peer}`)
    return claims
  }

  async #payload(token: string): Promise<JWTPayload & { kid?: string }> {
    const issuers = [...new Set(this.#keys.map(({ issuer }) => issuer))]
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#find, {
        algorithms: [ALGORITHM],
        audience: AUDIENCE,
        issuer: issuers,
        requiredClaims: REQUIRED,
        clockTolerance: CLOCK_LEEWAY_MS / 1000,
        currentDate: new Date(this.#clock.wallNow()),
      })
      const signer = this.#keys.find(({ kid }) => kid === protectedHeader.kid)
      if (signer?.issuer !== payload.iss) throw refused('another issuer signed it')
      return payload
    } catch (error) {
      if (error instanceof TritonError) throw error
      throw refused(reasonOf(error), error)
    }
  }
}

/** Throws `Refused` for what is too long to be a token. */
export function checkTokenSize(token: string): void {
  if (token.length > TOKEN_BYTES_MAX)
    throw refused(`it has ${token.length} bytes, at most ${TOKEN_BYTES_MAX} are allowed`)
}

function claimsOf({ iss, sub, jti, iat, exp, ...payload }: JWTPayload): Claims {
  const cnf = payload['cnf'] as { kid?: unknown } | null
  const scope = payload['scope']
  const peer = cnf?.kid
  if (!isText(peer) || typeof scope !== 'string' || !isText(sub) || !isText(jti))
    throw refused("its claims are malformed: 'sub', 'jti', 'scope' and 'cnf' needed")
  const [issuedMs, expiresMs] = [Math.round(iat! * 1000), Math.round(exp! * 1000)]
  if (!Number.isSafeInteger(issuedMs) || !Number.isSafeInteger(expiresMs))
    throw refused("its claims are malformed: 'iat' and 'exp' are no times")
  return {
    issuer: iss!,
    subject: sub,
    scopes: scopesOf(scope),
    peer,
    id: jti,
    issuedMs,
    expiresMs,
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function scopesOf(text: string): Scope[] {
  try {
    return parseScopes(text)
  } catch (cause) {
    throw refused("its claim 'scope' is wrong", cause)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return `its claim '${error.claim}' is ${error.reason === 'missing' ? 'missing' : 'wrong'}`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not allowed'
  if (error instanceof errors.JWKSNoMatchingKey) return 'no issuer of this overlay has its key'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong'
  return 'it is malformed'
}

function refused(why: string, cause?: unknown): TritonError {
  return new TritonError('Refused', `could not accept the token: ${why}`, { cause, hint: NEXT })
}
