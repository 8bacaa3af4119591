import './promise-with-resolvers.ts'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { identify } from '@libp2p/identify'
import type { Connection, Libp2p, PeerId, PrivateKey, Stream } from '@libp2p/interface'
import { peerIdFromPrivateKey, peerIdFromString } from '@libp2p/peer-id'
import { ping } from '@libp2p/ping'
import { preSharedKey } from '@libp2p/pnet'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { TritonError } from '../errors.ts'
import {
  CONNECTIONS_MAX,
  DIAL_DEADLINE_MS,
  INBOUND_CONNECTIONS_PER_SECOND,
  INBOUND_PENDING_MAX,
  INBOUND_STREAMS_MAX,
  UPGRADE_MS,
  YAMUX_WRITE_BUFFER_MAX,
} from '../limits.ts'
import { checkMultiaddr, isMultiaddr } from './address.ts'
import { fairTcp } from './fair-tcp.ts'
import { listenFailure } from './listen-failure.ts'
import { Quantum } from './quantum.ts'
import { Strangers } from './strangers.ts'
import { StreamChannel } from './stream.ts'
import type { Channel, Transport } from './transport.ts'

export interface Libp2pTransportOptions {
  privateKey: PrivateKey
  /** Multiaddrs to listen on; none for a peer that only dials. */
  listen?: readonly string[]
  /** The text of a swarm key file: only peers that have it, too, are talked to. */
  swarmKey?: string | undefined
}

/** The Transport over libp2p: TCP, Noise, yamux. */
export class Libp2pTransport implements Transport {
  readonly id: string
  readonly #options: Libp2pTransportOptions
  readonly #accepts = new Map<string, (channel: Channel) => void>()
  readonly #disconnectListeners: ((peer: string) => void)[] = []
  /** None for a peer that only dials: nobody waits for what it does. */
  readonly #quantum: Quantum | undefined
  #strangers: Strangers | undefined
  #node: Libp2p | undefined

  constructor(options: Libp2pTransportOptions) {
    this.#options = options
    this.#quantum = (options.listen ?? []).length > 0 ? new Quantum() : undefined
    this.id = peerIdFromPrivateKey(options.privateKey).toString()
  }

  get addresses(): readonly string[] {
    return this.#node?.getMultiaddrs().map(String) ?? []
  }

  async start(): Promise<void> {
    if (this.#node !== undefined) return
    const node = await createNode(this.#options)
    node.addEventListener('peer:disconnect', (event) => {
      for (const listener of this.#disconnectListeners) listener(event.detail.toString())
    })
    const strangers = this.#strangers
    if (strangers !== undefined) {
      node.addEventListener('connection:open', ({ detail }) => strangers.came(detail))
      node.addEventListener('connection:close', ({ detail }) => strangers.left(detail))
    }
    for (const [protocol, accept] of this.#accepts) {
      const onStream = (stream: Stream, { remotePeer }: Connection) =>
        accept(new StreamChannel(stream, remotePeer.toString(), this.#quantum))
      await node.handle(protocol, onStream, { maxInboundStreams: INBOUND_STREAMS_MAX })
    }
    try {
      await node.start()
    } catch (cause) {
      await node.stop()
      throw listenFailure(this.#options.listen ?? [], cause)
    }
    this.#node = node
  }

  async stop(): Promise<void> {
    const node = this.#node
    this.#node = undefined
    const reason = new TritonError('Unavailable', 'this peer stops')
    for (const connection of node?.getConnections() ?? []) connection.abort(reason)
    await node?.stop()
  }

  listen(protocol: string, accept: (channel: Channel) => void): void {
    this.#accepts.set(protocol, accept)
  }

  onDisconnect(listener: (peer: string) => void): void {
    this.#disconnectListeners.push(listener)
  }

  dropStrangers(knows: (peer: string) => boolean): void {
    this.#strangers = new Strangers(knows)
  }

  async connect(address: string, signal: AbortSignal): Promise<string> {
    const target = checkMultiaddr(address)
    try {
      return (await this.#started().dial(target, { signal })).remotePeer.toString()
    } catch (cause) {
      throw unavailable(`connect to ${address}`, cause, signal, {
        hint: 'is a tritonring peer running there, and is the peer id right?',
      })
    }
  }

  /** Addresses that are none are passed over, and whoever is named in one, only `peer` itself is taken. */
  async open(
    peer: string,
    addresses: readonly string[],
    protocol: string,
    signal: AbortSignal,
  ): Promise<Channel> {
    try {
      const connection = await this.#connection(peerIdFromString(peer), addresses, signal)
      const stream = await connection.newStream(protocol, { signal, maxOutboundStreams: INBOUND_STREAMS_MAX })
      return new StreamChannel(stream, peer, this.#quantum)
    } catch (cause) {
      throw unavailable(`reach peer ${peer}`, cause, signal, { peer })
    }
  }

  async #connection(peer: PeerId, addresses: readonly string[], signal: AbortSignal): Promise<Connection> {
    const node = this.#started()
    const open = node.getConnections(peer).find((connection) => connection.status === 'open')
    if (open !== undefined) return open
    const targets = addresses
      .filter(isMultiaddr)
      .map((address) => multiaddr(address.replace(/\/p2p\/[^/]+$/, '')).encapsulate(`/p2p/${peer}`))
    if (targets.length === 0) throw new Error('its address is not known')
    return node.dial(targets, { signal })
  }

  #started(): Libp2p {
    if (this.#node === undefined) throw new TritonError('Unavailable', 'this peer is not started')
    return this.#node
  }
}

/** Answers others than tritonring too, where it listens; itself it needs neither. */
const SERVICES = { identify: identify({ runOnConnectionOpen: false }), ping: ping() }

function createNode(options: Libp2pTransportOptions): Promise<Libp2p> {
  const listen = [...(options.listen ?? [])]
  return createLibp2p({
    privateKey: options.privateKey,
    start: false,
    addresses: { listen },
    transports: [fairTcp()],
    ...(options.swarmKey === undefined
      ? {}
      : { connectionProtector: preSharedKey({ psk: Buffer.from(options.swarmKey) }) }),
    connectionEncrypters: [noise()],
    streamMuxers: [yamux({ streamOptions: { maxWriteBufferLength: YAMUX_WRITE_BUFFER_MAX } })],
    connectionManager: {
      maxConnections: CONNECTIONS_MAX,
      inboundConnectionThreshold: INBOUND_CONNECTIONS_PER_SECOND,
      maxIncomingPendingConnections: INBOUND_PENDING_MAX,
      dialTimeout: DIAL_DEADLINE_MS,
      inboundUpgradeTimeout: UPGRADE_MS,
      reconnectRetries: 0,
    },
    connectionMonitor: { enabled: false },
    ...(listen.length === 0 ? {} : { services: SERVICES }),
  }) as Promise<Libp2p>
}

function unavailable(
  action: string,
  cause: unknown,
  signal: AbortSignal,
  options: { peer?: string; hint?: string },
): TritonError {
  const text = signal.aborted ? reasonOf(signal.reason) : `could not ${action}: ${reasonOf(cause)}`
  return new TritonError('Unavailable', text, { cause, ...options })
}

/** What went wrong, without libp2p's class names; of several failed addresses, the first. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'EncryptionFailedError')
    return `who answers there is not the libp2p peer that was expected (${error.message})`
  return error.message === '' ? error.name : error.message
}
