import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { PING_MS, PINGS_UNANSWERED_MAX } from '../limits.ts'
import { BODY_BYTES_MAX, NO_PAYLOAD } from '../wire/frame.ts'
import { type Header, Kind } from '../wire/generated/tritonring.ts'
import type { Method } from '../wire/method.ts'
import { PING } from '../wire/ping.ts'
import { decodeError, STATUS_OK } from '../wire/status.ts'
import type { Deadline } from './deadline.ts'
import { Inbox, payloadMemory } from './inbox.ts'
import { Outbox } from './outbox.ts'
import { Pulse } from './pulse.ts'
import type { Channel } from './transport.ts'
import { Turnstile } from './turnstile.ts'

export interface CallOptions {
  /** Request payload; must not change until the call ends. */
  payload?: Uint8Array
  signal?: AbortSignal | undefined
  /** Milliseconds until the call is given up, connecting included, instead of the method's. */
  deadlineMs?: number
  /** Throw `Timeout` as soon as the peer falls silent, not only at the deadline: for what another peer can do as well. */
  endsInSilence?: boolean
  /** Most payload bytes that the answer may have; counted as in flight. Default: as many as `answerInto` holds, or none. */
  answerBytesMax?: number
  /**
   * Memory for the answer's payload, which then lies at its beginning; written to until the call ends. Callers that
   * fetch much and use the same memory again spare the garbage collector most of its work.
   */
  answerInto?: Uint8Array
  /** Called when the request is about to leave: from now on its outcome is unknown until the answer comes. */
  onSent?: (() => void) | undefined
}

export interface Answer<Response> {
  response: Response
  payload: Uint8Array
  /** The answering peer's epoch. */
  epoch: number
}

/** A request that waits for its answer. */
class PendingCall {
  readonly answer: Promise<{ header: Header; payload: Uint8Array }>
  readonly answerBytesMax: number
  readonly #memory: Uint8Array | undefined
  /** The answer's first frame has come. */
  answered = false
  #resolve!: (answer: { header: Header; payload: Uint8Array }) => void
  #reject!: (error: Error) => void

  constructor(options: CallOptions) {
    this.#memory = options.answerInto
    this.answerBytesMax = answerBytesMaxOf(options)
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Where the answer's payload goes. */
  memoryFor(total: number): Uint8Array {
    if (total === 0) return NO_PAYLOAD
    return this.#memory?.subarray(0, total) ?? payloadMemory(total)
  }

  settle(header: Header, payload: Uint8Array, peer: string): void {
    if (header.status === STATUS_OK) this.#resolve({ header, payload })
    else this.#reject(decodeError(header.status, header.body, peer))
  }

  fail(error: Error): void {
    this.answered = true
    this.#reject(error)
  }
}

/** Makes many requests over one kept channel, pipelined, each under a deadline. */
export class Caller {
  readonly #channel: Channel
  readonly #epoch: () => number
  readonly #outbox: Outbox
  readonly #turnstile = new Turnstile()
  readonly #inbox: Inbox
  readonly #pending = new Map<number, PendingCall>()
  readonly #pulse: Pulse
  /** Of calls that a silent peer ends. */
  readonly #endingInSilence = new Set<Deadline>()
  #nextId = 1
  #ended: TritonError | undefined

