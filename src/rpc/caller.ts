import type { Clock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { NO_PAYLOAD } from '../wire/frame.ts'
import { type Header, Kind } from '../wire/generated/tritonring.ts'
import type { Method } from '../wire/method.ts'
import { decodeError, STATUS_OK } from '../wire/status.ts'
import { Inbox } from './inbox.ts'
import { Outbox } from './outbox.ts'
import type { Channel } from './transport.ts'
import { Turnstile } from './turnstile.ts'

export interface CallOptions {
  /** Request payload; must not change until the call ends. */
  payload?: Uint8Array
  signal?: AbortSignal | undefined
  /** Instead of the method's. */
  deadlineMs?: number
  /** Most payload bytes that the answer may have; counted as in flight. Default: none. */
  answerBytesMax?: number
}

export interface Answer<Response> {
  response: Response
  payload: Uint8Array
  /** The answering peer's epoch. */
  epoch: number
}

interface Pending {
  answerBytesMax: number
  settle: (header: Header, payload: Uint8Array) => void
  fail: (error: Error) => void
}

/** Makes many requests over one kept channel, pipelined, each under a deadline. */
export class Caller {
  readonly #channel: Channel
  readonly #clock: Clock
  readonly #epoch: () => number
  readonly #outbox: Outbox
  readonly #inbox: Inbox
  readonly #turnstile = new Turnstile()
  readonly #pending = new Map<number, Pending>()
  #nextId = 1
  #ended: Error | undefined

  constructor(channel: Channel, clock: Clock, epoch: () => number, onEnd: () => void) {
    this.#channel = channel
    this.#clock = clock
    this.#epoch = epoch
    this.#outbox = new Outbox(channel)
    this.#inbox = new Inbox({
      admit: (header) => this.#admit(header),
      deliver: (header, payload) => this.#pending.get(header.id)?.settle(header, payload),
    })
    channel.receive({
      onBytes: (bytes) => this.#inbox.push(bytes),
      onEnd: (reason) => {
        this.#end(reason)
        onEnd()
      },
    })
  }

  /**
   * Sends a request and resolves with its answer. Throws the error that the peer told, `Timeout` after the deadline,
   * `Aborted` when the signal fires, `Unavailable` when the channel ends first.
   */
  async call<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions,
  ): Promise<Answer<Response>> {
    const deadlineMs = options.deadlineMs ?? method.deadlineMs
    const { signal, close } = this.#deadline(method.name, deadlineMs, options.signal)
    const bytes = (options.payload?.length ?? 0) + (options.answerBytesMax ?? 0)
    try {
      await this.#turnstile.enter(bytes, signal)
      try {
        const { header, payload } = await this.#exchange(method, request, options, deadlineMs, signal)
        return { response: method.response.decode(header.body), payload, epoch: header.epoch }
      } finally {
        this.#turnstile.leave(bytes)
      }
    } finally {
      close()
    }
  }

  #exchange<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<{ header: Header; payload: Uint8Array }> {
    const id = this.#takeId()
    return new Promise<{ header: Header; payload: Uint8Array }>((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended)
      if (signal.aborted) return reject(signal.reason)
      const giveUp = () => {
        this.#outbox.withdraw(id)
        this.#inbox.drop(id)
        void this.#outbox.send({ id, kind: Kind.CANCEL, op: method.op }, NO_PAYLOAD)
        finish()
        reject(signal.reason)
      }
      const finish = () => {
        signal.removeEventListener('abort', giveUp)
        this.#pending.delete(id)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      this.#pending.set(id, {
        answerBytesMax: options.answerBytesMax ?? 0,
        settle: (header, payload) => {
          finish()
          if (header.status === STATUS_OK) resolve({ header, payload })
          else reject(decodeError(header.status, header.body, this.#channel.peer))
        },
        fail: (error) => {
          finish()
          reject(error)
        },
      })
      const header = {
        id,
        kind: Kind.REQUEST,
        op: method.op,
        epoch: this.#epoch(),
        deadline: Math.ceil(deadlineMs),
        body: method.request.encode(request),
      }
      void this.#outbox.send(header as Partial<Header>, options.payload ?? NO_PAYLOAD)
    })
  }

  #admit(header: Header): boolean {
    const pending = this.#pending.get(header.id)
    if (pending === undefined || header.kind !== Kind.RESPONSE) return false
    if (header.total <= pending.answerBytesMax) return true
    pending.fail(
      new TritonError(
        'TooLarge',
        `could not take an answer of ${header.total} bytes from peer ${this.#channel.peer}: expected at most ${pending.answerBytesMax}`,
        { peer: this.#channel.peer },
      ),
    )
    return false
  }

  #takeId(): number {
    const id = this.#nextId
    this.#nextId = id >= 0x7fffffff ? 1 : id + 1
    return id
  }

  #deadline(
    name: string,
    deadlineMs: number,
    outer: AbortSignal | undefined,
  ): { signal: AbortSignal; close: () => void } {
    const controller = new AbortController()
    const peer = this.#channel.peer
    const cancelTimer = this.#clock.after(deadlineMs, () => {
      controller.abort(
        new TritonError(
          'Timeout',
          `could not ${name} at peer ${peer}: no answer within ${Math.round(deadlineMs)} ms`,
          { peer },
        ),
      )
    })
    const onAbort = () => controller.abort(abortedBy(outer, name))
    if (outer?.aborted) onAbort()
    else outer?.addEventListener('abort', onAbort, { once: true })
    return {
      signal: controller.signal,
      close: () => {
        cancelTimer()
        outer?.removeEventListener('abort', onAbort)
      },
    }
  }

  #end(reason: Error | undefined): void {
    const peer = this.#channel.peer
    const why = reason === undefined ? 'it closed the stream' : reason.message
    this.#ended = new TritonError('Unavailable', `lost peer ${peer}: ${why}`, { peer, cause: reason })
    for (const pending of [...this.#pending.values()]) pending.fail(this.#ended)
  }
}

/** The reason of an aborted signal as a TritonError: the caller's own when it is one, else `Aborted`. */
function abortedBy(signal: AbortSignal | undefined, action: string): TritonError {
  const reason: unknown = signal?.reason
  return isTritonError(reason)
    ? reason
    : new TritonError('Aborted', `${action} was called off`, { cause: reason })
}
