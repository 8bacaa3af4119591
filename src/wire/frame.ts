import { TritonError } from '../errors.ts'
import { FRAME_PAYLOAD_MAX, HEADER_BYTES_MAX, MESSAGE_PAYLOAD_MAX } from '../limits.ts'
import { Header } from './generated/tritonring.ts'

/**
 * A frame: u32 length of all that follows, u32 length of the header, the header (protobuf), the raw payload.
 * Integers are big-endian.
 */
export const FRAME_PREFIX_BYTES = 8

/** The longest `Header.body`: what HEADER_BYTES_MAX leaves beside the header's numbers, at most 55 bytes. */
export const BODY_BYTES_MAX = HEADER_BYTES_MAX - 64

/** The beginning of a frame, up to its payload, as one contiguous buffer. */
export function encodeFrameHead(header: Partial<Header>, payloadLength: number): Uint8Array {
  const encoded = Header.encode(header)
  const head = new Uint8Array(FRAME_PREFIX_BYTES + encoded.length)
  const view = new DataView(head.buffer)
  view.setUint32(0, 4 + encoded.length + payloadLength)
  view.setUint32(4, encoded.length)
  head.set(encoded, FRAME_PREFIX_BYTES)
  return head
}

/** Where a frame reader brings what it reads. */
export interface FrameSink {
  /**
   * A frame begins. Returns the memory of exactly `payloadLength` bytes that its payload goes to,
   * or undefined to pass the payload over.
   */
  onHead(header: Header, payloadLength: number): Uint8Array | undefined
  /** The frame's payload is complete. */
  onFrame(header: Header, payloadLength: number): void
}

/**
 * Cuts a byte stream, given in pieces of any size, into frames. Payload bytes are copied once, to where the sink
 * wants them. Limits are checked before anything is allocated; a breach throws (`TooLarge`, `Corrupt`), after which
 * the stream cannot be read on.
 */
export class FrameReader {
  readonly #sink: FrameSink
  /** The prefix, then prefix and header, as far as they have come. */
  #head = new Uint8Array(FRAME_PREFIX_BYTES)
  #headLength = 0
  #header: Header | undefined
  #payload: Uint8Array | undefined
  #payloadLength = 0
  #payloadRead = 0

  constructor(sink: FrameSink) {
    this.#sink = sink
  }

  push(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      at = this.#header === undefined ? this.#readHead(bytes, at) : this.#readPayload(bytes, at)
    }
  }

  /** Passes over what is still to come of the payload that is being read: its memory is not written to any more. */
  passOver(): void {
    this.#payload = undefined
  }

  #readHead(bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + this.#head.length - this.#headLength)
    this.#head.set(bytes.subarray(at, end), this.#headLength)
    this.#headLength += end - at
    if (this.#headLength < this.#head.length) return end
    if (this.#headLength === FRAME_PREFIX_BYTES) this.#expectHeader()
    else this.#beginFrame()
    return end
  }

  #expectHeader(): void {
    const view = new DataView(this.#head.buffer)
    const length = view.getUint32(0)
    const headerLength = view.getUint32(4)
    if (headerLength === 0 || headerLength > HEADER_BYTES_MAX) {
      throw new TritonError(
        headerLength === 0 ? 'Corrupt' : 'TooLarge',
        `could not read a frame: its header of ${headerLength} bytes is not within 1 and ${HEADER_BYTES_MAX}`,
      )
    }
    this.#payloadLength = length - 4 - headerLength
    if (this.#payloadLength < 0 || this.#payloadLength > FRAME_PAYLOAD_MAX) {
      throw new TritonError(
        this.#payloadLength < 0 ? 'Corrupt' : 'TooLarge',
        `could not read a frame: its payload of ${this.#payloadLength} bytes is not within 0 and ${FRAME_PAYLOAD_MAX}`,
      )
    }
    const grown = new Uint8Array(FRAME_PREFIX_BYTES + headerLength)
    grown.set(this.#head)
    this.#head = grown
  }

  #beginFrame(): void {
    const header = decodeHeader(this.#head.subarray(FRAME_PREFIX_BYTES))
    if (header.total > MESSAGE_PAYLOAD_MAX) {
      throw new TritonError(
        'TooLarge',
        `could not read a message: its ${header.total} bytes are more than ${MESSAGE_PAYLOAD_MAX}`,
      )
    }
    if (header.offset + this.#payloadLength > header.total) {
      throw new TritonError(
        'Corrupt',
        `could not read a message of ${header.total} bytes: a frame of it reaches ${header.offset + this.#payloadLength}`,
      )
    }
    this.#header = header
    this.#payloadRead = 0
    this.#payload = this.#sink.onHead(header, this.#payloadLength)
    if (this.#payloadLength === 0) this.#endFrame()
  }

  #readPayload(bytes: Uint8Array, at: number): number {
    const end = Math.min(bytes.length, at + this.#payloadLength - this.#payloadRead)
    this.#payload?.set(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end), this.#payloadRead)
    this.#payloadRead += end - at
    if (this.#payloadRead === this.#payloadLength) this.#endFrame()
    return end
  }

  #endFrame(): void {
    const header = this.#header as Header
    this.#header = undefined
    this.#payload = undefined
    this.#head = new Uint8Array(FRAME_PREFIX_BYTES)
    this.#headLength = 0
    this.#sink.onFrame(header, this.#payloadLength)
  }
}

function decodeHeader(bytes: Uint8Array): Header {
  try {
    return Header.decode(bytes)
  } catch (cause) {
    throw new TritonError(
      'Corrupt',
      `could not read a frame: its header of ${bytes.length} bytes is no Header message`,
      { cause },
    )
  }
}

/** A payload of no bytes. */
export const NO_PAYLOAD: Uint8Array = new Uint8Array(0)
