import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { MemoryChannel } from './memory-channel.ts'
import { type LinkFaults, MemoryLink, NO_FAULTS } from './memory-link.ts'
import type { Channel, Transport } from './transport.ts'

/**
 * A network inside one process, on a clock and a source of randomness from outside: the same seed gives the same
 * run. Peers crash, links are cut one way or both, pieces are late, lost or out of order.
 */
export class MemoryNetwork {
  readonly clock: Clock
  readonly #random: () => number
  readonly #peers = new Map<string, MemoryTransport>()
  readonly #links = new Map<string, MemoryLink>()
  readonly #faults = new Map<string, LinkFaults>()
  #defaultFaults: LinkFaults = NO_FAULTS

  /** `random` gives numbers from 0 (inclusive) to 1 (exclusive). */
  constructor(clock: Clock, random: () => number) {
    this.clock = clock
    this.#random = random
  }

  /** A transport for the peer `id`; once started, it takes the place of one that was there under this id. */
  transport(id: string): MemoryTransport {
    return new MemoryTransport(id, this)
  }

  /** Faults of every link that has none of its own, for what is sent from now on. */
  setFaults(faults: Partial<LinkFaults>): void {
    this.#defaultFaults = { ...NO_FAULTS, ...faults }
  }

  setLinkFaults(from: string, to: string, faults: Partial<LinkFaults>): void {
    this.#faults.set(linkName(from, to), { ...NO_FAULTS, ...faults })
  }

  /** What `from` sends does not reach `to` before `mend`; what `to` sends still arrives. */
  cut(from: string, to: string): void {
    this.#link(from, to).cut()
  }

  mend(from: string, to: string): void {
    this.#link(from, to).mend()
  }

  /** The peer is gone at once, with its machine: its channels end everywhere, and what it has sent into a cut is lost. */
  crash(id: string): void {
    void this.#peers.get(id)?.stop()
    for (const other of this.#peers.keys()) this.#links.get(linkName(id, other))?.forget()
  }

  /** @internal */
  enter(peer: MemoryTransport): void {
    this.#peers.set(peer.id, peer)
  }

  /** @internal */
  exit(peer: MemoryTransport): void {
    if (this.#peers.get(peer.id) === peer) this.#peers.delete(peer.id)
  }

  /** @internal */
  at(id: string): MemoryTransport | undefined {
    return this.#peers.get(id)
  }

  /** @internal Calls `arrive` when what `from` sends now reaches `to`; false when it is lost. */
  carry(from: string, to: string, arrive: () => void): boolean {
    return this.#link(from, to).carry(this.#faultsOf(from, to), arrive)
  }

  /** @internal The same for what is never lost. */
  carrySafely(from: string, to: string, arrive: () => void): void {
    this.#link(from, to).carry({ ...this.#faultsOf(from, to), loss: 0 }, arrive, true)
  }

  #faultsOf(from: string, to: string): LinkFaults {
    if (this.#faults.size === 0) return this.#defaultFaults
    return this.#faults.get(linkName(from, to)) ?? this.#defaultFaults
  }

  #link(from: string, to: string): MemoryLink {
    const name = linkName(from, to)
    const known = this.#links.get(name)
    if (known !== undefined) return known
    const link = new MemoryLink(this.clock, this.#random)
    this.#links.set(name, link)
    return link
  }
}

function linkName(from: string, to: string): string {
  return `${from}>${to}`
}

/** One peer's end of a MemoryNetwork. Its address is `/memory/` and its id. */
export class MemoryTransport implements Transport {
  readonly id: string
  readonly addresses: readonly string[]
  readonly #network: MemoryNetwork
  readonly #accepts = new Map<string, (channel: Channel) => void>()
  readonly #disconnectListeners: ((peer: string) => void)[] = []
  readonly #channels = new Set<MemoryChannel>()
  #started = false

  constructor(id: string, network: MemoryNetwork) {
    this.id = id
    this.addresses = [`/memory/${id}`]
    this.#network = network
  }

  async start(): Promise<void> {
    this.#started = true
    this.#network.enter(this)
  }

  async stop(): Promise<void> {
    this.#started = false
    this.#network.exit(this)
    const reason = new TritonError('Unavailable', `peer ${this.id} is gone`)
    for (const channel of [...this.#channels]) channel.abort(reason)
  }

  listen(protocol: string, accept: (channel: Channel) => void): void {
    this.#accepts.set(protocol, accept)
  }

  onDisconnect(listener: (peer: string) => void): void {
    this.#disconnectListeners.push(listener)
  }

  async connect(address: string, signal: AbortSignal): Promise<string> {
    if (!address.startsWith('/memory/'))
      throw new TritonError('BadRequest', `'${address}' is no address: expected /memory/ and an id`)
    const id = address.slice('/memory/'.length)
    await this.#dial(id, signal)
    return id
  }

  async open(
    peer: string,
    _addresses: readonly string[],
    protocol: string,
    signal: AbortSignal,
  ): Promise<Channel> {
    const other = await this.#dial(peer, signal)
    const accept = other.#accepts.get(protocol)
    if (accept === undefined) throw unreachable(peer, `it does not speak ${protocol}`)
    const here = this.#channelTo(peer)
    const there = other.#channelTo(this.id)
    here.join(there)
    accept(there)
    return here
  }

  /** A connection takes the link's delay there and back; an absent peer refuses, a cut one is waited for. */
  async #dial(peer: string, signal: AbortSignal): Promise<MemoryTransport> {
    if (!this.#started) throw new TritonError('Unavailable', 'this peer is not started')
    await this.#roundTrip(peer, signal)
    const other = this.#network.at(peer)
    if (other === undefined) throw unreachable(peer, 'connection refused')
    if (!this.#started) throw new TritonError('Unavailable', 'this peer was stopped')
    return other
  }

  #roundTrip(peer: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(unreachable(peer, (signal.reason as Error).message))
      const onAnswer = () => {
        signal.removeEventListener('abort', onAbort)
        resolve()
      }
      if (signal.aborted) return onAbort()
      signal.addEventListener('abort', onAbort, { once: true })
      this.#network.carry(this.id, peer, () => this.#network.carry(peer, this.id, onAnswer))
    })
  }

  #channelTo(peer: string): MemoryChannel {
    const channel = new MemoryChannel(peer, {
      carry: (arrive) => this.#network.carry(this.id, peer, arrive),
      carryEnd: (arrive) => this.#network.carrySafely(this.id, peer, arrive),
      onLeft: () => this.#left(channel),
    })
    this.#channels.add(channel)
    return channel
  }

  #left(channel: MemoryChannel): void {
    this.#channels.delete(channel)
    const stillConnected = [...this.#channels].some((other) => other.peer === channel.peer)
    if (!stillConnected) for (const listener of this.#disconnectListeners) listener(channel.peer)
  }
}

function unreachable(peer: string, why: string): TritonError {
  return new TritonError('Unavailable', `could not reach peer ${peer}: ${why}`, { peer })
}
