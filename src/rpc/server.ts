import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import {
  BULK_BYTES_MIN,
  SERVER_BYTES_MAX,
  SERVER_PLACES,
  SERVER_REPLICATION_BYTES_MAX,
  STREAM_REQUESTS_MAX,
} from '../limits.ts'
import { AUTHENTICATE } from '../wire/authenticate.ts'
import { BODY_BYTES_MAX, NO_PAYLOAD } from '../wire/frame.ts'
import { type Header, Kind } from '../wire/generated/tritonring.ts'
import type { Method } from '../wire/method.ts'
import { PING } from '../wire/ping.ts'
import { encodeError, STATUS_OK } from '../wire/status.ts'
import { Budget } from './budget.ts'
import type { Guard } from './guard.ts'
import { Inbox, payloadMemory } from './inbox.ts'
import { LateAbort } from './late-abort.ts'
import { Outbox } from './outbox.ts'
import type { Channel } from './transport.ts'
import { Turns } from './turns.ts'

/** The longest deadline that a timer takes. */
const DEADLINE_MS_MAX = 0x7fffffff

export interface RequestContext {
  /** Who asks. */
  peer: string
  /** The epoch that the caller knows; 0 for none. */
  epoch: number
  /** Fires when the caller calls off, its deadline passes, or it is gone. Made when first asked for. */
  readonly signal: AbortSignal
}

export interface Reply<Response> {
  response: Partial<Response>
  /** Left alone from now on. */
  payload?: Uint8Array
}

export type Handle<Request, Response> = (
  request: Request,
  payload: Uint8Array,
  context: RequestContext,
) => Reply<Response> | Promise<Reply<Response>>

type AnyMethod = Method<unknown, unknown>

/** A method and what answers it. */
export interface Handler {
  method: AnyMethod
  handle: Handle<unknown, unknown>
}

/** Ties a method to the function that answers it; a role's protocol is a list of these. */
export function handler<Request, Response>(
  method: Method<Request, Response>,
  handle: Handle<Request, Response>,
): Handler {
  return { method: method as AnyMethod, handle: handle as Handle<unknown, unknown> }
}

const PONG = handler(PING, () => ({ response: {} }))

function authentication(guard: () => Guard | undefined): Handler {
  return handler(AUTHENTICATE, async ({ token }, _, { peer }) => ({
    response: { expiresMs: (await guard()?.authenticate(peer, token)) ?? 0 },
  }))
}

/** Answers one protocol's requests, pings, and who says who it is, on every channel that others open. */
export class Server {
  readonly #handlers: ReadonlyMap<number, Handler>
  readonly #epoch: () => number
  readonly #clock: Clock
  readonly #guard: () => Guard | undefined
  readonly #clients = intake(SERVER_BYTES_MAX)
  readonly #peers = intake(SERVER_REPLICATION_BYTES_MAX)

  /** `guard`: who may call, where not everybody may. */
  constructor(
    handlers: readonly Handler[],
    epoch: () => number,
    clock: Clock,
    guard: () => Guard | undefined = () => undefined,
  ) {
    const all = [PONG, authentication(guard), ...handlers]
    this.#handlers = new Map(all.map((each) => [each.method.op, each]))
    this.#guard = guard
    this.#epoch = epoch
    this.#clock = clock
  }

