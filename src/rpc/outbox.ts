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
/** Frames that come to no more than this together leave in one write; of longer ones nothing is copied. */
const WRITE_TOGETHER_MAX = 64 * 1024
/** The most that one write hands to the channel. */
const WRITE_MAX = FRAME_PAYLOAD_MAX

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
  /** What is left of frames that have left the queue. */
  #unsent: Uint8Array[] = []
  #running = false
  #ended = false

  constructor(channel: Channel, clock: Clock) {
    this.#channel = channel
    this.#clock = clock
  }

  /**
   * Queues a message, whose payload must not change any more. Resolves when the last of it is on its way or withdrawn,
   * or the channel has ended.
   */
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
      while (this.#unsent.length > 0 || this.#queue.length > 0) {
        if (this.#channel.writable) await this.#write(this.#nextWrite())
        else await this.#drained()
      }
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)))
    } finally {
      this.#running = false
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    const turn = bytes.length > WRITE_TOGETHER_MAX ? this.#channel.turnFor?.(bytes.length) : undefined
    if (turn !== undefined) await turn
    this.#channel.send(bytes)
  }

  #nextWrite(): Uint8Array {
    if (this.#unsent.length === 0) this.#unsent = this.#takeFrames()
    const next = this.#unsent.shift()!
    if (next.length <= WRITE_MAX) return next
    this.#unsent.unshift(next.subarray(WRITE_MAX))
    return next.subarray(0, WRITE_MAX)
  }

  /** The next frame, or as many as are short enough to leave together, in one piece of memory. */
  #takeFrames(): Uint8Array[] {
    const pieces: Uint8Array[] = []
    let bytes = 0
    let next = this.#queue[0]
    while (next !== undefined && (bytes === 0 || bytes + bytesLeft(next) <= WRITE_TOGETHER_MAX)) {
      this.#queue.shift()
      bytes += this.#takeFrame(next, pieces)
      next = this.#queue[0]
    }
    return pieces.length > 1 && bytes <= WRITE_TOGETHER_MAX ? [concat(pieces, bytes)] : pieces
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
    this.#unsent = []
    for (const message of this.#queue.splice(0)) message.sent()
    this.#channel.abort(reason)
  }
}

/** What a message still comes to, but for the header's numbers. */
function bytesLeft({ header, payload, offset }: Outgoing): number {
  return payload.length - offset + (header.body?.length ?? 0)
}
