import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import type { AuditEvent } from '../../src/auth/audit.ts'
import { peerSubject } from '../../src/auth/claims.ts'
import type { Scope } from '../../src/auth/scope.ts'
import { AuthPeer } from '../../src/auth-peer/auth-peer.ts'
import { MemoryAuthStore } from '../../src/auth-peer/auth-store.ts'
import {
  BlockPeer,
  type BlockPeerOptions,
  type BlockStore,
  type Client,
  type Clock,
  createClient,
  MemoryNetwork,
  MemoryStore,
  MetadataPeer,
  Network,
} from '../../src/index.ts'
import type { Transport } from '../../src/rpc/transport.ts'
import type { SignedView } from '../../src/wire/generated/tritonring.ts'
import { Inspector } from '../checkers/inspector.ts'
import { FreezableClock } from './freezable-clock.ts'
import { seededRandom } from './random.ts'
import { VirtualClock } from './virtual-clock.ts'

export interface MemoryClusterOptions {
  seed?: number
  /** Default 3. */
  blockPeers?: number
  heartbeatMs?: number
  graceMs?: number
  /** How long a generation of collection lasts. */
  generationMs?: number | undefined
  /** The store of each block peer, by index, where it is not to be a MemoryStore; called at each of its starts. */
  store?: (index: number, clock: Clock) => BlockStore | undefined
  /** The clock of each block peer, by index; called at each of its starts. */
  clock?: (index: number, clock: Clock) => Clock
  /** What else a block peer is told, by index, at each of its starts. */
  peer?: (index: number) => Partial<BlockPeerOptions>
  /** Whether there are users: an auth peer beside the metadata peer. */
  auth?: boolean
  /** Stands between a block peer and its transport. */
  transport?: (index: number, transport: Transport) => Transport
}

const RUN_MS_MAX = 120_000

/**
 * A metadata peer and some block peers in this process, over a network in memory and on a clock that moves only in
 * `run`. One seed gives one course of events.
 */
