import { concat } from 'uint8arrays/concat'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { DRAIN_DEADLINE_MS, FRAME_PAYLOAD_MAX, STREAM_REQUESTS_MAX } from '../limits.ts'
import { encodeFrameHead } from '../wire/frame.ts'
import type { Header } from '../wire/generated/tritonring.ts'
import { Deadline } from './deadline.ts'
import type { Channel } from './transport.ts'

/** Messages that may wait in one outbox; who asks for more without reading what comes back is cut off. */
export const OUTBOX_MESSAGES_MAX = 4 * STREAM_REQUESTS_MAX
/** Frames that come to no more than this together leave in one write. */
const WRITE_TOGETHER_MAX = 64 * 1024
/** The most that one write hands to the channel: any frame but one whose header is very long. */
const WRITE_MAX = 2 * FRAME_PAYLOAD_MAX

interface Outgoing {
  header: Partial<Header>
  payload: Uint8Array
  offset: number
  begun: boolean
  sent: () => void
}

/**
 * Sends messages over one channel, cut into frames. Messages take turns frame by frame, so that a short one never
 * waits for the whole of a long one; what is queued in one turn of the event loop leaves together. A reader that
 * takes nothing for DRAIN_DEADLINE_MS is cut off, and so is one for whom OUTBOX_MESSAGES_MAX messages wait.
 */
export class Outbox {
  readonly #channel: Channel
  readonly #clock: Clock
  readonly #queue: Outgoing[] = []
  /** The rest of a frame that is longer than a write. */
  #unsent: Uint8Array | undefined
  #running = false
  #ended = false

  constructor(channel: Channel, clock: Clock) {
    this.#channel = channel
    this.#clock = clock
  }

  /** Queues a message; resolves when all of it has been copied for the channel, is withdrawn, or the channel has ended. */
  send(header: Partial<Header>, payload: Uint8Array): Promise<void> {
    if (this.#queue.length >= OUTBOX_MESSAGES_MAX) {
      this.#end(
        new TritonError('Busy', `peer ${this.#channel.peer} left ${OUTBOX_MESSAGES_MAX} messages unread`),
      )
    }
    if (this.#ended) return Promise.resolve()
    return new Promise((sent) => {
      this.#queue.push({ header, payload, offset: 0, begun: false, sent })
      if (this.#running) return
      this.#running = true
      process.nextTick(() => void this.#run())
    })
  }

  /** Takes back what has not been sent of a message. True when it was queued and none of it has been sent. */
  withdraw(id: number): boolean {
    const index = this.#queue.findIndex((message) => message.header.id === id)
    if (index < 0) return false
    const message = this.#queue.splice(index, 1)[0]!
    message.sent()
    return !message.begun
  }

  async #run(): Promise<void> {
    try {
      while (this.#queue.length > 0 || this.#unsent !== undefined) {
        if (this.#channel.writable) this.#write(this.#unsent ?? this.#nextFrames())
        else await this.#drained()
      }
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.#running = false
    }
  }

  #write(bytes: Uint8Array): void {
    this.#unsent = bytes.length > WRITE_MAX ? bytes.subarray(WRITE_MAX) : undefined
    this.#channel.send(bytes.length > WRITE_MAX ? bytes.subarray(0, WRITE_MAX) : bytes)
  }

  /** The next frame, and those behind it as far as they are short, as one piece of memory of their own. */
  #nextFrames(): Uint8Array {
    const pieces: Uint8Array[] = []
    let bytes = 0
    let next = this.#queue[0]
    while (next !== undefined && (bytes === 0 || bytes + remaining(next) <= WRITE_TOGETHER_MAX)) {
      this.#queue.shift()
      bytes += this.#takeFrame(next, pieces)
      next = this.#queue[0]
    }
    return pieces.length === 1 ? pieces[0]! : concat(pieces, bytes)
  }

  #takeFrame(message: Outgoing, pieces: Uint8Array[]): number {
    const { header, payload, offset } = message
    const length = Math.min(FRAME_PAYLOAD_MAX, payload.length - offset)
    const frameHeader: Partial<Header> = message.begun
      ? { id: header.id!, kind: header.kind!, op: header.op!, total: payload.length, offset }
      : { ...header, total: payload.length }
    const head = encodeFrameHead(frameHeader, length)
    pieces.push(head)
    if (length > 0) pieces.push(payload.subarray(offset, offset + length))
    message.offset += length
    message.begun = true
    if (message.offset < payload.length) this.#queue.push(message)
    else message.sent()
    return head.length + length
  }

  async #drained(): Promise<void> {
    const { peer } = this.#channel
    const deadline = new Deadline(this.#clock, DRAIN_DEADLINE_MS, { action: `send to peer ${peer}`, peer })
    try {
      while (!this.#channel.writable) await this.#channel.drained(deadline.signal)
    } finally {
      deadline.close()
    }
  }

  #end(reason: Error): void {
    if (this.#ended) return
    this.#ended = true
    this.#unsent = undefined
    for (const message of this.#queue.splice(0)) message.sent()
    this.#channel.abort(reason)
  }
}

/** Bytes that a message's next frame will come to, about. */
function remaining({ header, payload, offset }: Outgoing): number {
  return payload.length - offset + (header.body?.length ?? 0)
}
