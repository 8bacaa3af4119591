import { TritonError } from '../errors.ts'
import { FILE_SIZE_MAX, KEY_BYTES, PAGE_KEYS } from '../limits.ts'
import { blockCount, isBlockSize } from './block-size.ts'

/** Bytes of an encoded root: magic 7, version 1, size 8, block size 4, depth 1, top key 32; integers big-endian. */
export const ROOT_BYTES = 53
/** What the root of an encrypted file has more: its version is 2. What it means is the client's business. */
export const SEAL_BYTES = 64

const MAGIC = 'TTROOT\0'
const VERSION = 1
const VERSION_SEALED = 2
const VERSION_AT = 7
const SIZE_AT = 8
const BLOCK_SIZE_AT = 16
const DEPTH_AT = 20
const TOP_AT = 21

/** What a root block says about its file. */
export interface Root {
  /** Bytes of the file. */
  size: number
  /** Bytes of a block; the last one may be shorter. */
  blockSize: number
  /** Levels of pages between `top` and the data's keys. */
  depth: number
  /** Key of the one page of the highest level; at depth 0 that of the only block, zeros for the empty file. */
  top: Uint8Array
  /** Of an encrypted file, whose size is that of its encrypted bytes: SEAL_BYTES that its reader understands. */
  seal?: Uint8Array
}

/** Levels of pages that `count` keys need: 0 up to one key, else the smallest d with `pageKeys`^d >= `count`. `pageKeys` is at least 2. */
export function manifestDepth(count: number, pageKeys: number = PAGE_KEYS): number {
  let depth = 0
  for (let pages = count; pages > 1; pages = blockCount(pages, pageKeys)) depth++
  return depth
}

/** The root as a block. Its fields are taken as they are; `decodeRoot` is where they are checked. */
export function encodeRoot(root: Root): Uint8Array {
  if (root.seal === undefined) return rootBody(root)
  const bytes = new Uint8Array(ROOT_BYTES + SEAL_BYTES)
  bytes.set(rootBody(root))
  bytes[VERSION_AT] = VERSION_SEALED
  bytes.set(root.seal, ROOT_BYTES)
  return bytes
}

/** The root without its seal, as a block of `ROOT_BYTES`. */
export function rootBody(root: Root): Uint8Array {
  const bytes = new Uint8Array(ROOT_BYTES)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < MAGIC.length; i++) bytes[i] = MAGIC.charCodeAt(i)
  bytes[VERSION_AT] = VERSION
  view.setBigUint64(SIZE_AT, BigInt(root.size))
  view.setUint32(BLOCK_SIZE_AT, root.blockSize)
  bytes[DEPTH_AT] = root.depth
  bytes.set(root.top, TOP_AT)
  return bytes
}

/**
 * Reads a root block; `top` is a copy. Throws `Corrupt` unless every field holds what `encodeRoot` could have
 * written for an existing file: so a data block whose key is taken for a root is refused.
 */
export function decodeRoot(bytes: Uint8Array, pageKeys: number = PAGE_KEYS): Root {
  const sealed = bytes.length === ROOT_BYTES + SEAL_BYTES
  demand(sealed || bytes.length === ROOT_BYTES, `${ROOT_BYTES} bytes`, bytes.length)
  for (let i = 0; i < MAGIC.length; i++) demand(bytes[i] === MAGIC.charCodeAt(i), 'the tag TTROOT', 'another')
  const version = sealed ? VERSION_SEALED : VERSION
  demand(bytes[VERSION_AT] === version, `version ${version}`, bytes[VERSION_AT]!)
  const root = readFields(bytes)
  const { size, blockSize, depth, top } = root
  demand(size <= FILE_SIZE_MAX, `a size up to ${FILE_SIZE_MAX} bytes`, size)
  demand(isBlockSize(blockSize), 'a block size within its limits', blockSize)
  const depthNeeded = manifestDepth(blockCount(size, blockSize), pageKeys)
  demand(depth === depthNeeded, `depth ${depthNeeded} for ${size} bytes in blocks of ${blockSize}`, depth)
  demand(size > 0 || top.every((byte) => byte === 0), 'no top key for an empty file', 'one')
  return sealed ? { ...root, seal: bytes.slice(ROOT_BYTES) } : root
}

function readFields(bytes: Uint8Array): Root {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return {
    size: Number(view.getBigUint64(SIZE_AT)),
    blockSize: view.getUint32(BLOCK_SIZE_AT),
    depth: bytes[DEPTH_AT]!,
    top: new Uint8Array(bytes.subarray(TOP_AT, TOP_AT + KEY_BYTES)),
  }
}

function demand(holds: boolean, needed: string, got: string | number): void {
  if (!holds) throw new TritonError('Corrupt', `could not read a root: ${needed} needed, got ${got}`)
}
