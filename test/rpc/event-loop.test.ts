import assert from 'node:assert/strict'
import { systemClock } from '../../src/clock.ts'
import { QUANTUM_BYTES, READ_BYTES_A_TURN } from '../../src/limits.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import { type Handler, handler } from '../../src/rpc/server.ts'
import { ECHO, NARROW, PROTOCOL } from '../suites/network-stage.ts'

const ANY_PORT = ['/ip4/127.0.0.1/tcp/0']
const CROWD = 8
/** Node reads so much at a time, and what a connection sends is a little more than what is sent over it. */
const CHUNK_BYTES = 64 * 1024

/** Counts by turns of the event loop; what begins just before a turn ends may fall into the next one's count. */
class TurnCount {
  most = 0
  #now = 0

  add(count: number): void {
    if (this.#now === 0) setImmediate(() => (this.#now = 0))
    this.#now += count
    this.most = Math.max(this.most, this.#now)
  }
}

describe('the event loop of a peer', () => {
  const stops: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })

  async function transport(listen: string[] = []): Promise<Libp2pTransport> {
    return new Libp2pTransport({ privateKey: await freshIdentity(), listen })
  }

  async function startServer(handlers: Handler[]): Promise<Network> {
    const network = new Network(await transport(ANY_PORT), systemClock())
    network.serve(PROTOCOL, handlers)
    await network.start()
    stops.push(() => network.stop())
    return network
  }

  /** Clients of `server` whose connections are there. */
  async function connect(server: Network, count: number): Promise<Network[]> {
    const clients: Network[] = []
    for (let i = 0; i < count; i++) {
      const client = new Network(await transport(), systemClock())
      await client.start()
      stops.push(() => client.stop())
      await client.connect(server.addresses[0]!)
      await client.call(server.id, NARROW, {})
      clients.push(client)
    }
    return clients
  }

  it('takes on one bulk request in a turn, and short ones between them', async () => {
    const turns = new TurnCount()
    const begun: string[] = []
    const server = await startServer([
      handler(ECHO, () => {
        turns.add(1)
        begun.push('bulk')
        return { response: {} }
      }),
      handler(NARROW, () => {
        begun.push('short')
        return { response: {} }
      }),
    ])
    const clients = await connect(server, CROWD + 1)
    const last = clients.pop()!
    begun.length = 0
    const payload = new Uint8Array(QUANTUM_BYTES)
    const all = clients.map((client) => client.call(server.id, ECHO, {}, { payload }))
    await Promise.all([...all, last.call(server.id, NARROW, {})])

    assert.ok(turns.most <= 2, `${turns.most} bulk requests between two turns`)
    assert.ok(begun.indexOf('short') <= 2, `short one after ${begun.indexOf('short')} of ${CROWD} bulk ones`)
  })

  it('bounds what a peer that listens writes in a turn, and not what one that only dials does', async () => {
    const [server, peer, client] = [await transport(ANY_PORT), await transport(ANY_PORT), await transport()]
    server.listen(PROTOCOL, (channel) => channel.receive({ onBytes: () => {}, onEnd: () => {} }))
    for (const each of [server, peer, client]) {
      await each.start()
      stops.push(() => each.stop())
    }
    const { signal } = new AbortController()
    const open = (dialer: typeof server) => dialer.open(server.id, server.addresses, PROTOCOL, signal)
    const [fromPeer, fromClient] = [await open(peer), await open(client)]
    const waits = [fromPeer, fromPeer, fromClient, fromClient].map((channel) =>
      channel.turnFor?.(QUANTUM_BYTES),
    )
    assert.deepEqual(
      waits.map((wait) => wait !== undefined),
      [false, true, false, false],
    )
    await Promise.all(waits)
  })

  it('reads a bounded part of what one connection has sent in a turn', async () => {
    const turns = new TurnCount()
    let received = 0
    const server = await transport(ANY_PORT)
    let all = () => {}
    const done = new Promise<void>((resolve) => {
      all = resolve
    })
    server.listen(PROTOCOL, (channel) =>
      channel.receive({
        onBytes: ({ length }) => {
          turns.add(length)
          received += length
          if (received === CROWD * QUANTUM_BYTES) all()
        },
        onEnd: () => {},
      }),
    )
    await server.start()
    const client = await transport()
    await client.start()
    stops.push(
      () => server.stop(),
      () => client.stop(),
    )
    const { signal } = new AbortController()
    await client.connect(server.addresses[0]!, signal)
    const channels = await Promise.all(
      Array.from({ length: CROWD }, () => client.open(server.id, server.addresses, PROTOCOL, signal)),
    )
    for (const channel of channels) channel.send(new Uint8Array(QUANTUM_BYTES))
    await done

    const bound = READ_BYTES_A_TURN + 2 * CHUNK_BYTES
    assert.ok(turns.most <= bound, `${turns.most} bytes in a turn, bound ${bound}`)
  })
})