  accept(channel: Channel): void {
    new Session(channel, {
      clock: this.#clock,
      epoch: this.#epoch,
      handlers: this.#handlers,
      admit: (peer, method) => this.#guard()?.admit(peer, method),
      intakeOf: (method) => (method.betweenPeers ? this.#peers : this.#clients),
    })
  }
}

/** What all who ask share. */
interface Intake {
  budget: Budget
  turns: Turns
}

function intake(bytesMax: number): Intake {
  return { budget: new Budget(bytesMax), turns: new Turns(SERVER_PLACES) }
}

interface SessionInit {
  clock: Clock
  epoch: () => number
  handlers: ReadonlyMap<number, Handler>
  /** See Guard. */
  admit: (peer: string, method: AnyMethod) => void | Promise<void>
  intakeOf: (method: AnyMethod) => Intake
}

/** A request from its first frame until its handler has ended, whether or not somebody still waits for the answer. */
interface Working {
  handler: Handler
  intake: Intake
  /** Taken from the budget. */
  bytes: number
  /** Comes when nobody waits for the answer any more. */
  callOff: LateAbort
  /** Where it is still being found out who the caller is. */
  admission: Promise<void> | undefined
  /** The request is complete and with its handler. */
  handled: boolean
}

/** The requests of one channel. */
class Session {
  readonly #channel: Channel
  readonly #init: SessionInit
  readonly #outbox: Outbox
  readonly #inbox: Inbox
  readonly #working = new Map<number, Working>()

  constructor(channel: Channel, init: SessionInit) {
    this.#channel = channel
    this.#init = init
    this.#outbox = new Outbox(channel, init.clock)
    this.#inbox = new Inbox({
      admit: (header) => this.#admit(header),
      deliver: (header, payload) => void this.#work(header, payload),
    })
    channel.receive({ onBytes: (bytes) => this.#inbox.push(bytes), onEnd: () => this.#end() })
  }

  #admit(header: Header): Uint8Array | undefined {
    if (header.kind === Kind.CANCEL) this.#cancel(header.id)
    if (header.kind !== Kind.REQUEST) return undefined
    const refusal = this.#refusal(header)
    if (refusal === undefined) return header.total === 0 ? NO_PAYLOAD : payloadMemory(header.total)
    void this.#refuse(header, refusal)
    return undefined
  }

  /** Takes the request's share of the bounds, or says why not. */
  #refusal(header: Header): unknown {
    const handler = this.#init.handlers.get(header.op)
    if (handler === undefined)
      return new TritonError('Unsupported', `this peer does not know method ${header.op} of its protocol`)
    const { method } = handler
    if (header.total > method.requestPayloadMax)
      return tooLarge(method, header.total, method.requestPayloadMax)
    if (this.#working.has(header.id)) {
      const text = `could not ${method.name}: request ${header.id} is in flight already`
      return new TritonError('BadRequest', text)
    }
    const intake = this.#init.intakeOf(method)
    const full = this.#working.size >= STREAM_REQUESTS_MAX
    if (full) return busy(method)
    const admission = this.#admission(method)
    if (admission instanceof Error) return admission
    if (!intake.budget.take(this.#channel.peer, header.total)) return busy(method)
    const begun = { admission, callOff: new LateAbort(), handled: false }
    this.#working.set(header.id, { handler, intake, bytes: header.total, ...begun })
    return undefined
  }

  /** Before any memory is taken for a request. */
  #admission(method: AnyMethod): Promise<void> | undefined | Error {
    try {
      const admission = this.#init.admit(this.#channel.peer, method) as Promise<void> | undefined
      admission?.catch(() => {})
      return admission
    } catch (error) {
      return error as Error
    }
  }

