import { base32 } from 'multiformats/bases/base32'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { create as createDigest } from 'multiformats/hashes/digest'
import { TritonError } from '../errors.ts'
import { KEY_BYTES } from '../limits.ts'

/** The multicodec of SHA-256. */
const SHA2_256 = 0x12
const HEX_KEY = /^[0-9a-f]{64}$/i
/** A CID that could be a key has 59 characters; of anything longer an error shows the beginning. */
const SHOWN_MAX = 80

/** The key as people see it: a CIDv1 (raw, sha2-256) in base32. Throws `BadRequest` unless it has 32 bytes. */
export function formatKey(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) {
    throw new TritonError(
      'BadRequest',
      `could not format a key: ${KEY_BYTES} bytes needed, got ${key.length}`,
    )
  }
  return CID.createV1(raw.code, createDigest(SHA2_256, key)).toString(base32)
}

/**
 * The 32 bytes of a key written exactly as `formatKey` does, or as 64 hex digits of either case. Throws `BadRequest`
 * for anything else, a key's other spellings as a CID included (upper case, padding, another base).
 */
export function parseKey(text: string): Uint8Array {
  if (HEX_KEY.test(text)) return new Uint8Array(Buffer.from(text, 'hex'))
  const key = parseCid(text).multihash.digest.slice()
  if (key.length !== KEY_BYTES || formatKey(key) !== text) throw notAKey(text)
  return key
}

function parseCid(text: string): CID {
  try {
    return CID.parse(text, base32)
  } catch (cause) {
    throw notAKey(text, cause)
  }
}

function notAKey(text: string, cause?: unknown): TritonError {
  const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
  const needed = 'a CIDv1 (raw, sha2-256, base32) or 64 hex digits needed'
  return new TritonError('BadRequest', `could not read the key "${shown}": ${needed}`, { cause })
}

/** Key number `index` of packed keys, as a view. */
export function keyAt(keys: Uint8Array, index: number): Uint8Array {
  return keys.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES)
}

/** Whether key `aIndex` of the packed keys `a` equals key `bIndex` of `b`. Both must exist. */
export function sameKey(a: Uint8Array, aIndex: number, b: Uint8Array, bIndex: number): boolean {
  const aStart = aIndex * KEY_BYTES
  const bStart = bIndex * KEY_BYTES
  for (let i = 0; i < KEY_BYTES; i++) {
    if (a[aStart + i] !== b[bStart + i]) return false
  }
  return true
}
