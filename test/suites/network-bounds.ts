import assert from 'node:assert/strict'
import { isTritonError } from '../../src/errors.ts'
import {
  MESSAGE_PAYLOAD_MAX,
  SERVER_BYTES_MAX,
  STREAM_BYTES_IN_FLIGHT_MAX,
  STREAM_CALLS_MAX,
  STREAM_CALLS_WAITING_MAX,
  STREAM_REQUESTS_MAX,
} from '../../src/limits.ts'
import { BODY_BYTES_MAX, FrameReader } from '../../src/wire/frame.ts'
import { type Header, Kind } from '../../src/wire/generated/tritonring.ts'
import { PING } from '../../src/wire/ping.ts'
import { statusOf } from '../../src/wire/status.ts'
import {
  CARELESS,
  ECHO,
  HANG,
  NARROW,
  type RawCaller,
  SCAN_ECHO,
  SEND,
  STUBBORN,
  type Stage,
} from './network-stage.ts'

const MiB = 1024 * 1024
const isTooLarge = (error: unknown) => isTritonError(error, 'TooLarge')

/** What is refused because it is too large or too much, while the rest goes on. */
export function describeBounds(stage: () => Stage): void {
  it('does not send what is over the bounds of its method', async () => {
    const { client, server } = await stage().pair()
    await assert.rejects(client.call(server.id, NARROW, {}, { payload: new Uint8Array(1001) }), isTooLarge)
    await assert.rejects(
      client.call(server.id, ECHO, {}, { payload: new Uint8Array(MESSAGE_PAYLOAD_MAX + 1) }),
      isTooLarge,
    )
  })

  it('answers a request over its bounds with TooLarge, and the others as ever', async () => {
    const { client, server } = await stage().pair()
    const others = Array.from({ length: 20 }, (_, i) =>
      client.call(server.id, SEND, { bytesMax: i }, { answerBytesMax: i }),
    )
    const payload = new Uint8Array(2 * MiB)
    await assert.rejects(client.call(server.id, CARELESS, {}, { payload }), (error) => {
      return isTritonError(error, 'TooLarge') && error.message.includes('2097152 bytes are more than 1000')
    })
    for (const [i, { payload }] of (await Promise.all(others)).entries()) assert.equal(payload.length, i)
    await client.call(server.id, ECHO, {})
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('refuses an answer larger than the caller allows, and the others come as ever', async () => {
    const { client, server } = await stage().pair()
    const others = [1, 2, 3].map((i) => client.call(server.id, SEND, { bytesMax: i }, { answerBytesMax: i }))
    for (const [bytesMax, answerBytesMax] of [
      [1, 0],
      [2000, 1999],
      [5 * MiB, MiB],
    ] as const)
      await assert.rejects(client.call(server.id, SEND, { bytesMax }, { answerBytesMax }), isTooLarge)
    await Promise.all(others)
    await client.call(server.id, ECHO, {})
    assert.equal(stage().accepted.get('server'), 1)
  })

  it("does not send an answer that is over its method's bounds", async () => {
    const { client, server } = await stage().pair()
    await assert.rejects(client.call(server.id, NARROW, {}, { answerBytesMax: 5000 }), isTooLarge)
  })

  it('does not send an answer whose message is too long for a frame', async () => {
    const { client, server } = await stage().pair()
    const after = new Uint8Array(BODY_BYTES_MAX - 20)
    await assert.rejects(client.call(server.id, SCAN_ECHO, { after, countMax: 1000 }), isTooLarge)
    await client.call(server.id, ECHO, {})
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('never has more payload in flight than the bound of a stream', async () => {
    const { client, server, witness } = await stage().pair()
    const controller = new AbortController()
    const payload = new Uint8Array(MiB)
    const calls = Array.from({ length: 10 }, () =>
      client.call(server.id, HANG, {}, { payload, signal: controller.signal }).catch(() => {}),
    )
    await witness.until(() => witness.hanging.length === STREAM_BYTES_IN_FLIGHT_MAX / MiB)
    await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal(witness.hanging.length, STREAM_BYTES_IN_FLIGHT_MAX / MiB)
    controller.abort()
    await Promise.all(calls)
  })

  it('refuses with Busy to queue more calls than may wait', async () => {
    const { client, server, witness } = await stage().pair()
    const controller = new AbortController()
    const hang = () => client.call(server.id, HANG, {}, { signal: controller.signal })
    const calls = Array.from({ length: STREAM_CALLS_MAX + STREAM_CALLS_WAITING_MAX }, () =>
      hang().catch(() => {}),
    )
    await witness.until(() => witness.hanging.length === STREAM_CALLS_MAX)
    await assert.rejects(hang(), (error) => isTritonError(error, 'Busy'))
    controller.abort()
    await Promise.all(calls)
    await client.call(server.id, ECHO, {})
  })

  it('answers Busy to a caller with too many requests in flight, until one has ended', async () => {
    const { server, witness } = await stage().pair()
    const raw = await stage().rawChannel(server)
    raw.listen()
    for (let id = 1; id <= STREAM_REQUESTS_MAX + 2; id++) raw.send({ id, op: HANG.op, deadline: 10_000 })
    await witness.until(() => answersIn(raw).length === 2)
    assert.deepEqual(
      answersIn(raw).map(({ id, status }) => [id, status]),
      [
        [STREAM_REQUESTS_MAX + 1, statusOf('Busy')],
        [STREAM_REQUESTS_MAX + 2, statusOf('Busy')],
      ],
    )
    raw.send({ id: 1, op: HANG.op, kind: Kind.CANCEL })
    await witness.until(() => witness.calledOff === 1)
    raw.send({ id: 1000, op: PING.op })
    await witness.until(() => answersIn(raw).at(-1)?.id === 1000)
    assert.equal(answersIn(raw).at(-1)!.status, 0)
  })

  it('counts a request that was called off until its handler has ended', async () => {
    const { server, witness } = await stage().pair()
    const raw = await stage().rawChannel(server)
    raw.listen()
    for (let id = 1; id <= STREAM_REQUESTS_MAX; id++) {
      raw.send({ id, op: STUBBORN.op })
      raw.send({ id, op: STUBBORN.op, kind: Kind.CANCEL })
    }
    raw.send({ id: 1000, op: ECHO.op })
    await witness.until(() => answersIn(raw).length === 1)
    assert.deepEqual([answersIn(raw)[0]!.id, answersIn(raw)[0]!.status], [1000, statusOf('Busy')])
    for (const release of witness.release) release()
    await new Promise((resolve) => setImmediate(resolve))
    raw.send({ id: 1001, op: ECHO.op })
    await witness.until(() => answersIn(raw).length === 2)
    assert.deepEqual([answersIn(raw)[1]!.id, answersIn(raw)[1]!.status], [1001, 0])
  })

  it('answers Busy when it holds too many bytes, also of requests that are not complete', async () => {
    const { server, witness } = await stage().pair()
    const raw = await stage().rawChannel(server)
    raw.listen()
    const fitting = Math.floor(SERVER_BYTES_MAX / 2 / MESSAGE_PAYLOAD_MAX)
    for (let id = 1; id <= fitting + 1; id++) raw.send({ id, op: HANG.op, total: MESSAGE_PAYLOAD_MAX })
    await witness.until(() => answersIn(raw).length === 1)
    assert.deepEqual([answersIn(raw)[0]!.id, answersIn(raw)[0]!.status], [fitting + 1, statusOf('Busy')])
    raw.channel.abort(new Error('done'))
    const { client } = await again(stage(), server.id, server.addresses)
    const payload = new Uint8Array(MESSAGE_PAYLOAD_MAX)
    for (let call = 0; call < 3; call++)
      await client.call(server.id, ECHO, {}, { payload, answerBytesMax: payload.length })
  })

  it('refuses a second request of the same id while the first is in flight', async () => {
    const { server, witness } = await stage().pair()
    const raw = await stage().rawChannel(server)
    raw.listen()
    raw.send({ id: 7, op: HANG.op })
    raw.send({ id: 7, op: ECHO.op })
    await witness.until(() => answersIn(raw).length === 1)
    assert.equal(answersIn(raw)[0]!.status, statusOf('BadRequest'))
    assert.equal(witness.hanging.length, 1)
  })

  it('refuses a request whose message cannot be read with BadRequest', async () => {
    const { server, witness } = await stage().pair()
    const raw = await stage().rawChannel(server)
    raw.listen()
    raw.send({ id: 1, op: ECHO.op, body: Uint8Array.of(0x08) })
    await witness.until(() => answersIn(raw).length === 1)
    assert.equal(answersIn(raw)[0]!.status, statusOf('BadRequest'))
  })
}

async function again(stage: Stage, id: string, addresses: readonly string[]) {
  const client = await stage.peer('client-2')
  client.learn(id, addresses)
  return { client }
}

/** The complete answers that came, in their order. */
function answersIn(raw: RawCaller): Header[] {
  const answers: Header[] = []
  const reader = new FrameReader({ onHead: () => undefined, onFrame: (header) => void answers.push(header) })
  for (const bytes of raw.received) reader.push(bytes)
  return answers
}