export class MemoryCluster {
  readonly clock = new VirtualClock()
  /** The metadata peer's: it can stand still. */
  readonly metadataClock = new FreezableClock(this.clock)
  readonly random: () => number
  /** What clients draw from. */
  readonly clientRandom: () => number
  readonly network: MemoryNetwork
  readonly metadataId: string
  metadata: MetadataPeer | undefined
  /** Where there are users. */
  auth: AuthPeer | undefined
  /** What was audited. */
  readonly audited: AuditEvent[] = []
  readonly #authStore = new MemoryAuthStore()
  /** By index, dead ones too until they are restarted. */
  readonly blockPeers: BlockPeer[] = []
  /** Indexes of block peers that were told that a newer start has taken their place. */
  readonly fenced: number[] = []
  readonly #options: MemoryClusterOptions
  /** The metadata peer's. */
  readonly key: PrivateKey
  #strangers = 0
  #keptView: SignedView | undefined
  /** The metadata peer's disk. */
  readonly #viewKeeper = {
    load: async () => this.#keptView,
    save: async (view: SignedView) => {
      this.#keptView = view
    },
  }

  private constructor(options: MemoryClusterOptions, key: PrivateKey) {
    this.#options = options
    this.key = key
    this.metadataId = peerIdFromPrivateKey(key).toString()
    this.random = seededRandom(options.seed ?? 1)
    this.clientRandom = seededRandom(~(options.seed ?? 1))
    this.network = new MemoryNetwork(this.clock, this.random)
  }

  static async start(options: MemoryClusterOptions = {}): Promise<MemoryCluster> {
    const random = seededRandom(options.seed ?? 1)
    const key = await generateKeyPairFromSeed('Ed25519', bytesOf(random, 32))
    const cluster = new MemoryCluster(options, key)
    await cluster.run(cluster.restartMetadata())
    for (let index = 0; index < (options.blockPeers ?? 3); index++) await cluster.run(cluster.restart(index))
    return cluster
  }

  get bootstrap(): string[] {
    return [`/memory/${this.metadataId}`]
  }

  blockPeerId(index: number): string {
    return `block-${index}`
  }

  /** A client called `name` on the network. */
  client(name = `client-${this.#strangers++}`, bootstrap = this.bootstrap): Promise<Client> {
    return createClient({ bootstrap, network: this.networkOf(name), random: this.clientRandom })
  }

  async inspector(): Promise<Inspector> {
    const network = this.networkOf(`inspector-${this.#strangers++}`)
    await network.start()
    return new Inspector(network)
  }

  /** A client that shows a token of `user`, who is made where there is none. */
  async clientOf(
    user: string,
    { scopes = ['write'], id = `${user}-device` }: { scopes?: Scope[]; id?: string } = {},
  ): Promise<Client> {
    const network = this.networkOf(id)
    const token = await this.tokenOf(user, scopes, id)
    network.showToken(() => token)
    return createClient({ bootstrap: this.bootstrap, network, random: this.clientRandom })
  }

  /** A token of `user` for the peer `id`, as the auth peer issues it. */
  async tokenOf(user: string, scopes: Scope[], id: string): Promise<string> {
    const { accounts } = this.auth!
    if (!accounts.users.has(user))
      await accounts.keepUser({ name: user, scopes, disabled: false, bytesMax: 0, filesMax: 0 })
    return (await this.auth!.issue({ subject: user, scopes, peer: id })).token
  }

  async #peerToken(id: string): Promise<string | undefined> {
    return (await this.auth?.issue({ subject: peerSubject(id), scopes: ['peer'], peer: id }))?.token
  }

  /** Nothing reaches a block peer, nor does anything come from it, until `reconnect`; it lives on. */
  isolate(index: number): void {
    for (const other of this.#others(index)) {
      this.network.cut(this.blockPeerId(index), other)
      this.network.cut(other, this.blockPeerId(index))
    }
  }

  reconnect(index: number): void {
    for (const other of this.#others(index)) {
      this.network.mend(this.blockPeerId(index), other)
      this.network.mend(other, this.blockPeerId(index))
    }
  }

  /** Everybody that `index` may talk to, clients by their usual names. */
  #others(index: number): string[] {
    const strangers = Array.from({ length: this.#strangers }, (_, number) => [
      `client-${number}`,
      `inspector-${number}`,
    ])
    const ids = [
      this.metadataId,
      ...this.blockPeers.map((_, each) => this.blockPeerId(each)),
      ...strangers.flat(),
    ]
    return ids.filter((id) => id !== this.blockPeerId(index))
  }

  /** Kills a block peer: its memory is gone. */
  crash(index: number): void {
    this.network.crash(this.blockPeerId(index))
    void this.blockPeers[index]?.stop().catch(() => {})
  }

  /** Ends a block peer as a signal does: it takes its leave. */
  async leave(index: number): Promise<void> {
    await this.blockPeers[index]!.stop()
  }

  /** Starts a block peer, for the first time or after a crash; resolves when it is on the ring. */
  async restart(index: number, more: Partial<BlockPeerOptions> = {}): Promise<void> {
    const { store, transport, clock, peer: own } = this.#options
    const plain = this.network.transport(this.blockPeerId(index))
    const ownClock = clock?.(index, this.clock) ?? this.clock
    const network = new Network(transport?.(index, plain) ?? plain, ownClock)
    const token = await this.#peerToken(this.blockPeerId(index))
    if (token !== undefined) network.showToken(() => token)
    const options = {
      ...(token === undefined ? {} : { token: () => token }),
      network,
      store: store?.(index, this.clock) ?? new MemoryStore(),
      bootstrap: this.bootstrap,
      onFenced: () => this.fenced.push(index),
      ...own?.(index),
      ...more,
    }
    const peer = new BlockPeer(options)
    this.blockPeers[index] = peer
    await peer.start()
  }

  /** Kills the metadata peer: its names are gone. */
  crashMetadata(): void {
    this.network.crash(this.metadataId)
    void this.metadata?.stop().catch(() => {})
  }

  /** Starts the metadata peer; one that runs is killed. */
  async restartMetadata(): Promise<void> {
    this.crashMetadata()
    const network = new Network(this.network.transport(this.metadataId), this.metadataClock)
    const audit = (event: AuditEvent) => void this.audited.push(event)
    if (this.#options.auth) {
      this.auth = new AuthPeer({ network, store: this.#authStore, audit })
      await this.auth.open()
    }
    this.metadata = new MetadataPeer({
      network,
      trust: this.auth,
      audit,
      privateKey: this.key,
      heartbeatMs: this.#options.heartbeatMs,
      graceMs: this.#options.graceMs,
      generationMs: this.#options.generationMs,
      viewKeeper: this.#viewKeeper,
      drawSeed: () => bytesOf(this.random, 16),
    })
    await this.metadata.start()
  }

  /**
   * Lets time pass until `work` ends; resolves or rejects as it does. Throws when it has not ended after `limitMs`. Not
   * for work that waits for files or real sockets: time here does not wait for them.
   */
  async run<Result>(work: Promise<Result>, limitMs = RUN_MS_MAX): Promise<Result> {
    let ended = false
    const note = () => {
      ended = true
    }
    work.then(note, note)
    await this.clock.advanceUntil(() => ended, limitMs)
    if (!ended) throw new Error(`not ended after ${limitMs} ms`)
    return work
  }

  /** Lets time pass until `condition` holds. Throws, naming `what`, when it does not within `limitMs`. */
  async until(what: string, condition: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
    const endMs = this.clock.now() + limitMs
    while (this.clock.now() < endMs) {
      if (await this.run(Promise.resolve(condition()))) return
      await this.clock.advance(50)
    }
    throw new Error(`waited ${limitMs} ms in vain until ${what}`)
  }

  /** A place on the network, not started yet. */
  networkOf(id: string): Network {
    return new Network(this.network.transport(id), this.clock)
  }
}

function bytesOf(random: () => number, length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256))
}
