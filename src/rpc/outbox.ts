import { concat } from 'uint8arrays/concat'
import { TritonError } from '../errors.ts'
import { DRAIN_DEADLINE_MS, FRAME_PAYLOAD_MAX } from '../limits.ts'
import { encodeFrameHead } from '../wire/frame.ts'
import type { Header } from '../wire/generated/tritonring.ts'
import type { Channel } from './transport.ts'

interface Outgoing {
  header: Partial<Header>
  payload: Uint8Array
  offset: number
  sent: () => void
}

/** Below this a payload is copied behind its head: two writes cost more than so many bytes. */
const COALESCE_MAX = 8192

/**
 * Sends messages over one channel, cut into frames. Messages take turns frame by frame, so that a short one never
 * waits for the whole of a long one. A reader that takes nothing for DRAIN_DEADLINE_MS is cut off.
 */
export class Outbox {
  readonly #channel: Channel
  readonly #queue: Outgoing[] = []
  #running = false

  constructor(channel: Channel) {
    this.#channel = channel
  }

  /** Queues a message; resolves when the channel has taken all of it, or has ended. The payload must not change until then. */
  send(header: Partial<Header>, payload: Uint8Array): Promise<void> {
    return new Promise((sent) => {
      this.#queue.push({ header, payload, offset: 0, sent })
      if (!this.#running) void this.#run()
    })
  }

  /** Withdraws what is queued of a message; resolves nothing. Frames already sent stay sent. */
  withdraw(id: number): boolean {
    const index = this.#queue.findIndex((message) => message.header.id === id)
    if (index < 0) return false
    const [message] = this.#queue.splice(index, 1)
    message?.sent()
    return true
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        if (!this.#channel.writable) await this.#drained()
        this.#sendFrame(next)
        if (next.offset < next.payload.length) this.#queue.push(next)
        else next.sent()
      }
    } catch (error) {
      this.#channel.abort(error instanceof Error ? error : new Error(String(error)))
      for (const message of this.#queue.splice(0)) message.sent()
    } finally {
      this.#running = false
    }
  }

  #sendFrame(message: Outgoing): void {
    const { header, payload, offset } = message
    const length = Math.min(FRAME_PAYLOAD_MAX, payload.length - offset)
    const frameHeader =
      offset === 0
        ? { ...header, total: payload.length }
        : { id: header.id, kind: header.kind, op: header.op, total: payload.length, offset }
    const head = encodeFrameHead(frameHeader as Partial<Header>, length)
    message.offset += length
    const body = payload.subarray(offset, offset + length)
    if (length <= COALESCE_MAX) {
      this.#channel.send(concat([head, body], head.length + length))
    } else {
      this.#channel.send(head)
      this.#channel.send(body)
    }
  }

  async #drained(): Promise<void> {
    const deadline = new AbortController()
    const timer = setTimeout(() => {
      deadline.abort(
        new TritonError('Timeout', `peer ${this.#channel.peer} read nothing for ${DRAIN_DEADLINE_MS} ms`),
      )
    }, DRAIN_DEADLINE_MS)
    try {
      while (!this.#channel.writable) await this.#channel.drained(deadline.signal)
    } finally {
      clearTimeout(timer)
    }
  }
}
