import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import type { Channel, ChannelReceiver, Transport } from './transport.ts'

/** What goes wrong between two peers. Times in milliseconds, probabilities from 0 to 1. */
export interface LinkFaults {
  delayMs: number
  /** Up to so much more, drawn for each piece; pieces of different channels overtake each other. */
  jitterMs: number
  /** A lost piece breaks its channel, as a TCP connection that times out does. */
  loss: number
  /** Pieces of one channel overtake each other as well, which TCP never does. */
  reorder: number
}

const NO_FAULTS: LinkFaults = { delayMs: 0, jitterMs: 0, loss: 0, reorder: 0 }

/** Bytes that may be under way in one direction of a channel before it is no longer writable. */
const WINDOW_BYTES = 256 * 1024

/**
 * A network inside one process, on a clock and a source of randomness from outside: the same seed gives the same
 * run. Peers crash, links are cut one way or both, pieces are late, lost or out of order.
 */
export class MemoryNetwork {
  readonly clock: Clock
  readonly #random: () => number
  readonly #peers = new Map<string, MemoryTransport>()
  readonly #faults = new Map<string, LinkFaults>()
  readonly #cuts = new Set<string>()
  #defaultFaults: LinkFaults = NO_FAULTS

  /** `random` gives numbers from 0 (inclusive) to 1 (exclusive). */
  constructor(clock: Clock, random: () => number) {
    this.clock = clock
    this.#random = random
  }

  /** The transport of a peer; one that was there under this id is replaced. */
  transport(id: string): MemoryTransport {
    return new MemoryTransport(id, this)
  }

  /** Faults of every link that has none of its own. */
  setFaults(faults: Partial<LinkFaults>): void {
    this.#defaultFaults = { ...NO_FAULTS, ...faults }
  }

  setLinkFaults(from: string, to: string, faults: Partial<LinkFaults>): void {
    this.#faults.set(linkName(from, to), { ...NO_FAULTS, ...faults })
  }

  /** Nothing that `from` sends reaches `to` until `mend`; what `to` sends still arrives. */
  cut(from: string, to: string): void {
    this.#cuts.add(linkName(from, to))
  }

  mend(from: string, to: string): void {
    this.#cuts.delete(linkName(from, to))
  }

  /** The peer is gone at once, as a killed process is: its channels end everywhere. */
  crash(id: string): void {
    void this.#peers.get(id)?.stop()
  }

  /** @internal */
  enter(peer: MemoryTransport): void {
    this.#peers.set(peer.id, peer)
  }

