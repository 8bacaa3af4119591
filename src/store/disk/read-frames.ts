import { crc32 } from 'node:zlib'
import { BLOCK_SIZE_MAX, KEY_BYTES } from '../../limits.ts'
import type { OpenFile } from './file-system.ts'
import {
  bodyBytes,
  decodeHeader,
  FRAME_MAGIC,
  type FrameHeader,
  FrameKind,
  frameBytes,
  HEADER_BYTES,
  unitChecksums,
  valueBytes,
} from './frame.ts'
import { SLOTS_MAX } from './key-index.ts'

/** Read at once: headers and keys of many small frames; of a large one little more than its keys. */
const WINDOW_BYTES = 256 * 1024

/** A frame as it stands in a file. */
export interface FrameFound {
  header: FrameHeader
  /** Of its header, in the file. */
  at: number
  /** Keys and checksums, or slots. Shorter than it should be at the end of a truncated file. */
  body: Uint8Array
  /** Whether the body is as it was written; with `checkValues` also the blocks. */
  intact: boolean
}

/**
 * All frames of a log segment's file that still have a whole header, in order; what lies between them is passed over.
 * Blocks are read and checked only with `checkValues`.
 */
export async function readFrames(
  file: OpenFile,
  number: number,
  checkValues: boolean,
): Promise<FrameFound[]> {
  const size = await file.size()
  const window = new Window(file)
  const frames: FrameFound[] = []
  let slot = 0
  for (let at: number | undefined = 0; at !== undefined && at < size; ) {
    const header: FrameHeader | undefined = decodeHeader(await window.read(at, HEADER_BYTES), number)
    if (header === undefined || !isPlausible(header, slot)) {
      at = await nextMagic(window, at + 1, size)
      continue
    }
    const body = (await window.read(at + HEADER_BYTES, bodyBytes(header))).slice()
    let intact =
      body.length === bodyBytes(header) && crc32(body) === header.bodyCrc && at + frameBytes(header) <= size
    if (intact && checkValues) intact = await valuesIntact(file, header, at, body)
    frames.push({ header, at, body, intact })
    if (header.kind === FrameKind.BLOCKS) slot = header.firstSlot + header.count
    at += frameBytes(header)
  }
  return frames
}

/** A part of a file kept in memory, so that frames which follow each other need no read of their own. */
class Window {
  readonly #file: OpenFile
  readonly #room = new Uint8Array(WINDOW_BYTES)
  #bytes = this.#room
  #at = 0

  constructor(file: OpenFile) {
    this.#file = file
    this.#bytes = this.#room.subarray(0, 0)
  }

  /** `length` bytes from a position, fewer at the end of the file; valid until the next call. */
  async read(at: number, length: number): Promise<Uint8Array> {
    if (at < this.#at || at + length > this.#at + this.#bytes.length) await this.#fill(at, length)
    return this.#bytes.subarray(at - this.#at, at - this.#at + length)
  }

  async #fill(at: number, length: number): Promise<void> {
    const room = length > this.#room.length ? new Uint8Array(length) : this.#room
    this.#bytes = room.subarray(0, await this.#file.read(room, at))
    this.#at = at
  }
}

function isPlausible(header: FrameHeader, slot: number): boolean {
  const { kind, count, blockSize, lastSize, firstSlot } = header
  if (count < 1 || count > SLOTS_MAX) return false
  if (kind === FrameKind.DELETED) return true
  const sizes = blockSize >= 1 && blockSize <= BLOCK_SIZE_MAX && lastSize >= 1 && lastSize <= blockSize
  return sizes && firstSlot >= slot && firstSlot + count <= SLOTS_MAX
}

/** The first position from `from` on where the magic of a frame stands; undefined where none does. */
async function nextMagic(window: Window, from: number, size: number): Promise<number | undefined> {
  for (let at = from; at < size; at += WINDOW_BYTES - FRAME_MAGIC.length + 1) {
    const found = Buffer.from(await window.read(at, WINDOW_BYTES)).indexOf(FRAME_MAGIC)
    if (found >= 0) return at + found
  }
  return undefined
}

async function valuesIntact(
  file: OpenFile,
  header: FrameHeader,
  at: number,
  body: Uint8Array,
): Promise<boolean> {
  if (header.kind === FrameKind.DELETED) return true
  const values = await readValues(file, header, at)
  const found = unitChecksums(values, header.blockSize)
  const kept = checksumsOf(header, body)
  return values.length === valueBytes(header) && found.every((checksum, unit) => checksum === kept[unit])
}

/** A frame's blocks, fewer bytes at the end of a truncated file. */
export async function readValues(file: OpenFile, header: FrameHeader, at: number): Promise<Uint8Array> {
  const values = new Uint8Array(valueBytes(header))
  return values.subarray(0, await file.read(values, at + HEADER_BYTES + bodyBytes(header)))
}

/** The packed keys in the body of a frame of blocks. */
export function keysOf({ count }: FrameHeader, body: Uint8Array): Uint8Array {
  return body.subarray(0, count * KEY_BYTES)
}

/** The checksums of units in the body of a frame of blocks. */
export function checksumsOf({ count }: FrameHeader, body: Uint8Array): Uint32Array {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const start = count * KEY_BYTES
  return Uint32Array.from({ length: (body.length - start) / 4 }, (_, unit) =>
    view.getUint32(start + 4 * unit, true),
  )
}

/** The slots in the body of a frame of deletions. */
export function slotsOf({ count }: FrameHeader, body: Uint8Array): Uint16Array {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, true))
}
