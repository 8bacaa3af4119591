import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { DIAL_DEADLINE_MS, MEMBERS_MAX } from '../limits.ts'
import type { Method } from '../wire/method.ts'
import { type Answer, Caller, type CallOptions } from './caller.ts'
import { type Handler, Server } from './server.ts'
import type { Transport } from './transport.ts'

/**
 * Requests to peers and their answers: one kept channel a peer and protocol, opened when first needed and again
 * after it broke.
 */
export class Network {
  readonly clock: Clock
  readonly #transport: Transport
  readonly #addresses = new Map<string, readonly string[]>()
  readonly #callers = new Map<string, Promise<Caller>>()
  readonly #stopped = new AbortController()
  #epoch: () => number = () => 0

  constructor(transport: Transport, clock: Clock) {
    this.#transport = transport
    this.clock = clock
    transport.onDisconnect((peer) => this.#forget(peer))
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

  /** Answers a protocol. Called before `start`. */
  serve(protocol: string, handlers: readonly Handler[]): void {
    const server = new Server(handlers, () => this.#epoch())
    this.#transport.listen(protocol, (channel) => server.accept(channel))
  }

  start(): Promise<void> {
    return this.#transport.start()
  }

  async stop(): Promise<void> {
    this.#stopped.abort(new TritonError('Aborted', 'this peer stops'))
    await this.#transport.stop()
  }

  onDisconnect(listener: (peer: string) => void): void {
    this.#transport.onDisconnect(listener)
  }

  /** Connects to whoever answers at `address` and resolves with its id. Throws `Unavailable`. */
  async connect(address: string, signal?: AbortSignal): Promise<string> {
    const peer = await this.#transport.connect(address, this.#dialSignal(signal))
    if (!this.#addresses.has(peer)) this.learn(peer, [address])
    return peer
  }

  /** Remembers where a peer can be reached. */
  learn(peer: string, addresses: readonly string[]): void {
    if (this.#addresses.size >= 2 * MEMBERS_MAX) this.#addresses.clear()
    this.#addresses.set(peer, addresses)
  }

  /**
   * Asks `peer` and resolves with its answer. Throws what it told, or `Unavailable`, `Timeout`, `Aborted`.
   * The first call to a peer connects, within DIAL_DEADLINE_MS.
   */
  async call<Request, Response>(
    peer: string,
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions = {},
  ): Promise<Answer<Response>> {
    const caller = await this.#caller(peer, method.protocol)
    return caller.call(method, request, options)
  }

  #caller(peer: string, protocol: string): Promise<Caller> {
    const key = `${protocol} ${peer}`
    const kept = this.#callers.get(key)
    if (kept !== undefined) return kept
    const opened = this.#open(peer, protocol, key)
    this.#callers.set(key, opened)
    opened.catch(() => this.#drop(key, opened))
    return opened
  }

  async #open(peer: string, protocol: string, key: string): Promise<Caller> {
    const channel = await this.#transport.open(
      peer,
      this.#addresses.get(peer) ?? [],
      protocol,
      this.#dialSignal(),
    )
    const opened = this.#callers.get(key)
    return new Caller(
      channel,
      this.clock,
      () => this.#epoch(),
      () => this.#drop(key, opened),
    )
  }

  #drop(key: string, caller: Promise<Caller> | undefined): void {
    if (caller !== undefined && this.#callers.get(key) === caller) this.#callers.delete(key)
  }

  #forget(peer: string): void {
    for (const key of [...this.#callers.keys()]) {
      if (key.endsWith(` ${peer}`)) this.#callers.delete(key)
    }
  }

  #dialSignal(signal?: AbortSignal): AbortSignal {
    const controller = new AbortController()
    const stop = () => controller.abort(this.#stopped.signal.reason)
    const cancel = this.clock.after(DIAL_DEADLINE_MS, () => {
      this.#stopped.signal.removeEventListener('abort', stop)
      controller.abort(new TritonError('Timeout', `no connection within ${DIAL_DEADLINE_MS} ms`))
    })
    if (this.#stopped.signal.aborted) stop()
    else this.#stopped.signal.addEventListener('abort', stop, { once: true })
    signal?.addEventListener(
      'abort',
      () => {
        cancel()
        controller.abort(signal.reason)
      },
      { once: true },
    )
    return controller.signal
  }
}