  async #work(header: Header, payload: Uint8Array): Promise<void> {
    const working = this.#working.get(header.id)
    if (working === undefined) return
    working.handled = true
    try {
      if (working.admission !== undefined) await working.admission
      const reply = await this.#inTurn(working, () => this.#handle(working, header, payload))
      if (working.callOff.reason === undefined) await this.#reply(working, header, reply)
    } catch (error) {
      if (working.callOff.reason === undefined) await this.#refuse(header, error)
    } finally {
      this.#release(header.id, working)
    }
  }

  /** Runs the handler when it is this client's turn; the turn ends before the answer is sent, however slow its reader. */
  async #inTurn<T>(working: Working, handle: () => T | Promise<T>): Promise<T> {
    const { handler, intake } = working
    if (!takesTurns(handler.method)) return handle()
    const turn = intake.turns.begin(this.#channel.peer)
    try {
      if (turn !== undefined) await turn
      const quantum = working.bytes > BULK_BYTES_MIN ? this.#channel.turnFor?.(working.bytes) : undefined
      if (quantum !== undefined) await quantum
      if (working.callOff.reason !== undefined) throw working.callOff.reason
      return await handle()
    } finally {
      intake.turns.end(this.#channel.peer)
    }
  }

  /** A handler that does not answer at once has until the request's deadline, or the method's where it names none. */
  #handle(working: Working, header: Header, payload: Uint8Array): Reply<unknown> | Promise<Reply<unknown>> {
    const { method, handle } = working.handler
    const context = {
      peer: this.#channel.peer,
      epoch: header.epoch,
      get signal() {
        return working.callOff.signal
      },
    }
    const handled = handle(decodeRequest(method, header.body), payload, context)
    if (!(handled instanceof Promise)) return handled
    const deadlineMs = Math.min(header.deadline || method.deadlineMs, DEADLINE_MS_MAX)
    const cancelTimer = this.#init.clock.after(deadlineMs, () => {
      working.callOff.abort(new TritonError('Timeout', `could not ${method.name} within ${deadlineMs} ms`))
    })
    return handled.finally(cancelTimer)
  }

  async #reply(working: Working, header: Header, reply: Reply<unknown>): Promise<void> {
    const { method } = working.handler
    const payload = reply.payload ?? NO_PAYLOAD
    if (payload.length > method.responsePayloadMax)
      throw tooLarge(method, payload.length, method.responsePayloadMax)
    if (!working.intake.budget.take(this.#channel.peer, payload.length)) throw busy(method)
    working.bytes += payload.length
    const body = method.response.encode(reply.response as object)
    if (body.length > BODY_BYTES_MAX) throw tooLarge(method, body.length, BODY_BYTES_MAX)
    await this.#answer(header, STATUS_OK, body, payload)
  }

  #refuse(header: Header, error: unknown): Promise<void> {
    const { status, body } = encodeError(error)
    return this.#answer(header, status, body.length > BODY_BYTES_MAX ? NO_PAYLOAD : body, NO_PAYLOAD)
  }

  #answer(header: Header, status: number, body: Uint8Array, payload: Uint8Array): Promise<void> {
    const { id, op } = header
    const answer = { id, kind: Kind.RESPONSE, op, epoch: this.#init.epoch(), status }
    return this.#outbox.send({ ...answer, body: body as Uint8Array<ArrayBuffer> }, payload)
  }

  /** Nobody waits for the answer any more. What the request holds is free again only when its handler has ended. */
  #cancel(id: number): void {
    const working = this.#working.get(id)
    if (working === undefined) return
    working.callOff.abort(new TritonError('Aborted', 'the caller called off'))
    this.#inbox.drop(id)
    this.#outbox.withdraw(id)
    if (!working.handled) this.#release(id, working)
  }

  #release(id: number, working: Working): void {
    this.#working.delete(id)
    working.intake.budget.give(this.#channel.peer, working.bytes)
  }

  #end(): void {
    for (const id of [...this.#working.keys()]) this.#cancel(id)
  }
}

/** Requests with blocks or keys wait for their turn; small ones, pings among them, never wait behind those. */
function takesTurns(method: AnyMethod): boolean {
  return method.requestPayloadMax > 0
}

function tooLarge(method: AnyMethod, bytes: number, bytesMax: number): TritonError {
  return new TritonError('TooLarge', `could not ${method.name}: ${bytes} bytes are more than ${bytesMax}`)
}

function busy(method: AnyMethod): TritonError {
  return new TritonError('Busy', `could not ${method.name}: this peer has too much to do`)
}

function decodeRequest(method: AnyMethod, body: Uint8Array): unknown {
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
