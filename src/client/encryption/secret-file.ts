import { randomBytes, scrypt } from 'node:crypto'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { TritonError } from '../../errors.ts'
import { localError } from '../destination.ts'
import { Secret } from './secret.ts'
import { XAES_NONCE_BYTES, XAES_TAG_BYTES, xaesOpen, xaesSeal } from './xaes.ts'

/** What scrypt takes: 64 MiB and a fifth of a second for each guess (OWASP's least is N = 2^17 at r = 8, or this with p = 2). */
const SCRYPT = { N: 2 ** 16, r: 8, p: 2, maxmem: 2 ** 27 }
const FILE_BYTES_MAX = 4096
const FORMAT = 'tritonring key'
const SALT_BYTES = 16
const OTHERS = 0o077
const ABOUT = new Uint8Array(Buffer.from(FORMAT))

const derive = promisify<string, Uint8Array, number, typeof SCRYPT, Buffer>(scrypt)

/** Writes a new secret to a new file that nobody else can read; with a passphrase, encrypted. Throws `Exists`, `Local`. */
export async function createSecretFile(path: string, passphrase?: string): Promise<Secret> {
  const secret = Secret.random()
  const kept = passphrase === undefined ? { key: textOf(secret.bytes()) } : await wrap(secret, passphrase)
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(`${JSON.stringify({ format: FORMAT, version: 1, id: secret.id, ...kept })}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST')
      throw new TritonError('Exists', `could not create the key file ${path}: it exists already`, {
        cause,
        hint: 'a key is never replaced: what is encrypted with it could not be read any more',
      })
    throw localError(`could not create the key file ${path}`, cause)
  }
  return secret
}

/**
 * Reads a key file; `askPassphrase` is called where it is encrypted. Throws `NotFound`, `Refused` when others can read it or
 * the passphrase is wrong, `Corrupt` for what is no key file, `Local`.
 */
export async function readSecretFile(path: string, askPassphrase: () => Promise<string>): Promise<Secret> {
  const fields = parse(await readText(path), path)
  const { id, key, salt, sealed } = fields
  const bytes = typeof key === 'string' ? bytesOf(key) : await unwrap(salt, sealed, askPassphrase, path)
  if (bytes.length !== 32) throw corrupt(path)
  const secret = new Secret(bytes)
  if (secret.id !== id) throw corrupt(path)
  return secret
}

async function readText(path: string): Promise<string> {
  const file = await open(path, 'r').catch((cause) => {
    if (cause.code !== 'ENOENT') throw localError(`could not read the key file ${path}`, cause)
    throw new TritonError('NotFound', `could not read the key file ${path}: there is no such file`, {
      cause,
      hint: 'tt key create makes one',
    })
  })
  try {
    const mode = (await file.stat()).mode & 0o777
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw new TritonError(
        'Refused',
        `could not use the key file ${path}: its mode is ${mode.toString(8).padStart(4, '0')}, so others have rights on it`,
        { hint: `if nobody has copied it, run: chmod 600 ${path}` },
      )
    const room = new Uint8Array(FILE_BYTES_MAX)
    const { bytesRead } = await file.read(room, 0, room.length, 0)
    return Buffer.from(room.subarray(0, bytesRead)).toString()
  } catch (cause) {
    throw localError(`could not read the key file ${path}`, cause)
  } finally {
    await file.close()
  }
}

function parse(text: string, path: string): Record<string, unknown> {
  try {
    const fields: unknown = JSON.parse(text)
    if (typeof fields === 'object' && fields !== null && 'format' in fields && fields.format === FORMAT)
      return fields as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw corrupt(path)
}

async function wrap(secret: Secret, passphrase: string): Promise<{ salt: string; sealed: string }> {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(XAES_NONCE_BYTES)
  const parts = xaesSeal(await derive(passphrase, salt, 32, SCRYPT), nonce, secret.bytes(), ABOUT)
  return { salt: textOf(salt), sealed: textOf(Buffer.concat([nonce, ...parts])) }
}

async function unwrap(
  salt: unknown,
  sealed: unknown,
  askPassphrase: () => Promise<string>,
  path: string,
): Promise<Uint8Array> {
  if (typeof salt !== 'string' || typeof sealed !== 'string') throw corrupt(path)
  const bytes = bytesOf(sealed)
  if (bytes.length !== XAES_NONCE_BYTES + 32 + XAES_TAG_BYTES) throw corrupt(path)
  const key = await derive(await askPassphrase(), bytesOf(salt), 32, SCRYPT)
  const tagAt = bytes.length - XAES_TAG_BYTES
  const nonce = bytes.subarray(0, XAES_NONCE_BYTES)
  const opened = xaesOpen(key, nonce, bytes.subarray(XAES_NONCE_BYTES, tagAt), bytes.subarray(tagAt), ABOUT)
  if (opened !== undefined) return new Uint8Array(opened)
  throw new TritonError('Refused', `could not open the key file ${path}: the passphrase is wrong`)
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

function corrupt(path: string): TritonError {
  return new TritonError('Corrupt', `could not use the key file ${path}: it is none, or damaged`, {
    hint: 'tt key create makes one; what was encrypted with another needs that one',
  })
}
