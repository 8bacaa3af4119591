import crypto from 'node:crypto'
import { createRequire } from 'node:module'
import { TritonError } from '../errors.ts'
import { KEY_BYTES, SLAB_BYTES } from '../limits.ts'
import { blockCount } from './block-size.ts'

/** The only size that hashtree takes: two nodes of a Merkle tree, or one of our default blocks. */
const NATIVE_BLOCK_BYTES = 64
/** Input of one native call: 0.6 ms of work. Longer calls gain nothing (bench/benches/hash.ts). */
const NATIVE_CALL_BYTES = SLAB_BYTES
/** Enough to pass through each of hashtree's vector widths (16, 8, 4, 2 and 1 blocks at once). */
const PROBE_BLOCKS = 31

/** SHA-256 of every 64 bytes of `blocks`, packed into `keys`, which is exactly half as long. */
type HashInto = (blocks: Uint8Array, keys: Uint8Array) => void
/** SHA-256 of `bytes` as 32 characters of one byte each: for small blocks twice as fast as a Buffer. */
type Sha256 = (bytes: Uint8Array) => string

const oneShot: Sha256 = (bytes) => crypto.hash('sha256', bytes, 'binary')
const incremental: Sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('binary')

/** One way to compute keys. All ways give equal results. */
export class Hasher {
  readonly #hashInto: HashInto | undefined
  readonly #sha256: Sha256

  constructor(hashInto: HashInto | undefined, sha256: Sha256) {
    this.#hashInto = hashInto
    this.#sha256 = sha256
  }

  /** Whether 64-byte blocks are hashed in native batches. */
  get native(): boolean {
    return this.#hashInto !== undefined
  }

  /** See `hashBlocks`. */
  hashBlocks(bytes: Uint8Array, blockSize: number, keys?: Uint8Array): Uint8Array {
    if (!Number.isInteger(blockSize) || blockSize < 1) {
      throw new TritonError(
        'BadRequest',
        `could not hash blocks of ${blockSize} bytes: a whole number needed`,
      )
    }
    const out = roomForKeys(blockCount(bytes.length, blockSize), keys)
    const done =
      blockSize === NATIVE_BLOCK_BYTES && this.#hashInto ? hashNative(this.#hashInto, bytes, out) : 0
    this.#hashRest(bytes, blockSize, out, done)
    return out
  }

  #hashRest(bytes: Uint8Array, blockSize: number, keys: Uint8Array, first: number): void {
    const sha256 = this.#sha256
    let at = first * KEY_BYTES
    for (let start = first * blockSize; start < bytes.length; start += blockSize) {
      const digest = sha256(bytes.subarray(start, start + blockSize))
      for (let i = 0; i < KEY_BYTES; i++) keys[at++] = digest.charCodeAt(i)
    }
  }
}

/** Hashes the whole 64-byte blocks of `bytes`; returns their number. */
function hashNative(hashInto: HashInto, bytes: Uint8Array, keys: Uint8Array): number {
  const end = bytes.length - (bytes.length % NATIVE_BLOCK_BYTES)
  for (let start = 0; start < end; start += NATIVE_CALL_BYTES) {
    const stop = Math.min(end, start + NATIVE_CALL_BYTES)
    hashInto(bytes.subarray(start, stop), keys.subarray(start / 2, stop / 2))
  }
  return end / NATIVE_BLOCK_BYTES
}

function roomForKeys(count: number, keys: Uint8Array | undefined): Uint8Array {
  const needed = count * KEY_BYTES
  if (keys === undefined) return new Uint8Array(needed)
  if (keys.length < needed) {
    throw new TritonError(
      'BadRequest',
      `could not hash ${count} blocks: room for keys of ${needed} bytes needed, got ${keys.length}`,
    )
  }
  return keys.subarray(0, needed)
}

/** hashtree's `hashInto`, or undefined where its package has no binary for this platform or a wrong one. */
function loadHashtree(): HashInto | undefined {
  try {
    const { hashInto } = createRequire(import.meta.url)('@chainsafe/hashtree') as { hashInto: HashInto }
    return agrees(hashInto) ? hashInto : undefined
  } catch {
    return undefined
  }
}

/** Whether the native batches equal plain SHA-256 here: a key once wrong is a block lost. */
function agrees(hashInto: HashInto): boolean {
  const blocks = Uint8Array.from({ length: PROBE_BLOCKS * NATIVE_BLOCK_BYTES }, (_, i) => i * 31)
  const native = new Hasher(hashInto, incremental).hashBlocks(blocks, NATIVE_BLOCK_BYTES)
  const plain = new Hasher(undefined, incremental).hashBlocks(blocks, NATIVE_BLOCK_BYTES)
  return Buffer.compare(native, plain) === 0
}

export interface HasherOptions {
  /** False: never hashtree. */
  native?: boolean
  /** False: never `crypto.hash`, but an object a block, as before Node 20.12. */
  oneShot?: boolean
}

/** The fastest hasher of this platform within `options`. */
export function createHasher(options: HasherOptions = {}): Hasher {
  const hashInto = options.native === false ? undefined : loadHashtree()
  const hasOneShot = options.oneShot !== false && typeof crypto.hash === 'function'
  return new Hasher(hashInto, hasOneShot ? oneShot : incremental)
}

/** The hasher of this process, chosen at load. */
export const hasher: Hasher = createHasher()

/**
 * The packed keys (SHA-256, 32 bytes each) of `bytes` cut every `blockSize` bytes, at least 1. The last block may
 * be shorter and is hashed as it is, never padded; no bytes have no keys. Written to the beginning of `keys`
 * where given, of which the part written is returned. Throws `BadRequest` when `keys` is too short.
 */
export function hashBlocks(bytes: Uint8Array, blockSize: number, keys?: Uint8Array): Uint8Array {
  return hasher.hashBlocks(bytes, blockSize, keys)
}

/** The key of one block, which is not empty. */
export function hashBlock(bytes: Uint8Array): Uint8Array {
  return hasher.hashBlocks(bytes, bytes.length)
}
