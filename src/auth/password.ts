import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { TritonError } from '../errors.ts'
import {
  PASSWORD_BYTES_MAX,
  PASSWORD_BYTES_MIN,
  PASSWORDS_AT_ONCE,
  PASSWORDS_WAITING_MAX,
} from '../limits.ts'

/** OWASP's second choice for scrypt: 32 MiB, three times over. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const SALT_BYTES = 16
const HASH_BYTES = 32

/** What is kept of a password; base64url. */
export interface PasswordHash {
  salt: string
  hash: string
}

/** Kept of nobody: comparing with it takes as long as with a user's. */
const NOBODY: PasswordHash = {
  salt: Buffer.alloc(SALT_BYTES).toString('base64url'),
  hash: Buffer.alloc(HASH_BYTES).toString('base64url'),
}

/** Hashes and compares passwords by scrypt, few at once. */
export class Passwords {
  #working = 0
  readonly #waiting: (() => void)[] = []

  /** Throws `BadRequest` for one that is too short or too long, `Busy` when too many wait. */
  async hash(password: string): Promise<PasswordHash> {
    const bytes = Buffer.byteLength(password)
    if (bytes < PASSWORD_BYTES_MIN || bytes > PASSWORD_BYTES_MAX)
      throw new TritonError(
        'BadRequest',
        `a password of ${PASSWORD_BYTES_MIN} to ${PASSWORD_BYTES_MAX} bytes needed, got ${bytes}`,
      )
    const salt = randomBytes(SALT_BYTES)
    const hash = await this.#inTurn(() => derive(password, salt))
    return { salt: salt.toString('base64url'), hash: hash.toString('base64url') }
  }

  /** Whether a password is the one that was hashed; takes as long where there is none (undefined). Throws `Busy`. */
  async matches(password: string, kept: PasswordHash | undefined): Promise<boolean> {
    if (Buffer.byteLength(password) > PASSWORD_BYTES_MAX) return false
    const { salt, hash } = kept ?? NOBODY
    const derived = await this.#inTurn(() => derive(password, Buffer.from(salt, 'base64url')))
    return timingSafeEqual(derived, Buffer.from(hash, 'base64url')) && kept !== undefined
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#working >= PASSWORDS_AT_ONCE) {
      if (this.#waiting.length >= PASSWORDS_WAITING_MAX)
        throw new TritonError('Busy', 'could not check the password: too many others wait')
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#working++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#working--
      else next()
    }
  }
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, COST, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    )
  })
}
