import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import { isTritonError } from '../../src/errors.ts'
import {
  DIAL_DEADLINE_MS,
  DRAIN_DEADLINE_MS,
  MESSAGE_PAYLOAD_MAX,
  PING_MS,
  SERVER_BYTES_MAX,
  SERVER_PLACES,
  SILENT_DIAL_MS,
  STREAM_CALLS_MAX,
  STREAM_REQUESTS_MAX,
} from '../../src/limits.ts'
import { Network } from '../../src/rpc/network.ts'
import { handler } from '../../src/rpc/server.ts'
import { FrameReader } from '../../src/wire/frame.ts'
import type { Header } from '../../src/wire/generated/tritonring.ts'
import { statusOf } from '../../src/wire/status.ts'
import { ECHO, HANG, PROTOCOL, RawCaller, SEND } from '../suites/network-stage.ts'
import { SimulatedPeers } from './simulated-peers.ts'

const KiB = 1024

describe('a network, as its clock sees it', () => {
  it('leaves no timer behind when all calls have ended', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    const calls = [
      client.call('server', ECHO, {}, { payload: new Uint8Array(2_000_000), answerBytesMax: 2_000_000 }),
      client.call('server', HANG, {}, { deadlineMs: 500 }),
      client.call('nobody', ECHO, {}),
      client.connect('/memory/server'),
      client.connect('/memory/nobody'),
    ]
    await peers.clock.runUntilIdle(60_000)
    const ended = await Promise.allSettled(calls)
    assert.deepEqual(
      ended.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected'],
    )
    assert.equal(peers.clock.pending, 0)
    assert.equal(peers.clock.now(), 500)
  })

  it('waits for a connection until its own deadline, or until the dial deadline if that is sooner', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    peers.network.cut('server', 'client')
    const call = (deadlineMs: number) => client.call('server', ECHO, {}, { deadlineMs })
    const outcomes = await Promise.all([peers.outcome(call(1000)), peers.outcome(call(10_000))])
    assert.deepEqual(outcomes, [
      { code: 'Timeout', atMs: 1000 },
      { code: 'Unavailable', atMs: DIAL_DEADLINE_MS },
    ])
    assert.equal(peers.clock.pending, 0)
  })

  it('ends calls to a silent peer soon, those too that wait for their turn, where others could answer', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    await peers.outcome(client.call('server', ECHO, {}))
    peers.network.cut('server', 'client')
    const startMs = peers.clock.now()
    const large = { payload: new Uint8Array(2_000_000), answerBytesMax: 2_000_000, endsInSilence: true }
    const calls = [
      client.call('server', HANG, {}, { endsInSilence: true }),
      client.call('server', ECHO, {}, large),
      client.call('server', ECHO, {}, large),
      client.call('server', ECHO, {}, { deadlineMs: 5_000 }),
    ]
    const outcomes = await Promise.all(calls.map((call) => peers.outcome(call)))
    assert.deepEqual(
      outcomes.map(({ code, atMs }) => [code, atMs - startMs]),
      [
        ['Timeout', 2_250],
        ['Timeout', 2_250],
        ['Timeout', 2_250],
        ['Timeout', 5_000],
      ],
    )
    assert.ok(client.isSilent('server'))
    peers.network.mend('server', 'client')
    await peers.clock.advance(PING_MS)
    assert.ok(!client.isSilent('server'), 'it is back, although nobody asks it anything')
    await peers.clock.advance(PING_MS)
    assert.equal(peers.clock.pending, 0)
  })

  it('does not take a peer for silent that works for long', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    const options = { deadlineMs: 20_000, endsInSilence: true }
    assert.deepEqual(await peers.outcome(client.call('server', HANG, {}, options)), {
      code: 'Timeout',
      atMs: 20_000,
    })
    assert.ok(!client.isSilent('server'))
  })

  it('forgets the silence of a peer whose channel ends', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    await peers.outcome(client.call('server', ECHO, {}))
    peers.network.cut('server', 'client')
    await peers.outcome(client.call('server', HANG, {}, { endsInSilence: true }))
    assert.ok(client.isSilent('server'))
    await client.stop()
    await peers.clock.advance(1)
    assert.ok(!client.isSilent('server'))
    assert.equal(peers.clock.pending, 0)
  })

  it('waits less for a connection where others could answer', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    peers.network.cut('server', 'client')
    const call = client.call('server', ECHO, {}, { endsInSilence: true })
    assert.deepEqual(await peers.outcome(call), { code: 'Timeout', atMs: SILENT_DIAL_MS })
  })

  it('connects when a partition ends in time', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    peers.network.cut('client', 'server')
    peers.clock.after(2000, () => peers.network.mend('client', 'server'))
    assert.deepEqual(await peers.outcome(client.call('server', ECHO, {})), { code: 'ok', atMs: 2000 })
  })

  it('ends a handler at its deadline when no call-off can come', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    await peers.start('server')
    const call = peers.outcome(client.call('server', HANG, {}, { deadlineMs: 1000 }))
    await peers.clock.advance(1)
    peers.network.cut('client', 'server')
    assert.equal((await call).code, 'Timeout')
    const { hanging } = peers.witnesses.get('server')!
    await peers.clock.advance(1)
    assert.ok(isTritonError(hanging[0]!.signal.reason, 'Timeout'))
  })

  it('cuts off a reader that takes nothing for the drain deadline, and calls off its requests', async () => {
    const peers = new SimulatedPeers()
    const server = await peers.start('server')
    const raw = await openRaw(peers)
    raw.send({ id: 1, op: HANG.op, deadline: 600_000 })
    await peers.clock.advance(1)
    peers.network.cut('server', 'raw')
    for (let id = 2; id < 12; id++) raw.send({ id, op: SEND.op, body: sendBody(512 * KiB) })
    await peers.clock.advance(DRAIN_DEADLINE_MS - 10)
    assert.equal(peers.witnesses.get('server')!.calledOff, 0)
    await peers.clock.advance(20)
    assert.equal(peers.witnesses.get('server')!.calledOff, 1)
    await server.stop()
    await peers.clock.runUntilIdle(1000)
    assert.equal(peers.clock.pending, 0)
  })

  it('cuts off a caller that asks on and on without reading', async () => {
    const peers = new SimulatedPeers()
    await peers.start('server')
    const raw = await openRaw(peers)
    raw.send({ id: 1, op: HANG.op, deadline: 600_000 })
    await peers.clock.advance(1)
    peers.network.cut('server', 'raw')
    for (let id = 2; id < 10 * STREAM_REQUESTS_MAX; id++)
      raw.send({ id, op: SEND.op, body: sendBody(256 * KiB) })
    await peers.clock.advance(5)
    assert.equal(peers.witnesses.get('server')!.calledOff, 1)
  })

  it('answers Busy while too many bytes of answers wait to be read', async () => {
    const peers = new SimulatedPeers()
    const large = { response: {}, payload: new Uint8Array(MESSAGE_PAYLOAD_MAX) }
    const server = new Network(peers.network.transport('server'), peers.clock)
    server.serve(PROTOCOL, [handler(SEND, () => large)])
    await server.start()
    const raw = await openRaw(peers)
    peers.network.cut('server', 'raw')
    const fitting = Math.floor(SERVER_BYTES_MAX / 2 / MESSAGE_PAYLOAD_MAX)
    for (let id = 1; id <= fitting + 3; id++) raw.send({ id, op: SEND.op })
    await peers.clock.advance(10)
    peers.network.mend('server', 'raw')
    await peers.clock.advance(1000)
    const busy = headersIn(raw).filter(({ status }) => status === statusOf('Busy'))
    assert.deepEqual(
      busy.map(({ id }) => id),
      [fitting + 1, fitting + 2, fitting + 3],
    )
    raw.send({ id: 100, op: SEND.op })
    await peers.clock.advance(1000)
    assert.equal(headersIn(raw).find(({ id }) => id === 100)!.status, 0)
  })

  it('serves others while one client leaves all of its answers unread', async () => {
    const peers = new SimulatedPeers()
    const large = { response: {}, payload: new Uint8Array(MESSAGE_PAYLOAD_MAX) }
    const server = new Network(peers.network.transport('server'), peers.clock)
    server.serve(PROTOCOL, [handler(SEND, () => large)])
    await server.start()
    const raw = await openRaw(peers)
    peers.network.cut('server', 'raw')
    for (let id = 1; id <= STREAM_REQUESTS_MAX; id++) raw.send({ id, op: SEND.op })
    await peers.clock.advance(10)
    const other = await peers.start('other')
    const answer = other.call('server', SEND, {}, { answerBytesMax: MESSAGE_PAYLOAD_MAX })
    assert.equal((await peers.outcome(answer, 5_000)).code, 'ok')
  })

  it('lets a client with one request pass another that has sent hundreds', async () => {
    const peers = new SimulatedPeers()
    const begun: string[] = []
    const server = new Network(peers.network.transport('server'), peers.clock)
    const slow = handler(ECHO, async (_, __, { peer, signal }) => {
      begun.push(peer)
      await pause(peers.clock, 10, signal)
      return { response: {} }
    })
    server.serve(PROTOCOL, [slow])
    await server.start()
    const busy = await Promise.all(['busy-1', 'busy-2'].map((name) => peers.start(name)))
    const calls = busy.flatMap((each) =>
      Array.from({ length: STREAM_CALLS_MAX }, () =>
        each.call('server', ECHO, {}, { payload: new Uint8Array(9) }),
      ),
    )
    await peers.clock.advance(5)
    assert.ok(begun.length > SERVER_PLACES / 2 && begun.length < SERVER_PLACES)
    const single = await peers.start('single')
    const { code, atMs } = await peers.outcome(
      single.call('server', ECHO, {}, { payload: new Uint8Array(9) }),
    )
    assert.deepEqual({ code, soon: atMs <= 30 }, { code: 'ok', soon: true })
    await peers.clock.runUntilIdle(60_000)
    assert.equal(
      (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length,
      calls.length,
    )
  })

  it('keeps its channel through a short partition, and takes answers that come late for none', async () => {
    const peers = new SimulatedPeers()
    const client = await peers.start('client')
    const server = await peers.start('server')
    let channels = 0
    server.onDisconnect(() => channels++)
    assert.equal((await peers.outcome(client.call('server', ECHO, {}))).code, 'ok')
    peers.network.cut('server', 'client')
    const late = client.call('server', SEND, { bytesMax: 9 }, { answerBytesMax: 9, deadlineMs: 100 })
    assert.equal((await peers.outcome(late)).code, 'Timeout')
    peers.network.mend('server', 'client')
    const answer = client.call('server', SEND, { bytesMax: 5 }, { answerBytesMax: 5 })
    assert.equal((await peers.outcome(answer)).code, 'ok')
    assert.equal((await answer).payload.length, 5)
    assert.equal(channels, 0)
  })
})

async function openRaw(peers: SimulatedPeers): Promise<RawCaller> {
  const transport = peers.network.transport('raw')
  await transport.start()
  const opening = transport.open('server', [], PROTOCOL, new AbortController().signal)
  await peers.clock.advance(0)
  const raw = new RawCaller(await opening)
  raw.listen()
  return raw
}

/** The headers of the first frames that came. */
function headersIn(raw: RawCaller): Header[] {
  const headers: Header[] = []
  const onFrame = (header: Header) => void (header.offset === 0 && headers.push(header))
  const reader = new FrameReader({ onHead: () => undefined, onFrame })
  for (const bytes of raw.received) reader.push(bytes)
  return headers
}

function sendBody(bytesMax: number): Uint8Array<ArrayBuffer> {
  return SEND.request.encode({ bytesMax }) as Uint8Array<ArrayBuffer>
}
