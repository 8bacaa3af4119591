import { crc32 } from 'node:zlib'
import type { BlockBatch } from '../../block/batch.ts'
import { KEY_BYTES } from '../../limits.ts'
import { aligned, encodeHeader, type FrameHeader, FrameKind, frameBytes, unitChecksums } from './frame.ts'
import type { LogSegment } from './log-segment.ts'

/** A frame that has no place in the log yet. */
export interface LogEntry {
  /** `segment`, and `firstSlot` of blocks, are filled in when it is written. */
  header: FrameHeader
  /** What comes between header and blocks. */
  body: Uint8Array
  checksums: Uint32Array
  values: Uint8Array
  /** It frees room: it may be written in the reserve of a full disk. */
  urgent: boolean
  /** Called once it is synced, before anything else happens to the log. */
  onSynced: (segment: LogSegment, firstSlot: number) => void
}

const NOTHING = new Uint8Array(0)

/** A frame of blocks. Their bytes must not change until it is synced. */
export function blocksEntry(
  { keys, bytes, blockSize }: BlockBatch,
  options: Pick<LogEntry, 'urgent' | 'onSynced'>,
): LogEntry {
  const count = keys.length / KEY_BYTES
  const checksums = unitChecksums(bytes, blockSize)
  const body = new Uint8Array(keys.length + checksums.byteLength)
  body.set(keys)
  const view = new DataView(body.buffer, keys.length)
  for (let unit = 0; unit < checksums.length; unit++) view.setUint32(4 * unit, checksums[unit]!, true)
  const header = {
    kind: FrameKind.BLOCKS,
    count,
    blockSize,
    lastSize: bytes.length - (count - 1) * blockSize,
    firstSlot: 0,
    segment: 0,
    target: 0,
    bodyCrc: crc32(body),
  }
  return { header, body, checksums, values: bytes, ...options }
}

/** A frame that says that the blocks in some slots of the segment `target` are held no longer. */
export function deletionsEntry(target: LogSegment, slots: readonly number[]): LogEntry {
  const body = new Uint8Array(2 * slots.length)
  const view = new DataView(body.buffer)
  for (const [i, slot] of slots.entries()) view.setUint16(2 * i, slot, true)
  const header = {
    kind: FrameKind.DELETED,
    count: slots.length,
    blockSize: 0,
    lastSize: 0,
    firstSlot: 0,
    segment: 0,
    target: target.number,
    bodyCrc: crc32(body),
  }
  return { header, body, checksums: new Uint32Array(0), values: NOTHING, urgent: true, onSynced: () => {} }
}

/** The bytes of an entry's frame, ready to be written. */
export function partsOf({ header, body, values }: LogEntry): Uint8Array[] {
  const parts = [encodeHeader(header), body]
  if (values.length > 0) parts.push(values)
  const filled = frameBytes(header)
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  if (filled > length) parts.push(new Uint8Array(aligned(length) - length))
  return parts
}
