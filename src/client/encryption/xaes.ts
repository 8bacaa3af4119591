import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Of a nonce and a tag, in bytes; a key has 32. */
export const XAES_NONCE_BYTES = 24
export const XAES_TAG_BYTES = 16

const GCM_NONCE_BYTES = 12
/** AES keys made from a key and the first half of a nonce: SP 800-108 in counter mode with CMAC. */
const COUNTERS = [1, 2]

/**
 * Encrypts with XAES-256-GCM (C2SP): AES-256-GCM under a key of its own for each nonce, so that a nonce of 192 bits can be
 * drawn at random, or from the content, without end. Resolves with ciphertext and tag.
 */
export function xaesSeal(
  key: Uint8Array,
  nonce: Uint8Array,
  bytes: Uint8Array,
  about: Uint8Array,
): Uint8Array[] {
  const cipher = createCipheriv('aes-256-gcm', derivedKey(key, nonce), nonce.subarray(GCM_NONCE_BYTES))
  cipher.setAAD(about)
  const sealed = cipher.update(bytes)
  cipher.final()
  return [sealed, cipher.getAuthTag()]
}

/** The bytes that were sealed; undefined where key, nonce, bytes, tag or `about` are not what they were. */
export function xaesOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  tag: Uint8Array,
  about: Uint8Array,
): Uint8Array | undefined {
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(key, nonce), nonce.subarray(GCM_NONCE_BYTES))
  decipher.setAAD(about)
  decipher.setAuthTag(tag)
  const bytes = decipher.update(sealed)
  try {
    decipher.final()
    return bytes
  } catch {
    return undefined
  }
}

function derivedKey(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const mask = doubled(aes(key, new Uint8Array(16)))
  const message = new Uint8Array(16 * COUNTERS.length)
  for (const [index, counter] of COUNTERS.entries()) {
    const at = 16 * index
    message.set([0, counter, 0x58, 0], at)
    message.set(nonce.subarray(0, GCM_NONCE_BYTES), at + 4)
    for (let i = 0; i < 16; i++) message[at + i]! ^= mask[i]!
  }
  return aes(key, message)
}

function aes(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  return createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(blocks)
}

/** Times x in GF(2^128), as CMAC makes its first subkey. */
function doubled(block: Uint8Array): Uint8Array {
  const result = new Uint8Array(16)
  for (let i = 0; i < 16; i++) result[i] = (block[i]! << 1) | ((block[i + 1] ?? 0) >> 7)
  if ((block[0]! & 0x80) !== 0) result[15]! ^= 0x87
  return result
}
