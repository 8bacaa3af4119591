import { hash } from 'node:crypto'
import { TritonError } from '../errors.ts'
import { KEY_BYTES, TOKENS_PER_WEIGHT, WEIGHT_MAX } from '../limits.ts'

const POSITION_BYTES = 6
/** Positions taken from one SHA-256 digest; its last two bytes are not used. */
const POSITIONS_PER_DIGEST = 5
const LOW_RANGE = 2 ** 16

/** The position of a key: its first 6 bytes, big-endian. `key` has at least 6 bytes. */
export function position(key: Uint8Array): number {
  return highAt(key, 0) * LOW_RANGE + lowAt(key, 0)
}

/** The position of the `index`-th of packed 32-byte keys. */
export function positionAt(keys: Uint8Array, index: number): number {
  const offset = index * KEY_BYTES
  return highAt(keys, offset) * LOW_RANGE + lowAt(keys, offset)
}

/** The upper 32 bits of the position of the key at byte `offset`. */
export function highAt(keys: Uint8Array, offset: number): number {
  return (
    ((keys[offset]! << 24) | (keys[offset + 1]! << 16) | (keys[offset + 2]! << 8) | keys[offset + 3]!) >>> 0
  )
}

/** The lower 16 bits of the position of the key at byte `offset`. */
export function lowAt(keys: Uint8Array, offset: number): number {
  return (keys[offset + 4]! << 8) | keys[offset + 5]!
}

/** How many tokens a peer of `weight` has: 128 a unit, rounded (half up), at least 1. Throws `BadRequest`. */
export function tokenCount(weight: number): number {
  if (!(weight > 0 && weight <= WEIGHT_MAX)) {
    throw new TritonError(
      'BadRequest',
      `could not give tokens to a peer of weight ${weight}: a weight is over 0 and at most ${WEIGHT_MAX}`,
    )
  }
  return Math.max(1, Math.floor(weight * TOKENS_PER_WEIGHT + 0.5))
}

/**
 * The tokens of a peer, in the order of their derivation (not of their positions):
 *
 *     base      = SHA-256( u32be(length of seed) ‖ seed ‖ utf8(peerId) )
 *     digest[c] = SHA-256( base ‖ u32be(c) )                  for c = 0, 1, 2, …
 *     token[5c + j] = bytes 6j to 6j + 5 of digest[c], big-endian, for j = 0 … 4
 *
 * A peer of weight w takes the first `tokenCount(w)`. So a greater weight only adds tokens, a smaller one only
 * takes some away. `seed` is what the coordinator drew at admission: without it a peer could try
 * identities until a token fell beside a key of its choice. Throws `BadRequest` for a weight out of bounds.
 */
export function tokensOf(peerId: string, seed: Uint8Array, weight: number): number[] {
  const count = tokenCount(weight)
  const input = derivationInput(peerId, seed)
  const tokens: number[] = []
  for (let counter = 0; tokens.length < count; counter++) {
    input.writeUInt32BE(counter, KEY_BYTES)
    const digest = hash('sha256', input, 'binary')
    const taken = Math.min(POSITIONS_PER_DIGEST, count - tokens.length)
    for (let j = 0; j < taken; j++) tokens.push(positionInDigest(digest, j * POSITION_BYTES))
  }
  return tokens
}

/** `base ‖ u32be(0)`; the counter is written over for each digest. */
function derivationInput(peerId: string, seed: Uint8Array): Buffer {
  const seedLength = Buffer.alloc(4)
  seedLength.writeUInt32BE(seed.length)
  const input = Buffer.alloc(KEY_BYTES + 4)
  hash('sha256', Buffer.concat([seedLength, seed, Buffer.from(peerId, 'utf8')]), 'buffer').copy(input)
  return input
}

/** Digests come as strings of a byte a character because Node makes those three times faster than buffers. */
function positionInDigest(digest: string, offset: number): number {
  let value = 0
  for (let i = 0; i < POSITION_BYTES; i++) value = value * 256 + digest.charCodeAt(offset + i)
  return value
}
