import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { isTritonError } from '../../src/errors.ts'
import { DIAL_DEADLINE_MS } from '../../src/limits.ts'
import { seededBytes } from '../harness/random.ts'
import { ECHO, HANG, type Stage, Witness } from './network-stage.ts'

const isUnavailable = (error: unknown) => isTritonError(error, 'Unavailable')

/** Peers that are gone, come back, are others than they should be, or talk nonsense. */
export function describeFailures(stage: () => Stage): void {
  it('ends all calls to a peer that is gone with Unavailable, naming it', async () => {
    const { client, server, witness } = await stage().pair()
    const calls = Array.from({ length: 10 }, () =>
      assert.rejects(client.call(server.id, HANG, {}), (error) => {
        return (
          isTritonError(error, 'Unavailable') && error.peer === server.id && error.message.includes(server.id)
        )
      }),
    )
    await witness.until(() => witness.hanging.length === 10)
    const start = Date.now()
    await server.stop()
    await Promise.all(calls)
    assert.ok(Date.now() - start < 1000)
  })

  it('calls off what it does for a peer that is gone', async () => {
    const { client, server, witness } = await stage().pair()
    const call = assert.rejects(client.call(server.id, HANG, {}), isTritonError)
    await witness.until(() => witness.hanging.length === 1)
    await client.stop()
    await call
    await witness.until(() => witness.calledOff === 1)
  })

  it('tells when the last connection with a peer has ended', async () => {
    const { client, server, witness } = await stage().pair()
    const gone: string[] = []
    client.onDisconnect((peer) => gone.push(peer))
    await client.call(server.id, ECHO, {})
    assert.deepEqual(gone, [])
    await server.stop()
    await witness.until(() => gone.length > 0)
    assert.deepEqual(gone, [server.id])
  })

  it('fails soon while a peer is away, and connects again by the next call after its return', async () => {
    const { client, server } = await stage().pair()
    await client.call(server.id, ECHO, {})
    await server.stop()
    const start = Date.now()
    await assert.rejects(client.call(server.id, ECHO, {}), isUnavailable)
    assert.ok(Date.now() - start < DIAL_DEADLINE_MS / 2)
    const returned = await stage().peer('server')
    assert.equal(returned.id, server.id)
    const answer = await client.call(server.id, ECHO, {}, { payload: Uint8Array.of(5), answerBytesMax: 1 })
    assert.deepEqual([...answer.payload], [5])
  })

  it('is started and stopped any number of times', async () => {
    const { client, server } = await stage().pair()
    await client.start()
    await client.call(server.id, ECHO, {})
    await client.stop()
    await client.stop()
    await assert.rejects(client.call(server.id, ECHO, {}), isTritonError)
    await client.start()
    await client.call(server.id, ECHO, {})
  })

  it('cannot reach a peer that nobody has met, nor one whose address is not known', async () => {
    const { client, server } = await stage().pair()
    const stranger = await stage().strangerId()
    await assert.rejects(client.call(stranger, ECHO, {}), isUnavailable)
    client.learn(stranger, server.addresses)
    await assert.rejects(client.call(stranger, ECHO, {}), (error) => {
      return isUnavailable(error) && (error as Error).message.includes(stranger)
    })
    await client.call(server.id, ECHO, {})
  })

  it('cannot reach a peer that does not speak the protocol', async () => {
    const { client, server } = await stage().pair()
    const other = { ...ECHO, protocol: '/tritonring/other/1.0.0' }
    await assert.rejects(client.call(server.id, other, {}), (error) => {
      return isUnavailable(error) && (error as Error).message.includes(other.protocol)
    })
    await client.call(server.id, ECHO, {})
  })

  it('connects to an address and learns who is there', async () => {
    const { client, server } = await stage().pair()
    const fresh = await stage().peer('fresh')
    assert.equal(await fresh.connect(server.addresses[0]!), server.id)
    await fresh.call(server.id, ECHO, {})
    await assert.rejects(client.connect('nonsense'), (error) => isTritonError(error, 'BadRequest'))
    const { signal } = new AbortController()
    await fresh.connect(server.addresses[0]!, signal)
    assert.equal(getEventListeners(signal, 'abort').length, 0)
    const aborted = fresh.connect(server.addresses[0]!, AbortSignal.abort())
    await assert.rejects(aborted, (error) => isTritonError(error, 'Aborted'))
  })

  const GARBAGE: [string, Uint8Array][] = [
    ['zeros', new Uint8Array(100)],
    ['ones', new Uint8Array(100).fill(255)],
    ['text', new TextEncoder().encode('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['noise', seededBytes(1, 100_000)],
    ['a frame of 4 GiB', Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 1)],
    ['a header that is none', Uint8Array.of(0, 0, 0, 5, 0, 0, 0, 1, 8)],
  ]
  for (const [name, bytes] of GARBAGE) {
    it(`closes a channel that brings ${name}, and no other`, async () => {
      const { client, server, witness } = await stage().pair()
      const hanging = assert.rejects(client.call(server.id, HANG, {}, { deadlineMs: 300 }), (error) => {
        return isTritonError(error, 'Timeout')
      })
      const raw = await stage().rawChannel(server)
      raw.listen()
      raw.channel.send(bytes)
      await witness.until(() => raw.ended)
      await client.call(server.id, ECHO, {})
      await hanging
      assert.equal(stage().accepted.get('server'), 2)
    })
  }

  it('lets calls go on when a listener is called and a channel ends in the middle of a message', async () => {
    const { client, server, witness } = await stage().pair()
    const raw = await stage().rawChannel(server)
    raw.send({ id: 1, op: HANG.op, total: 1000 }, new Uint8Array(500))
    raw.channel.abort(new Error('done'))
    await client.call(server.id, ECHO, {})
    assert.equal(witness.hanging.length, 0)
  })

  it('opens one channel for calls that come while it is being opened', async () => {
    const { client, server } = await stage().pair()
    await Promise.all(Array.from({ length: 50 }, () => client.call(server.id, ECHO, {})))
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('ends a call at its own deadline or signal while it still connects', async () => {
    const { client, server } = await stage().pair()
    const controller = new AbortController()
    const aborted = client.call(server.id, ECHO, {}, { signal: controller.signal })
    controller.abort()
    await assert.rejects(aborted, (error) => isTritonError(error, 'Aborted'))
    await client.call(server.id, ECHO, {})
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('gives no warning of leaking listeners when it connects and fails often', async () => {
    const { client, server } = await stage().pair()
    const warnings: string[] = []
    const note = (warning: Error) => void warnings.push(warning.message)
    process.on('warning', note)
    const stranger = await stage().strangerId()
    client.learn(stranger, server.addresses)
    for (let i = 0; i < 30; i++) await client.call(stranger, ECHO, {}).catch(() => {})
    for (let i = 0; i < 30; i++) await client.connect(server.addresses[0]!)
    process.off('warning', note)
    assert.deepEqual(warnings, [])
  })

  it('serves each of many clients', async () => {
    const server = await stage().peer('server', new Witness())
    const names = Array.from({ length: 8 }, (_, i) => `client-${i}`)
    const clients = await Promise.all(names.map((name) => stage().peer(name)))
    for (const client of clients) client.learn(server.id, server.addresses)
    const payload = seededBytes(3, 100_000)
    const calls = clients.flatMap((client) =>
      [1, 2, 3].map(() => client.call(server.id, ECHO, {}, { payload, answerBytesMax: payload.length })),
    )
    for (const answer of await Promise.all(calls)) assert.equal(Buffer.compare(answer.payload, payload), 0)
    assert.equal(stage().accepted.get('server'), 8)
  })
}
