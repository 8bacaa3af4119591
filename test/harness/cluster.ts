import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { type Client, createClient, Libp2pTransport, Network, systemClock } from '../../src/index.ts'
import { Inspector } from '../checkers/inspector.ts'
import { PeerProcess } from './peer-process.ts'
import { until } from './until.ts'

export interface ClusterOptions {
  /** Default 3. */
  blockPeers?: number
  /** Default 5,000, as outside of tests: nobody is evicted by a machine that is busy for a moment. */
  heartbeatMs?: number
  /** Whether the metadata peer keeps its identity in a directory. Default true. */
  metadataData?: boolean
  /** Where block peers keep blocks. Default: memory. */
  store?: 'memory' | 'disk'
}

/** A metadata peer and some block peers, each in a process of its own, on free ports of this machine. */
export class Cluster {
  metadata!: PeerProcess
  /** By index, dead ones too until they are restarted. */
  readonly blockPeers: PeerProcess[] = []
  readonly directory: string
  readonly #heartbeatMs: number
  readonly #metadataData: boolean
  readonly #store: string
  /** The data directory of each block peer. */
  readonly #data: string[] = []
  /** What closes clients and inspectors. */
  readonly #closers: (() => Promise<void>)[] = []
  #directories = 0

  constructor(directory: string, options: ClusterOptions) {
    this.directory = directory
    this.#heartbeatMs = options.heartbeatMs ?? 5_000
    this.#metadataData = options.metadataData ?? true
    this.#store = options.store ?? 'memory'
  }

  /** Where clients and block peers find the overlay: without a PeerId, which a metadata peer may lose. */
  get bootstrap(): string[] {
    return [`127.0.0.1:${this.metadata.port}`]
  }

  async start(blockPeers: number): Promise<void> {
    this.metadata = await this.#startMetadata(0)
    await Promise.all(Array.from({ length: blockPeers }, () => this.addBlockPeer()))
  }

  /** Starts one more block peer; resolves with its index. */
  async addBlockPeer(): Promise<number> {
    const index = this.#data.push(this.#newDirectory()) - 1
    this.blockPeers[index] = await this.#startBlockPeer(index)
    return index
  }

  /** A client of this overlay, closed with the cluster at the latest. `bootstrap`: instead of the metadata peer. */
  async client(bootstrap: readonly string[] = this.bootstrap): Promise<Client> {
    const client = await createClient({ bootstrap })
    this.#closers.push(() => client.close())
    return client
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
    await Promise.all([this.metadata, ...this.blockPeers].map((peer) => peer.kill()))
  }

  /** Starts every peer again after `killAll`; resolves when all are on the ring. */
  async restartAll(): Promise<void> {
    const blockPeers = Promise.all(this.blockPeers.map((_, index) => this.restart(index)))
    await Promise.all([this.restartMetadata(), blockPeers])
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
    this.blockPeers[index] = await this.#startBlockPeer(index)
  }

  /** Starts the metadata peer, which was killed, again at its old port, without names (`fresh`: with a new identity). */
  async restartMetadata(options: { fresh?: boolean } = {}): Promise<void> {
    this.metadata = await this.#startMetadata(this.metadata.port, options.fresh)
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
    await Promise.all([this.metadata, ...this.blockPeers].map((peer) => peer?.alive && peer.kill()))
    await rm(this.directory, { recursive: true, force: true })
  }

  #newDirectory(): string {
    return join(this.directory, `data-${this.#directories++}`)
  }

  #startMetadata(port: number, fresh = !this.#metadataData): Promise<PeerProcess> {
    const identity = fresh ? [] : ['--data', join(this.directory, 'metadata')]
    const heartbeat = ['--heartbeat', `${this.#heartbeatMs}ms`]
    return PeerProcess.start('metadata peer', [
      'metadata',
      '--json',
      '--port',
      `${port}`,
      ...heartbeat,
      ...identity,
    ])
  }

  #startBlockPeer(index: number): Promise<PeerProcess> {
    return PeerProcess.start(`block peer ${index}`, [
      'block',
      '--json',
      '--port',
      '0',
      '--bootstrap',
      this.bootstrap[0]!,
      '--data',
      this.#data[index]!,
      '--store',
      this.#store,
    ])
  }
}

/** Starts a cluster. Write `await using`: it ends with the block, whatever happens there. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const cluster = new Cluster(await mkdtemp(join(tmpdir(), 'tritonring-')), options)
  try {
    await cluster.start(options.blockPeers ?? 3)
    return cluster
  } catch (error) {
    await cluster[Symbol.asyncDispose]()
    throw error
  }
}
