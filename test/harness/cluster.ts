import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { type Client, createClient, Libp2pTransport, Network, systemClock } from '../../src/index.ts'
import { Inspector } from '../checkers/inspector.ts'
import { type Host, listenAt, THIS_MACHINE } from './host.ts'
import { PeerProcess } from './peer-process.ts'
import { until } from './until.ts'

export interface ClusterOptions {
  /** Default 3. */
  blockPeers?: number
  /** Default 5,000, as outside of tests: nobody is evicted by a machine that is busy for a moment. */
  heartbeatMs?: number
  /** How long after an eviction copies are made anew. Default 10,000. */
  graceMs?: number
  /** Whether the metadata peer keeps its identity in a directory. Default true. */
  metadataData?: boolean
  /** Where block peers keep blocks. Default: memory. */
  store?: 'memory' | 'disk'
  /** How many metadata peers there are: over one, they need names in etcd. Default 1. */
  metadataPeers?: number
  /** What `tt metadata --names` is told. Default: memory. */
  names?: string
  /** A host for each peer that is added. Default: this machine. */
  addHost?: () => Promise<Host>
}

/** Metadata peers and block peers, each in a process of its own, on free ports. */
export class Cluster {
  /** By index, dead ones too until they are restarted. */
  readonly metadataPeers: PeerProcess[] = []
  /** By index, dead ones too until they are restarted. */
  readonly blockPeers: PeerProcess[] = []
  readonly directory: string
  readonly #addHost: () => Promise<Host>
  readonly #heartbeatMs: number
  readonly #graceMs: number
  readonly #metadataData: boolean
  readonly #store: string
  readonly #names: string
  /** The data directory of each block peer. */
  readonly #data: string[] = []
  /** What closes clients and inspectors. */
  readonly #closers: (() => Promise<void>)[] = []
  #directories = 0

  constructor(directory: string, options: ClusterOptions) {
    this.directory = directory
    this.#addHost = options.addHost ?? (async () => THIS_MACHINE)
    this.#heartbeatMs = options.heartbeatMs ?? 5_000
    this.#graceMs = options.graceMs ?? 10_000
    this.#metadataData = options.metadataData ?? true
    this.#store = options.store ?? 'memory'
    this.#names = options.names ?? 'memory'
  }

  /** Where clients and block peers find the overlay: without a PeerId, which a metadata peer may lose. */
  get bootstrap(): string[] {
    return this.metadataPeers.map(({ host, port }) => `${host.ip}:${port}`)
  }

  /** The first metadata peer, which mostly is the only one. */
  get metadata(): PeerProcess {
    return this.metadataPeers[0]!
  }

  async start(blockPeers: number, metadataPeers: number): Promise<void> {
    for (let index = 0; index < metadataPeers; index++)
      this.metadataPeers[index] = await this.#startMetadata(index, await this.#addHost())
    await Promise.all(Array.from({ length: blockPeers }, () => this.addBlockPeer()))
  }

  /** Starts one more block peer; resolves with its index. */
  async addBlockPeer(): Promise<number> {
    const host = await this.#addHost()
    const index = this.#data.push(this.#newDirectory()) - 1
    this.blockPeers[index] = await this.#startBlockPeer(index, host)
    return index
  }

  /** A client of this overlay, closed with the cluster at the latest. `bootstrap`: instead of the metadata peer. */
  async client(bootstrap: readonly string[] = this.bootstrap): Promise<Client> {
    const client = await createClient({ bootstrap })
    this.#closers.push(() => client.close())
    return client
  }

  /** Calls `close` when the cluster ends. */
  closeWith(close: () => Promise<void>): void {
    this.#closers.push(close)
  }

  /** Asks the peers themselves; closed with the cluster. It knows the metadata peer, and block peers as soon as it saw a view. */
  async inspector(): Promise<Inspector> {
    const privateKey = await generateKeyPair('Ed25519')
    const network = new Network(new Libp2pTransport({ privateKey }), systemClock())
    this.#closers.push(() => network.stop())
    await network.start()
    await network.connect(this.metadata.address)
    return new Inspector(network)
  }