  /** @internal */
  exit(peer: MemoryTransport): void {
    if (this.#peers.get(peer.id) === peer) this.#peers.delete(peer.id)
  }

  /** @internal The peer at `id` as `from` can reach it now, both ways. */
  reach(from: string, id: string): MemoryTransport | undefined {
    return this.isCut(from, id) || this.isCut(id, from) ? undefined : this.#peers.get(id)
  }

  /** @internal */
  isCut(from: string, to: string): boolean {
    return this.#cuts.has(linkName(from, to))
  }

  /** @internal What happens to one piece: its delay, or undefined when it is lost. */
  fate(from: string, to: string): { delayMs: number; overtakes: boolean } | undefined {
    const faults = this.#faults.get(linkName(from, to)) ?? this.#defaultFaults
    if (faults.loss > 0 && this.#random() < faults.loss) return undefined
    const jitter = faults.jitterMs > 0 ? this.#random() * faults.jitterMs : 0
    return {
      delayMs: faults.delayMs + jitter,
      overtakes: faults.reorder > 0 && this.#random() < faults.reorder,
    }
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
    for (const channel of [...this.#channels])
      channel.abort(new TritonError('Unavailable', `peer ${this.id} is gone`))
  }

  listen(protocol: string, accept: (channel: Channel) => void): void {
    this.#accepts.set(protocol, accept)
  }

  onDisconnect(listener: (peer: string) => void): void {
    this.#disconnectListeners.push(listener)
  }

  async connect(address: string, signal: AbortSignal): Promise<string> {
    const id = address.replace(/^\/memory\//, '')
    await this.#dialed(id, signal)
    return id
  }

  async open(
    peer: string,
    _addresses: readonly string[],
    protocol: string,
    signal: AbortSignal,
  ): Promise<Channel> {
    const other = await this.#dialed(peer, signal)
    const accept = other.#accepts.get(protocol)
    if (accept === undefined)
      throw new TritonError('Unavailable', `could not reach peer ${peer}: it does not speak ${protocol}`, {
        peer,
      })
    const here = new MemoryChannel(this.id, peer, this.#network, () => this.#left(here))
    const there = new MemoryChannel(peer, this.id, this.#network, () => other.#left(there))
    here.join(there)
    this.#channels.add(here)
    other.#channels.add(there)
    accept(there)
    return here
  }

  /** A connection takes the link's delay there and back; a cut or absent peer is found out only by the signal. */
  async #dialed(peer: string, signal: AbortSignal): Promise<MemoryTransport> {
    if (!this.#started) throw new TritonError('Unavailable', 'this peer is not started')
    const { clock } = this.#network
    const fate = this.#network.fate(this.id, peer)
    await new Promise<void>((resolve, reject) => {
      const fail = () =>
        reject(new TritonError('Unavailable', `could not reach peer ${peer}: no answer`, { peer }))
      if (signal.aborted) return fail()
      signal.addEventListener('abort', fail, { once: true })
      const blackHole = this.#network.isCut(this.id, peer) || this.#network.isCut(peer, this.id)
      if (fate !== undefined && !blackHole) clock.after(2 * fate.delayMs, resolve)
    })
    const other = this.#network.reach(this.id, peer)
    if (other === undefined)
      throw new TritonError('Unavailable', `could not reach peer ${peer}: connection refused`, { peer })
    return other
  }

  #left(channel: MemoryChannel): void {
    this.#channels.delete(channel)
    const stillConnected = [...this.#channels].some((other) => other.peer === channel.peer)
    if (!stillConnected) for (const listener of this.#disconnectListeners) listener(channel.peer)
  }
}

class MemoryChannel implements Channel {
  readonly peer: string
  readonly #self: string
  readonly #network: MemoryNetwork
  readonly #onLeft: () => void
  #other: MemoryChannel | undefined
  #receiver: ChannelReceiver | undefined
  #early: Uint8Array[] = []
  #ended = false
  #endReason: Error | undefined
  #underWay = 0
  #lastArrival = 0
  #drains: (() => void)[] = []

  constructor(self: string, peer: string, network: MemoryNetwork, onLeft: () => void) {
    this.#self = self
    this.peer = peer
    this.#network = network
    this.#onLeft = onLeft
  }

  join(other: MemoryChannel): void {
    this.#other = other
    other.#other = this
  }

  get writable(): boolean {
    return this.#underWay < WINDOW_BYTES
  }

  send(bytes: Uint8Array): void {
    if (this.#ended) throw new TritonError('Unavailable', `the channel to peer ${this.peer} has ended`)
    const fate = this.#network.fate(this.#self, this.peer)
    this.#underWay += bytes.length
    if (fate === undefined) {
      this.#network.clock.after(0, () =>
        this.abort(new TritonError('Unavailable', 'the connection was lost')),
      )
      return
    }
    const now = this.#network.clock.now()
    const arrival = fate.overtakes ? now + fate.delayMs : Math.max(this.#lastArrival, now + fate.delayMs)
    this.#lastArrival = Math.max(this.#lastArrival, arrival)
    this.#network.clock.after(arrival - now, () => this.#arrive(bytes))
  }

  drained(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.writable || this.#ended) return resolve()
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      this.#drains.push(resolve)
    })
  }

  receive(receiver: ChannelReceiver): void {
    this.#receiver = receiver
    for (const bytes of this.#early.splice(0)) this.#give(bytes)
    if (this.#ended) receiver.onEnd(this.#endReason)
  }

  abort(reason: Error): void {
    this.#end(reason)
    const other = this.#other
    if (other === undefined) return
    const fate = this.#network.fate(this.#self, this.peer)
    if (!this.#network.isCut(this.#self, this.peer))
      this.#network.clock.after(fate?.delayMs ?? 0, () => other.#end(reason))
  }

  #arrive(bytes: Uint8Array): void {
    this.#underWay -= bytes.length
    for (const drain of this.#drains.splice(0)) drain()
    if (this.#other === undefined || this.#ended || this.#network.isCut(this.#self, this.peer)) return
    this.#other.#give(bytes)
  }

  #give(bytes: Uint8Array): void {
    if (this.#ended) return
    if (this.#receiver === undefined) {
      this.#early.push(bytes)
      return
    }
    try {
      this.#receiver.onBytes(bytes)
    } catch (error) {
      this.abort(error as Error)
    }
  }

  #end(reason: Error): void {
    if (this.#ended) return
    this.#ended = true
    this.#endReason = reason
    for (const drain of this.#drains.splice(0)) drain()
    this.#onLeft()
    this.#receiver?.onEnd(reason)
  }
}