  /**
   * Calls `onEnd` once, when the channel has ended and no more calls can be made, and `onSilence` when the peer becomes
   * silent, or is no longer.
   */
  constructor(
    channel: Channel,
    clock: Clock,
    epoch: () => number,
    onEnd: () => void,
    onSilence: (silent: boolean) => void = () => {},
  ) {
    this.#channel = channel
    this.#epoch = epoch
    this.#pulse = new Pulse({
      clock,
      ping: () => this.#ping(),
      onChange: (silent) => {
        onSilence(silent)
        if (silent) this.#endInSilence()
      },
    })
    this.#outbox = new Outbox(channel, clock)
    this.#inbox = new Inbox({
      admit: (header) => this.#admit(header),
      deliver: (header, payload) => this.#pending.get(header.id)?.settle(header, payload, this.#channel.peer),
    })
    channel.receive({
      onBytes: (bytes) => {
        this.#pulse.heard()
        this.#inbox.push(bytes)
      },
      onEnd: (reason) => {
        this.#end(reason)
        onEnd()
      },
    })
  }

  /**
   * Sends a request and resolves with its answer. Throws the error that the peer told, the deadline's reason when its
   * end comes, `Unavailable` when the channel ends first, `TooLarge` before anything is sent when the request is
   * over its method's bounds, `Corrupt` when the answer cannot be read.
   */
  async call<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions,
    deadline: Deadline,
  ): Promise<Answer<Response>> {
    const payload = options.payload ?? NO_PAYLOAD
    const body = method.request.encode(request)
    checkRequest(method, body, payload)
    const bytes = payload.length + answerBytesMaxOf(options)
    if (options.endsInSilence) this.#endingInSilence.add(deadline)
    try {
      const answer = await this.#inTurn(bytes, deadline, () =>
        this.#exchange(method.op, body, options, deadline),
      )
      const { body: message, epoch } = answer.header
      return { response: this.#decode(method, message), payload: answer.payload, epoch }
    } finally {
      this.#endingInSilence.delete(deadline)
    }
  }

  async #inTurn<Result>(bytes: number, deadline: Deadline, work: () => Promise<Result>): Promise<Result> {
    await this.#turnstile.enter(bytes, deadline)
    this.#pulse.enter(bytes)
    try {
      return await work()
    } finally {
      this.#pulse.leave(bytes)
      this.#turnstile.leave(bytes)
    }
  }

  async #exchange(
    op: number,
    body: Uint8Array,
    options: CallOptions,
    deadline: Deadline,
  ): Promise<{ header: Header; payload: Uint8Array }> {
    if (this.#ended !== undefined) throw this.#ended
    deadline.throwIfEnded()
    const id = this.#takeId()
    const pending = new PendingCall(options)
    this.#pending.set(id, pending)
    const forget = deadline.onEnd((reason) => {
      this.#callOff(id, op)
      pending.fail(reason)
    })
    const header = { id, kind: Kind.REQUEST, op, epoch: this.#epoch(), deadline: deadline.leftMs() }
    options.onSent?.()
    void this.#outbox.send(
      { ...header, body: body as Uint8Array<ArrayBuffer> },
      options.payload ?? NO_PAYLOAD,
    )
    try {
      return await pending.answer
    } finally {
      forget()
      this.#pending.delete(id)
    }
  }

  /** Sends a request whose answer nobody waits for, before all that is asked later. */
  notify<Request, Response>(method: Method<Request, Response>, request: Partial<Request>): void {
    if (this.#ended !== undefined) return
    const body = method.request.encode(request) as Uint8Array<ArrayBuffer>
    void this.#outbox.send({ id: this.#takeId(), kind: Kind.REQUEST, op: method.op, body }, NO_PAYLOAD)
  }

  /** Whoever awaits an answer does so under another id: this one's only shows that the peer lives. */
  #ping(): void {
    void this.#outbox.send({ id: this.#takeId(), kind: Kind.REQUEST, op: PING.op }, NO_PAYLOAD)
  }

  #endInSilence(): void {
    const { peer } = this.#channel
    const text = `peer ${peer} is silent: it has left ${PINGS_UNANSWERED_MAX} pings unanswered for ${PING_MS} ms each`
    for (const deadline of [...this.#endingInSilence])
      deadline.end(new TritonError('Timeout', text, { peer }))
  }

  #takeId(): number {
    const id = this.#nextId
    this.#nextId = id >= 0x7fffffff ? 1 : id + 1
    return id
  }

  #callOff(id: number, op: number): void {
    this.#inbox.drop(id)
    if (!this.#outbox.withdraw(id)) void this.#outbox.send({ id, kind: Kind.CANCEL, op }, NO_PAYLOAD)
  }

  #admit(header: Header): Uint8Array | undefined {
    const pending = this.#pending.get(header.id)
    if (pending === undefined || pending.answered || header.kind !== Kind.RESPONSE) return undefined
    if (header.total <= pending.answerBytesMax) {
      pending.answered = true
      return pending.memoryFor(header.total)
    }
    this.#callOff(header.id, header.op)
    pending.fail(
      new TritonError(
        'TooLarge',
        `could not take an answer of ${header.total} bytes from peer ${this.#channel.peer}: expected at most ${pending.answerBytesMax}`,
        { peer: this.#channel.peer },
      ),
    )
    return undefined
  }

  #decode<Request, Response>(method: Method<Request, Response>, body: Uint8Array): Response {
    try {
      return method.response.decode(body)
    } catch (cause) {
      const { peer } = this.#channel
      throw new TritonError(
        'Corrupt',
        `could not ${method.name} at peer ${peer}: its answer's message of ${body.length} bytes is malformed`,
        { cause, peer },
      )
    }
  }

  #end(reason: Error | undefined): void {
    this.#pulse.stop()
    const peer = this.#channel.peer
    const why = reason === undefined ? 'it closed the stream' : reason.message
    this.#ended = new TritonError('Unavailable', `lost peer ${peer}: ${why}`, { peer, cause: reason })
    for (const [id, pending] of this.#pending) {
      this.#inbox.drop(id)
      pending.fail(this.#ended)
    }
  }
}

function answerBytesMaxOf({ answerBytesMax, answerInto }: CallOptions): number {
  return Math.min(answerBytesMax ?? answerInto?.length ?? 0, answerInto?.length ?? Number.POSITIVE_INFINITY)
}

function checkRequest(
  method: Method<never, never> | Method<unknown, unknown>,
  body: Uint8Array,
  payload: Uint8Array,
): void {
  if (payload.length > method.requestPayloadMax) {
    throw new TritonError(
      'TooLarge',
      `could not ${method.name}: ${payload.length} bytes are more than ${method.requestPayloadMax}`,
    )
  }
  if (body.length > BODY_BYTES_MAX) {
    throw new TritonError(
      'TooLarge',
      `could not ${method.name}: a message of ${body.length} bytes is more than ${BODY_BYTES_MAX}`,
    )
  }
}
