import { setMaxListeners } from 'node:events'
import type { Clock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { DIAL_DEADLINE_MS, MEMBERS_MAX, SILENT_DIAL_MS } from '../limits.ts'
import { AUTHENTICATE } from '../wire/authenticate.ts'
import type { Method } from '../wire/method.ts'
import { type Answer, Caller, type CallOptions } from './caller.ts'
import { Deadline } from './deadline.ts'
import type { Guard } from './guard.ts'
import { type Handler, Server } from './server.ts'
import type { Channel, Transport } from './transport.ts'

/**
 * Requests to peers and their answers: one kept channel a peer and protocol, opened when first needed and again
 * after it broke.
 */
export class Network {
  readonly clock: Clock
  readonly #transport: Transport
  readonly #addresses = new Map<string, readonly string[]>()
  /** By protocol and peer; each takes itself out when its channel ends. */
  readonly #callers = new Map<string, Caller | Promise<Caller>>()
  /** Peers that owe an answer and leave pings unanswered. */
  readonly #silent = new Set<string>()
  #stopped = lifetime()
  #epoch: () => number = () => 0
  #guard: Guard | undefined
  #token: () => string | undefined = () => undefined

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport
    this.clock = clock
  }

  get id(): string {
    return this.#transport.id
  }

  get addresses(): readonly string[] {
    return this.#transport.addresses
  }

  /** Sets where the epoch comes from that every request and answer carries. */
  tellEpoch(epoch: () => number): void {
    this.#epoch = epoch
  }

  /** From now on `guard` says who may call this peer. Called once, before `start`. */
  guardBy(guard: Guard): void {
    this.#guard = guard
    this.#transport.onDisconnect((peer) => guard.forget(peer))
    this.#transport.dropStrangers?.((peer) => guard.knows(peer))
  }

  /** From now on every peer that this one calls is shown the token that `token` gives, before anything is asked. */
  showToken(token: () => string | undefined): void {
    this.#token = token
    this.showAgain()
  }

  /** Shows the token, which is a new one, on every stream that there is; nothing that is under way waits. */
  showAgain(): void {
    for (const caller of this.#callers.values()) if (caller instanceof Caller) this.#show(caller)
  }

  #show(caller: Caller): void {
    const token = this.#token()
    if (token !== undefined) caller.notify(AUTHENTICATE, { token })
  }

  /** Answers a protocol. Called before `start`. */
  serve(protocol: string, handlers: readonly Handler[]): void {
    const server = new Server(
      handlers,
      () => this.#epoch(),
      this.clock,
      () => this.#guard,
    )
    this.#transport.listen(protocol, (channel) => server.accept(channel))
  }

  async start(): Promise<void> {
    if (this.#stopped.signal.aborted) this.#stopped = lifetime()
    await this.#transport.start()
  }

  /** Ends every call that is under way. */
  async stop(): Promise<void> {
    this.#stopped.abort(new TritonError('Aborted', 'this peer stops'))
    await this.#transport.stop()
  }

  /** Calls `listener` whenever the last connection with a peer ends. */
  onDisconnect(listener: (peer: string) => void): void {
    this.#transport.onDisconnect(listener)
  }

  /** Whether `peer` owes an answer and leaves pings unanswered: it is frozen, or cut off. */
  isSilent(peer: string): boolean {
    return this.#silent.has(peer)
  }

  /**
   * Connects to whoever answers at `address`, a multiaddr, within DIAL_DEADLINE_MS, and resolves with its id.
   * Throws `Unavailable`, `Aborted`, and `BadRequest` for what is no multiaddr.
   */
  async connect(address: string, signal?: AbortSignal): Promise<string> {
    const action = `connect to ${address}`
    const peer = await this.#dial(action, (dialing) => this.#transport.connect(address, dialing), signal)
    if (!this.#addresses.has(peer)) this.learn(peer, [address])
    return peer
  }

  /** Remembers where a peer can be reached. */
  learn(peer: string, addresses: readonly string[]): void {
    if (this.#addresses.size >= 2 * MEMBERS_MAX) this.#addresses.clear()
    this.#addresses.set(peer, addresses)
  }

  /**
   * Asks `peer` and resolves with its answer. Throws what it told, or `Unavailable`, `Timeout`, `Aborted`, `TooLarge`,
   * `Busy`, `Corrupt`. The first call to a peer connects, within DIAL_DEADLINE_MS and its own deadline.
   */
  async call<Request, Response>(
    peer: string,
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions = {},
  ): Promise<Answer<Response>> {
    const deadline = new Deadline(this.clock, options.deadlineMs ?? method.deadlineMs, {
      action: `${method.name} at peer ${peer}`,
      peer,
      outers: [options.signal],
    })
    try {
      const kept = this.#caller(peer, method.protocol)
      const caller = kept instanceof Caller ? kept : await this.#opened(kept, peer, deadline, options)
      return await caller.call(method, request, options, deadline)
    } finally {
      deadline.close()
    }
  }

  /** A frozen peer leaves a dial unanswered, too. */
  #opened(
    opening: Promise<Caller>,
    peer: string,
    deadline: Deadline,
    { endsInSilence }: CallOptions,
  ): Promise<Caller> {
    if (!endsInSilence) return deadline.during(opening)
    const text = `could not reach peer ${peer}: no answer within ${SILENT_DIAL_MS} ms`
    const giveUp = () => deadline.end(new TritonError('Timeout', text, { peer }))
    return deadline.during(opening).finally(this.clock.after(SILENT_DIAL_MS, giveUp))
  }

  #caller(peer: string, protocol: string): Caller | Promise<Caller> {
    const key = `${protocol} ${peer}`
    const kept = this.#callers.get(key)
    if (kept !== undefined) return kept
    const opening = this.#open(peer, protocol, key)
    this.#callers.set(key, opening)
    opening.catch(() => this.#callers.delete(key))
    return opening
  }

  /** The new caller stands in the place of its promise until its channel ends. */
  async #open(peer: string, protocol: string, key: string): Promise<Caller> {
    const addresses = this.#addresses.get(peer) ?? []
    const channel = await this.#dial<Channel>(`reach peer ${peer}`, (dialing) =>
      this.#transport.open(peer, addresses, protocol, dialing),
    )
    let ended = false
    const caller = new Caller(
      channel,
      this.clock,
      () => this.#epoch(),
      () => {
        ended = true
        this.#callers.delete(key)
      },
      (silent) => (silent ? this.#silent.add(peer) : this.#silent.delete(peer)),
    )
    if (!ended) this.#callers.set(key, caller)
    this.#show(caller)
    return caller
  }

  async #dial<T>(action: string, dial: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal): Promise<T> {
    const outers = [this.#stopped.signal, outer]
    const deadline = new Deadline(this.clock, DIAL_DEADLINE_MS, { action, outers })
    try {
      return await dial(deadline.signal)
    } catch (error) {
      throw isTritonError(deadline.reason, 'Aborted') ? deadline.reason : error
    } finally {
      deadline.close()
    }
  }
}

/** Ends with the network; as many dials listen to it as are under way. */
function lifetime(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}
