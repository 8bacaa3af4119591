import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { TritonError } from '../../errors.ts'

export const SECRET_BYTES = 32
/** Of a key's id: names a key, tells nothing of it. */
export const KEY_ID_BYTES = 8

/** What a user encrypts with: keys for each purpose, derived from one secret of 32 bytes. */
export class Secret {
  /** Names the secret in roots and records, in hexadecimal. */
  readonly id: string
  readonly #secret: Uint8Array
  readonly #derived = new Map<string, Uint8Array>()

  /** Throws `BadRequest` unless it has 32 bytes. */
  constructor(secret: Uint8Array) {
    if (secret.length !== SECRET_BYTES) {
      const needed = `${SECRET_BYTES} bytes needed, got ${secret.length}`
      throw new TritonError('BadRequest', `could not use a secret: ${needed}`)
    }
    this.#secret = secret.slice()
    this.id = Buffer.from(this.key('id').subarray(0, KEY_ID_BYTES)).toString('hex')
  }

  static random(): Secret {
    return new Secret(new Uint8Array(randomBytes(SECRET_BYTES)))
  }

  /** The secret itself, for a key file. */
  bytes(): Uint8Array {
    return this.#secret.slice()
  }

  /** 32 bytes for one purpose (HKDF with SHA-256), and for one file where `salt` is given. */
  key(purpose: string, salt: Uint8Array = NOTHING): Uint8Array {
    const kept = this.#derived.get(purpose)
    if (kept !== undefined && salt.length === 0) return kept
    const key = new Uint8Array(hkdfSync('sha256', this.#secret, salt, `tritonring/${purpose}`, SECRET_BYTES))
    if (salt.length === 0) this.#derived.set(purpose, key)
    return key
  }

  /** HMAC-SHA-256 under the key for a purpose. */
  mac(purpose: string, bytes: Uint8Array): Uint8Array {
    return createHmac('sha256', this.key(purpose)).update(bytes).digest()
  }
}

const NOTHING = new Uint8Array(0)