  /** Kills a block peer; the signal is sent before this returns. Resolves when the process has ended. */
  async kill(index: number, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.blockPeers[index]!.kill(signal)
  }

  /** Kills every peer at once. Resolves when all processes have ended. */
  async killAll(): Promise<void> {
    await Promise.all([...this.metadataPeers, ...this.blockPeers].map((peer) => peer.kill()))
  }

  /** Starts every peer again after `killAll`; resolves when all are on the ring. */
  async restartAll(): Promise<void> {
    const blockPeers = Promise.all(this.blockPeers.map((_, index) => this.restart(index)))
    const metadataPeers = this.metadataPeers.map((_, index) => this.restartMetadata({ index }))
    await Promise.all([...metadataPeers, blockPeers])
  }

  /** Removes the names of a metadata peer that was killed; its identity stays. */
  async loseMetadata(index = 0): Promise<void> {
    await rm(join(this.metadataDataOf(index), 'names'), { recursive: true })
  }

  /** The data directory of a metadata peer. */
  metadataDataOf(index: number): string {
    return join(this.directory, `metadata-${index}`)
  }

  /** The data directory of a block peer. */
  dataOf(index: number): string {
    return this.#data[index]!
  }

  /**
   * Starts a block peer that was killed again, with empty memory and its old identity (`fresh`: a new one). Resolves
   * when it is on the ring.
   */
  async restart(index: number, options: { fresh?: boolean } = {}): Promise<void> {
    if (options.fresh) this.#data[index] = this.#newDirectory()
    this.blockPeers[index] = await this.#startBlockPeer(index, this.blockPeers[index]!.host)
  }

  /**
   * Starts a metadata peer, which was killed, again at its old port, with the names that it finds (`fresh`: with a new
   * identity, without any that were in its directory).
   */
  async restartMetadata({ index = 0, fresh }: { index?: number; fresh?: boolean } = {}): Promise<void> {
    const { host, port } = this.metadataPeers[index]!
    this.metadataPeers[index] = await this.#startMetadata(index, host, port, fresh)
  }

  /** Resolves when the metadata peer, by what it tells `client`, takes exactly `count` block peers for alive. */
  async untilAlive(client: Client, count: number, deadlineMs = 15_000): Promise<void> {
    await until(
      `${count} block peers are alive`,
      async () => {
        const { peers } = await client.status()
        return peers.filter(({ state }) => state === 'alive').length === count && peers.length === count
      },
      deadlineMs,
    )
  }

  /** Ends every process and client, frozen ones too, and removes every file. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()))
    await Promise.all([...this.metadataPeers, ...this.blockPeers].map((peer) => peer.alive && peer.kill()))
    await rm(this.directory, { recursive: true, force: true })
  }

  #newDirectory(): string {
    return join(this.directory, `data-${this.#directories++}`)
  }

  #startMetadata(index: number, host: Host, port = 0, fresh = !this.#metadataData): Promise<PeerProcess> {
    const identity = fresh ? [] : ['--data', this.metadataDataOf(index)]
    const heartbeat = ['--heartbeat', `${this.#heartbeatMs}ms`, '--grace', `${this.#graceMs}ms`]
    const args = ['--names', this.#names, '--json', ...listenAt(host, port), ...heartbeat, ...identity]
    return PeerProcess.start(`metadata peer ${index}`, ['metadata', ...args], host)
  }

  #startBlockPeer(index: number, host: Host): Promise<PeerProcess> {
    const bootstrap = this.bootstrap.flatMap((address) => ['--bootstrap', address])
    const store = ['--data', this.#data[index]!, '--store', this.#store]
    const args = ['--json', ...listenAt(host, 0), ...bootstrap, ...store]
    return PeerProcess.start(`block peer ${index}`, ['block', ...args], host)
  }
}

/** Starts a cluster. Write `await using`: it ends with the block, whatever happens there. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const cluster = new Cluster(await mkdtemp(join(tmpdir(), 'tritonring-')), options)
  try {
    await cluster.start(options.blockPeers ?? 3, options.metadataPeers ?? 1)
    return cluster
  } catch (error) {
    await cluster[Symbol.asyncDispose]()
    throw error
  }
}
