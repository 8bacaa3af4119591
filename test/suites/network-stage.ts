import { systemClock } from '../../src/clock.ts'
import { TritonError } from '../../src/errors.ts'
import { MESSAGE_PAYLOAD_MAX } from '../../src/limits.ts'
import { Network } from '../../src/rpc/network.ts'
import { type Handler, handler, type RequestContext } from '../../src/rpc/server.ts'
import type { Channel, Transport } from '../../src/rpc/transport.ts'
import { encodeFrameHead } from '../../src/wire/frame.ts'
import {
  GetRequest,
  HasResponse,
  type Header,
  ScanRequest,
  ScanResponse,
} from '../../src/wire/generated/tritonring.ts'
import { method } from '../../src/wire/method.ts'
import { seededBytes } from '../harness/random.ts'

/** What a network suite needs of the network that it tests. */
export interface NetworkFixture {
  /** A transport that is not started; under the same name always the same peer, at the same address. */
  transport(name: string): Promise<Transport>
  close(): Promise<void>
}

export const PROTOCOL = '/tritonring/test/1.0.0'

const base = {
  protocol: PROTOCOL,
  request: GetRequest,
  response: HasResponse,
  requestPayloadMax: MESSAGE_PAYLOAD_MAX,
  responsePayloadMax: MESSAGE_PAYLOAD_MAX,
  deadlineMs: 10_000,
}

/** Answers the payload that was sent. */
export const ECHO = method({ ...base, op: 1, name: 'echo' })
/** Answers `bytesMax` bytes. */
export const SEND = method({ ...base, op: 2, name: 'send', requestPayloadMax: 0 })
/** Answers when it is called off, that is, never. */
export const HANG = method({ ...base, op: 3, name: 'hang' })
/** Throws. */
export const FAIL = method({ ...base, op: 4, name: 'fail' })
/** Takes no more than 1,000 bytes, and answers too many. */
export const NARROW = method({
  ...base,
  op: 5,
  name: 'squeeze',
  requestPayloadMax: 1000,
  responsePayloadMax: 1000,
})
/** Echoes its message. */
export const SCAN_ECHO = method({
  ...base,
  op: 6,
  name: 'scan',
  request: ScanRequest,
  response: ScanResponse,
})
/** Answers only when its witness lets it, whether or not it is called off. */
export const STUBBORN = method({ ...base, op: 7, name: 'insist' })
/** Not served. */
export const UNKNOWN = method({ ...base, op: 99, name: 'guess' })
/** NARROW as a caller sees it that does not know its bounds. */
export const CARELESS = method({ ...base, op: NARROW.op, name: 'squeeze' })

/** What the handlers of one peer met. */
export class Witness {
  hanging: RequestContext[] = []
  calledOff = 0
  epochs: number[] = []
  /** Lets the stubborn go. */
  release: (() => void)[] = []

  /** Resolves when `condition` holds; gives up after `deadlineMs`. */
  async until(condition: () => boolean, deadlineMs = 5000): Promise<void> {
    const end = Date.now() + deadlineMs
    while (!condition()) {
      if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${condition}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
}

export function testHandlers(witness: Witness): Handler[] {
  return [
    handler(ECHO, (_, payload, { epoch }) => {
      witness.epochs.push(epoch)
      return { response: {}, payload }
    }),
    handler(SEND, ({ bytesMax }) => ({ response: {}, payload: seededBytes(bytesMax, bytesMax) })),
    handler(HANG, (_request, _payload, context) => {
      witness.hanging.push(context)
      return new Promise((_, reject) => {
        context.signal.addEventListener('abort', () => {
          witness.calledOff++
          reject(context.signal.reason)
        })
      })
    }),
    handler(STUBBORN, () => {
      return new Promise((resolve) => witness.release.push(() => resolve({ response: {} })))
    }),
    handler(FAIL, ({ bytesMax }) => {
      if (bytesMax === 0) throw new Error('ENOENT: /etc/secret')
      const detail = Uint8Array.of(1, 2, 3)
      throw new TritonError('NoSpace', 'could not store', { hint: 'add a disk', detail })
    }),
    handler(NARROW, () => ({ response: {}, payload: new Uint8Array(1001) })),
    handler(SCAN_ECHO, ({ after, countMax }) => ({
      response: { next: after, sizes: Array.from({ length: countMax }, (_, i) => i) },
    })),
  ]
}

/** Peers of one test, on one network. */
export class Stage {
  readonly #fixture: NetworkFixture
  readonly #networks: Network[] = []
  /** Channels that others opened to a peer, by its name. */
  readonly accepted = new Map<string, number>()

  constructor(fixture: NetworkFixture) {
    this.#fixture = fixture
  }

  /** A started peer that serves the test protocol. */
  async peer(name: string, witness = new Witness()): Promise<Network> {
    const network = new Network(this.#counted(name, await this.#fixture.transport(name)), systemClock())
    network.serve(PROTOCOL, testHandlers(witness))
    await network.start()
    this.#networks.push(network)
    return network
  }

  /** A client that knows a server, and what the server's handlers meet. */
  async pair(): Promise<{ client: Network; server: Network; witness: Witness }> {
    const witness = new Witness()
    const server = await this.peer('server', witness)
    const client = await this.peer('client')
    client.learn(server.id, server.addresses)
    return { client, server, witness }
  }

  /** A channel to a peer without anything of ours on it. */
  async rawChannel(to: Network): Promise<RawCaller> {
    const transport = await this.#fixture.transport(`raw-${this.#networks.length}`)
    await transport.start()
    this.#networks.push(transport as unknown as Network)
    const { signal } = new AbortController()
    return new RawCaller(await transport.open(to.id, to.addresses, PROTOCOL, signal))
  }

  /** The id of a peer that is not there. */
  async strangerId(): Promise<string> {
    return (await this.#fixture.transport('stranger')).id
  }

  async close(): Promise<void> {
    for (const network of this.#networks.reverse()) await network.stop()
    await this.#fixture.close()
  }

  #counted(name: string, transport: Transport): Transport {
    const listen = transport.listen.bind(transport)
    transport.listen = (protocol, accept) =>
      listen(protocol, (channel) => {
        this.accepted.set(name, (this.accepted.get(name) ?? 0) + 1)
        accept(channel)
      })
    return transport
  }
}

/** Writes frames by hand, and keeps what comes back. */
export class RawCaller {
  readonly channel: Channel
  ended = false
  received: Uint8Array[] = []

  constructor(channel: Channel) {
    this.channel = channel
  }

  listen(): void {
    this.channel.receive({
      onBytes: (bytes) => this.received.push(Uint8Array.from(bytes)),
      onEnd: () => {
        this.ended = true
      },
    })
  }

  send(header: Partial<Header>, payload = new Uint8Array(0)): void {
    const head = encodeFrameHead(header, payload.length)
    this.channel.send(Uint8Array.from([...head, ...payload]))
  }
}
