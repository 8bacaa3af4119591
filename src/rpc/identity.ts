import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'

/** The name of the key file in a peer's data directory. */
export const KEY_FILE = 'peer.key'
/** An Ed25519 key takes 68 bytes; what is much longer is no key file. */
const KEY_FILE_BYTES_MAX = 1024
/** Rights of anybody but the file's owner. */
const OTHERS = 0o077

/** A new private key (Ed25519): a peer that nobody has met. */
export function freshIdentity(): Promise<PrivateKey> {
  return generateKeyPair('Ed25519')
}

/**
 * The private key in `directory`/peer.key; both are made at the first use, readable by nobody else. The file is the key
 * in libp2p's protobuf. Throws `Refused` when others can read it, `Corrupt` when it holds no Ed25519 key, `Local` when
 * the directory or file cannot be read or written.
 */
export async function keptIdentity(directory: string): Promise<PrivateKey> {
  const path = join(directory, KEY_FILE)
  return (await readKey(path)) ?? (await createKey(directory, path))
}

/** Undefined when there is no such file. */
async function readKey(path: string): Promise<PrivateKey | undefined> {
  const file = await open(path, 'r').catch((cause) => {
    if (cause.code === 'ENOENT') return undefined
    throw localError('read', path, cause)
  })
  if (file === undefined) return undefined
  try {
    await checkRights(file, path)
    return decodeKey(await readAll(file, path), path)
  } finally {
    await file.close()
  }
}

async function checkRights(file: FileHandle, path: string): Promise<void> {
  if (process.platform === 'win32') return
  const mode = (await file.stat()).mode & 0o777
  if ((mode & OTHERS) === 0) return
  throw new TritonError(
    'Refused',
    `could not use the key file ${path}: its mode is ${mode.toString(8).padStart(4, '0')}, so others have rights on it`,
    { hint: `if nobody has copied it, run: chmod 600 ${path}` },
  )
}

async function readAll(file: FileHandle, path: string): Promise<Uint8Array> {
  const room = new Uint8Array(KEY_FILE_BYTES_MAX)
  try {
    const { bytesRead } = await file.read(room, 0, room.length, 0)
    return room.subarray(0, bytesRead)
  } catch (cause) {
    throw localError('read', path, cause)
  }
}

function decodeKey(bytes: Uint8Array, path: string): PrivateKey {
  try {
    const key = privateKeyFromProtobuf(bytes)
    if (key.type === 'Ed25519') return key
    throw new Error(`it is of type ${key.type}`)
  } catch (cause) {
    throw new TritonError(
      'Corrupt',
      `could not use the key file ${path}: its ${bytes.length} bytes are no Ed25519 key`,
      { cause, hint: 'restore it from a copy, or move it away to start as a new peer' },
    )
  }
}

/**
 * The file appears whole or not at all, and never takes the place of another: it is written beside its final name,
 * then linked there. Of two processes that do so at once, one wins and the other reads the winner's key.
 */
async function createKey(directory: string, path: string): Promise<PrivateKey> {
  const key = await freshIdentity()
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await writeWhole(temporary, privateKeyToProtobuf(key))
    await link(temporary, path)
    return key
  } catch (cause) {
    const winner = (cause as NodeJS.ErrnoException).code === 'EEXIST' ? await readKey(path) : undefined
    if (winner !== undefined) return winner
    throw localError('create', path, cause)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

function localError(action: string, path: string, cause: unknown): TritonError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TritonError('Local', `could not ${action} the key file ${path}: ${reason}`, {
    cause,
    hint: 'choose a --data directory that this user can write',
  })
}
