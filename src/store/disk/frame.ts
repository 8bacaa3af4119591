import { crc32 } from 'node:zlib'
import { KEY_BYTES } from '../../limits.ts'

/**
 * What a log segment is made of. All numbers are 32 bits, little-endian:
 *
 *   magic, kind, count, blockSize, lastSize, firstSlot, segment, target, CRC-32 of the body, CRC-32 of the header
 *
 * then the body, and for BLOCKS the blocks back to back; a frame is filled up to a multiple of 8 bytes.
 *
 * - BLOCKS: `count` blocks of `blockSize` bytes, the last of `lastSize`, which take the slots from `firstSlot` on.
 *   The body is their keys and a CRC-32 of each *unit*, some neighbouring blocks that are checked together.
 * - DELETED: the body is `count` slots (16 bits each) of the segment `target` whose blocks are held no longer.
 *
 * `segment` is the number of the file that the frame stands in.
 */
export interface FrameHeader {
  kind: FrameKind
  count: number
  blockSize: number
  lastSize: number
  firstSlot: number
  segment: number
  target: number
  bodyCrc: number
}

export const FrameKind = { BLOCKS: 1, DELETED: 2 } as const
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind]

/** "TtB1". */
export const FRAME_MAGIC = Uint8Array.of(0x54, 0x74, 0x42, 0x31)
export const HEADER_BYTES = 40
const HEADER_CRC_AT = HEADER_BYTES - 4
/** Blocks are checked by the page: reading one block of 64 bytes costs the disk a page anyway. */
const UNIT_BYTES = 4096
const ALIGNMENT = 8

export function encodeHeader(header: FrameHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  const { kind, count, blockSize, lastSize, firstSlot, segment, target, bodyCrc } = header
  bytes.set(FRAME_MAGIC)
  for (const [i, word] of [kind, count, blockSize, lastSize, firstSlot, segment, target, bodyCrc].entries())
    view.setUint32(4 + 4 * i, word, true)
  view.setUint32(HEADER_CRC_AT, crc32(bytes.subarray(0, HEADER_CRC_AT)), true)
  return bytes
}

/** Undefined where no whole header of a frame of `segment` begins at `bytes`. */
export function decodeHeader(bytes: Uint8Array, segment: number): FrameHeader | undefined {
  if (bytes.length < HEADER_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  if (view.getUint32(HEADER_CRC_AT, true) !== crc32(bytes.subarray(0, HEADER_CRC_AT))) return undefined
  const word = (index: number) => view.getUint32(4 * index, true)
  const kind = word(1)
  if (kind !== FrameKind.BLOCKS && kind !== FrameKind.DELETED) return undefined
  const [count, blockSize, lastSize, firstSlot] = [word(2), word(3), word(4), word(5)]
  if (word(6) !== segment || FRAME_MAGIC.some((byte, i) => bytes[i] !== byte)) return undefined
  return { kind, count, blockSize, lastSize, firstSlot, segment, target: word(7), bodyCrc: word(8) }
}

/** Blocks of a unit. */
export function unitBlocks(blockSize: number): number {
  return Math.max(1, Math.floor(UNIT_BYTES / blockSize))
}

export function unitCount(count: number, blockSize: number): number {
  return Math.ceil(count / unitBlocks(blockSize))
}

/** The checksum of each unit of blocks that lie back to back. */
export function unitChecksums(values: Uint8Array, blockSize: number): Uint32Array {
  const unitBytes = unitBlocks(blockSize) * blockSize
  const checksums = new Uint32Array(Math.ceil(values.length / unitBytes))
  for (let unit = 0; unit < checksums.length; unit++)
    checksums[unit] = crc32(values.subarray(unit * unitBytes, (unit + 1) * unitBytes))
  return checksums
}

/** Bytes between the header and the blocks. */
export function bodyBytes({ kind, count, blockSize }: FrameHeader): number {
  if (kind === FrameKind.DELETED) return 2 * count
  return count * KEY_BYTES + 4 * unitCount(count, blockSize)
}

/** Bytes of a frame's blocks. */
export function valueBytes({ kind, count, blockSize, lastSize }: FrameHeader): number {
  return kind === FrameKind.DELETED ? 0 : (count - 1) * blockSize + lastSize
}

export function frameBytes(header: FrameHeader): number {
  return aligned(HEADER_BYTES + bodyBytes(header) + valueBytes(header))
}

export function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
