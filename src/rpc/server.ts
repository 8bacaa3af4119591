import { TritonError } from '../errors.ts'
import { SERVER_BYTES_MAX, SERVER_REPLICATION_BYTES_MAX, STREAM_REQUESTS_MAX } from '../limits.ts'
import { NO_PAYLOAD } from '../wire/frame.ts'
import { type Header, Kind } from '../wire/generated/tritonring.ts'
import type { Method } from '../wire/method.ts'
import { encodeError, STATUS_OK } from '../wire/status.ts'
import { Inbox } from './inbox.ts'
import { Outbox } from './outbox.ts'
import type { Channel } from './transport.ts'

export interface RequestContext {
  /** Who asks. */
  peer: string
  /** The epoch that the caller knows; 0 for none. */
  epoch: number
  /** Fires when the caller calls off, its deadline passes, or it is gone. */
  signal: AbortSignal
}

export interface Reply<Response> {
  response: Partial<Response>
  /** Must not change until it is sent. */
  payload?: Uint8Array
}

export type Handle<Request, Response> = (
  request: Request,
  payload: Uint8Array,
  context: RequestContext,
) => Reply<Response> | Promise<Reply<Response>>

/** A method and what answers it. */
export interface Handler {
  method: Method<unknown, unknown>
  handle: Handle<unknown, unknown>
}

/** Ties a method to the function that answers it; a role's protocol is a list of these. */
export function handler<Request, Response>(
  method: Method<Request, Response>,
  handle: Handle<Request, Response>,
): Handler {
  return { method: method as Method<unknown, unknown>, handle: handle as Handle<unknown, unknown> }
}

/** Payload bytes that a server holds, bounded. */
class Budget {
  #bytes = 0
  readonly #bytesMax: number

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  take(bytes: number): boolean {
    if (this.#bytes > 0 && this.#bytes + bytes > this.#bytesMax) return false
    this.#bytes += bytes
    return true
  }

  give(bytes: number): void {
    this.#bytes -= bytes
  }
}

/** Answers one protocol's requests on every channel that others open. */
export class Server {
  readonly #handlers: ReadonlyMap<number, Handler>
  readonly #epoch: () => number
  readonly #clients = new Budget(SERVER_BYTES_MAX)
  readonly #peers = new Budget(SERVER_REPLICATION_BYTES_MAX)

  constructor(handlers: readonly Handler[], epoch: () => number) {
    this.#handlers = new Map(handlers.map((each) => [each.method.op, each]))
    this.#epoch = epoch
  }

  accept(channel: Channel): void {
    new Session(channel, this.#handlers, this.#epoch, (method) =>
      method.betweenPeers ? this.#peers : this.#clients,
    )
  }
}

interface Working {
  handler: Handler
  budget: Budget
  bytes: number
  controller: AbortController
}

/** The requests of one channel. */
class Session {
  readonly #channel: Channel
  readonly #handlers: ReadonlyMap<number, Handler>
  readonly #epoch: () => number
  readonly #budgetOf: (method: Method<unknown, unknown>) => Budget
  readonly #outbox: Outbox
  readonly #inbox: Inbox
  readonly #working = new Map<number, Working>()

  constructor(
    channel: Channel,
    handlers: ReadonlyMap<number, Handler>,
    epoch: () => number,
    budgetOf: (method: Method<unknown, unknown>) => Budget,
  ) {
    this.#channel = channel
    this.#handlers = handlers
    this.#epoch = epoch
    this.#budgetOf = budgetOf
    this.#outbox = new Outbox(channel)
    this.#inbox = new Inbox({
      admit: (header) => this.#admit(header),
      deliver: (header, payload) => void this.#work(header, payload),
    })
    channel.receive({ onBytes: (bytes) => this.#inbox.push(bytes), onEnd: () => this.#end() })
  }

  #admit(header: Header): boolean {
    if (header.kind === Kind.CANCEL) {
      this.#cancel(header.id)
      return false
    }
    if (header.kind !== Kind.REQUEST) return false
    const refusal = this.#refusal(header)
    if (refusal === undefined) return true
    this.#refuse(header, refusal)
    return false
  }

  /** Takes the request's share of the bounds, or says why not. */
  #refusal(header: Header): TritonError | undefined {
    const found = this.#handlers.get(header.op)
    if (found === undefined)
      return new TritonError('Unsupported', `this peer does not know method ${header.op} of its protocol`)
    const { method } = found
    if (header.total > method.requestPayloadMax) {
      return new TritonError(
        'TooLarge',
        `could not ${method.name}: ${header.total} bytes are more than ${method.requestPayloadMax}`,
      )
    }
    if (this.#working.has(header.id))
      return new TritonError(
        'BadRequest',
        `could not ${method.name}: request ${header.id} is in flight already`,
      )
    const budget = this.#budgetOf(method)
    if (this.#working.size >= STREAM_REQUESTS_MAX || !budget.take(header.total)) {
      return new TritonError('Busy', `could not ${method.name}: this peer has too much to do`)
    }
    this.#working.set(header.id, {
      handler: found,
      budget,
      bytes: header.total,
      controller: new AbortController(),
    })
    return undefined
  }

  async #work(header: Header, payload: Uint8Array): Promise<void> {
    const working = this.#working.get(header.id)
    if (working === undefined) return
    const { method, handle } = working.handler
    try {
      const request = decodeRequest(method, header.body)
      const context = { peer: this.#channel.peer, epoch: header.epoch, signal: working.controller.signal }
      const handled = handle(request, payload, context)
      const reply = handled instanceof Promise ? await handled : handled
      if (working.controller.signal.aborted) return
      await this.#answer(
        header,
        STATUS_OK,
        method.response.encode(reply.response as object),
        reply.payload ?? NO_PAYLOAD,
      )
    } catch (error) {
      if (!working.controller.signal.aborted) await this.#refuse(header, error)
    } finally {
      this.#release(header.id, working)
    }
  }

  #refuse(header: Header, error: unknown): Promise<void> {
    const { status, body } = encodeError(error)
    return this.#answer(header, status, body, NO_PAYLOAD)
  }

  #answer(header: Header, status: number, body: Uint8Array, payload: Uint8Array): Promise<void> {
    const answer = { id: header.id, kind: Kind.RESPONSE, op: header.op, epoch: this.#epoch(), status, body }
    return this.#outbox.send(answer as Partial<Header>, payload)
  }

  #cancel(id: number): void {
    const working = this.#working.get(id)
    if (working === undefined) return
    this.#inbox.drop(id)
    this.#outbox.withdraw(id)
    working.controller.abort(new TritonError('Aborted', 'the caller called off'))
    this.#release(id, working)
  }

  #release(id: number, working: Working): void {
    if (this.#working.get(id) !== working) return
    this.#working.delete(id)
    working.budget.give(working.bytes)
  }

  #end(): void {
    for (const id of [...this.#working.keys()]) this.#cancel(id)
  }
}

function decodeRequest(method: Method<unknown, unknown>, body: Uint8Array): unknown {
  try {
    return method.request.decode(body)
  } catch (cause) {
    throw new TritonError(
      'BadRequest',
      `could not ${method.name}: the request's message of ${body.length} bytes is malformed`,
      { cause },
    )
  }
}
