import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type Root, rootBody, SEAL_BYTES } from '../../block/root.ts'
import { TritonError } from '../../errors.ts'
import { SEALED_RECORD_BYTES } from '../../limits.ts'
import { contentSize, type FileKeys } from './sealed-records.ts'
import { KEY_ID_BYTES, type Secret } from './secret.ts'

/**
 * What the root of an encrypted file says of its encryption: kind 1, reserved 3, record size 4, key id 8, salt 16, MAC 32.
 * The MAC is over the root with all of it but the MAC itself. As the root names every block by its place, no block can be
 * left out, repeated or put elsewhere without it.
 */
const KIND = { CONVERGENT: 1, RANDOM: 2 } as const
const RECORD_BYTES_AT = 4
const KEY_ID_AT = 8
const SALT_AT = 16
const SALT_BYTES = 16
const MAC_AT = 32
/** A record that a reader would not want in memory. */
const RECORD_BYTES_MAX = 2 ** 24

/** How one file is encrypted. */
export interface FileSealing {
  keys: FileKeys
  /** Makes the root's seal when the root is known. */
  seal: (root: Root) => Uint8Array
}

/** A new file's encryption. `deduplicate`: equal records of the user's files become equal blocks. */
export function startSealing(secret: Secret, deduplicate: boolean): FileSealing {
  const salt = deduplicate ? new Uint8Array(SALT_BYTES) : new Uint8Array(randomBytes(SALT_BYTES))
  const seal = new Uint8Array(SEAL_BYTES)
  seal[0] = deduplicate ? KIND.CONVERGENT : KIND.RANDOM
  new DataView(seal.buffer).setUint32(RECORD_BYTES_AT, SEALED_RECORD_BYTES)
  seal.set(Buffer.from(secret.id, 'hex'), KEY_ID_AT)
  seal.set(salt, SALT_AT)
  return {
    keys: keysOf(secret, seal),
    seal: (root) => {
      seal.set(macOf(secret, root, seal), MAC_AT)
      return seal
    },
  }
}

/** What is needed to read an encrypted file: its keys, the size of its records, and that of its content. */
export interface OpenedSeal {
  keys: FileKeys
  recordBytes: number
  size: number
}

/**
 * Checks the seal of a root that has one. Throws `Refused` without the right secret, `Unsupported` for an encryption of a
 * later version, `Corrupt` where somebody without the secret made or changed the root.
 */
export function openSeal(root: Root, seal: Uint8Array, secret: Secret | undefined, file: string): OpenedSeal {
  const id = keyIdOf(seal)
  if (secret?.id !== id) throw wrongSecret(file, id, secret)
  const recordBytes = new DataView(seal.buffer, seal.byteOffset).getUint32(RECORD_BYTES_AT)
  if (!timingSafeEqual(macOf(secret, root, seal), seal.subarray(MAC_AT)))
    throw new TritonError('Corrupt', `could not decrypt ${file}: its root was not made with the key ${id}`, {
      hint: 'somebody changed the file, or put another in its place: restore it from a copy',
    })
  if ((seal[0] !== KIND.CONVERGENT && seal[0] !== KIND.RANDOM) || recordBytes > RECORD_BYTES_MAX)
    throw new TritonError(
      'Unsupported',
      `could not decrypt ${file}: its kind of encryption is not known here`,
      {
        hint: 'a newer version of tt wrote it',
      },
    )
  return { keys: keysOf(secret, seal), recordBytes, size: contentSize(root.size, recordBytes) }
}

/** The id of the key that a sealed root names, in hexadecimal. */
export function keyIdOf(seal: Uint8Array): string {
  return Buffer.from(seal.subarray(KEY_ID_AT, KEY_ID_AT + KEY_ID_BYTES)).toString('hex')
}

function keysOf(secret: Secret, seal: Uint8Array): FileKeys {
  if (seal[0] === KIND.CONVERGENT) return { content: secret.key('content'), nonces: secret.key('nonces') }
  return { content: secret.key('content', seal.subarray(SALT_AT, MAC_AT)), nonces: undefined }
}

function macOf(secret: Secret, root: Root, seal: Uint8Array): Uint8Array {
  return secret.mac('root', Buffer.concat([rootBody(root), seal.subarray(0, MAC_AT)]))
}

function wrongSecret(file: string, id: string, secret: Secret | undefined): TritonError {
  const got = secret === undefined ? 'and no key was given' : `not with ${secret.id}, which was given`
  return new TritonError('Refused', `could not read ${file}: it is encrypted with the key ${id}, ${got}`, {
    hint: 'TT_SECRET_FILE or --secret-file names the key file of whoever stored it',
  })
}
