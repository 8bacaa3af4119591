import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/clock.ts'
import { isTritonError } from '../../src/errors.ts'
import { DIAL_DEADLINE_MS, STREAM_REQUESTS_MAX } from '../../src/limits.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import { handler } from '../../src/rpc/server.ts'
import { freePort } from '../harness/free-port.ts'
import { TcpProxy } from '../harness/tcp-proxy.ts'
import { ECHO, HANG, PROTOCOL, RawCaller, SEND, testHandlers, Witness } from '../suites/network-stage.ts'

const KiB = 1024
const isUnavailable = (error: unknown) => isTritonError(error, 'Unavailable')

describe('the libp2p transport', () => {
  const stops: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })

  async function start(options: { listen?: string[]; serve?: (network: Network) => void } = {}) {
    const transport = new Libp2pTransport({ privateKey: await freshIdentity(), listen: options.listen ?? [] })
    const network = new Network(transport, systemClock())
    options.serve?.(network)
    await network.start()
    stops.push(() => network.stop())
    return { network, transport }
  }

  async function startServer(witness = new Witness()) {
    const port = await freePort()
    const listen = [`/ip4/127.0.0.1/tcp/${port}`]
    const serve = (network: Network) => network.serve(PROTOCOL, testHandlers(witness))
    return { server: (await start({ listen, serve })).network, port, witness }
  }

  /** Something on TCP that is no libp2p. */
  async function startStranger(onConnection: (socket: Socket) => void): Promise<string> {
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {})
      onConnection(socket)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    stops.push(async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    return `/ip4/127.0.0.1/tcp/${(server.address() as AddressInfo).port}`
  }

  const STRANGERS: Record<string, (socket: Socket) => void> = {
    'says nothing': () => {},
    'hangs up': (socket) => socket.end(),
    'resets the connection': (socket) => socket.resetAndDestroy(),
    'speaks HTTP': (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    'speaks SSH': (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'),
    'sends zeros': (socket) => socket.write(new Uint8Array(100_000)),
    'says everything back': (socket) => socket.pipe(socket),
  }

  it('says within the dial deadline that no peer is there, whatever is', async function strangers() {
    const { network } = await start()
    await Promise.all(
      Object.entries(STRANGERS).map(async ([name, onConnection]) => {
        const address = await startStranger(onConnection)
        const begin = Date.now()
        await assert.rejects(network.connect(address), (error) => {
          assert.ok(isUnavailable(error) && isTritonError(error), `${name}: ${error}`)
          return error.message.includes(address) && /is a tritonring peer running/.test(error.hint!)
        })
        assert.ok(Date.now() - begin < DIAL_DEADLINE_MS + 1000, name)
      }),
    )
  })

  it('says at once that nobody listens', async () => {
    const { network } = await start()
    const begin = Date.now()
    const address = `/ip4/127.0.0.1/tcp/${await freePort()}`
    await assert.rejects(network.connect(address), (error) => {
      return isUnavailable(error) && /ECONNREFUSED/.test((error as Error).message)
    })
    assert.ok(Date.now() - begin < 1000)
  })

  it('refuses a peer of another id than the address names', async () => {
    const { network } = await start()
    const { server, port } = await startServer()
    const { transport: other } = await start()
    await assert.rejects(network.connect(`/ip4/127.0.0.1/tcp/${port}/p2p/${other.id}`), (error) => {
      return isUnavailable(error) && (error as Error).message.includes(other.id)
    })
    assert.equal(await network.connect(`/ip4/127.0.0.1/tcp/${port}/p2p/${server.id}`), server.id)
  })

  it('keeps no process alive that has stopped', async () => {
    const { server } = await startServer()
    const client = fork(fileURLToPath(new URL('brief-client.ts', import.meta.url)), [server.addresses[0]!])
    const ended = once(client, 'exit')
    assert.deepEqual((await once(client, 'message'))[0], 'stopped')
    const begin = Date.now()
    assert.deepEqual(await ended, [0, null])
    assert.ok(Date.now() - begin < DIAL_DEADLINE_MS / 2)
  })

  it('says which address it cannot listen on', async () => {
    const { port } = await startServer()
    const address = `/ip4/127.0.0.1/tcp/${port}`
    await assert.rejects(start({ listen: [address] }), (error) => {
      return isTritonError(error, 'Local') && error.message.includes(address)
    })
  })

  it('passes over addresses that are none', async () => {
    const { network } = await start()
    const { server } = await startServer()
    network.learn(server.id, ['', 'nonsense', '/ip4/1.2.3.4', '/memory/x', ...server.addresses])
    await network.call(server.id, ECHO, {})
  })

  it('reaches a peer by any of its addresses', async () => {
    const { network } = await start()
    const { server } = await startServer()
    network.learn(server.id, [`/ip4/127.0.0.1/tcp/${await freePort()}`, ...server.addresses])
    await network.call(server.id, ECHO, {})
  })

  it('lets many peers of one machine in at once', async () => {
    const { server } = await startServer()
    const clients = await Promise.all(Array.from({ length: 20 }, () => start()))
    await Promise.all(
      clients.map(async ({ network }) => {
        network.learn(server.id, server.addresses)
        await network.call(server.id, ECHO, {})
      }),
    )
  })

  it('ends calls to a frozen peer at their deadlines', async () => {
    const { network } = await start()
    const { server, port } = await startServer()
    const proxy = await TcpProxy.before(port)
    stops.push(() => proxy.close())
    network.learn(server.id, [`/ip4/127.0.0.1/tcp/${proxy.port}`])
    await network.call(server.id, ECHO, {})
    proxy.hold()
    const payload = new Uint8Array(3_000_000)
    const begin = Date.now()
    for (const options of [{ deadlineMs: 200 }, { deadlineMs: 200, payload }])
      await assert.rejects(network.call(server.id, HANG, {}, options), (error) =>
        isTritonError(error, 'Timeout'),
      )
    assert.ok(Date.now() - begin < 1500)
  })

  it('holds bounded memory for a reader that takes nothing', async () => {
    let given = 0
    const many = handler(SEND, ({ bytesMax }) => {
      given++
      return { response: {}, payload: new Uint8Array(bytesMax) }
    })
    const witness = new Witness()
    const hang = testHandlers(witness).find(({ method }) => method.op === HANG.op)!
    const port = await freePort()
    const serve = (network: Network) => network.serve(PROTOCOL, [many, hang])
    const { network: server } = await start({ listen: [`/ip4/127.0.0.1/tcp/${port}`], serve })
    const proxy = await TcpProxy.before(port)
    stops.push(() => proxy.close())
    const { transport } = await start()
    const address = `/ip4/127.0.0.1/tcp/${proxy.port}`
    const raw = new RawCaller(
      await transport.open(server.id, [address], PROTOCOL, new AbortController().signal),
    )
    raw.listen()
    raw.send({ id: 1, op: HANG.op })
    await witness.until(() => witness.hanging.length === 1)
    proxy.holdAnswers()
    const body = SEND.request.encode({ bytesMax: 256 * KiB }) as Uint8Array<ArrayBuffer>
    for (let id = 2; id < 3000; id++) raw.send({ id, op: SEND.op, body })
    await witness.until(() => witness.calledOff === 1)
    assert.ok(given > STREAM_REQUESTS_MAX / 2 && given < 3 * STREAM_REQUESTS_MAX, `${given} answers`)
  })
})
