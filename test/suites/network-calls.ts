import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { isTritonError } from '../../src/errors.ts'
import { seededBytes } from '../harness/random.ts'
import { ECHO, FAIL, HANG, SCAN_ECHO, SEND, type Stage, UNKNOWN } from './network-stage.ts'

const KiB = 1024
const MiB = 1024 * KiB

/** Requests and their answers while nothing is wrong with the network. */
export function describeCalls(stage: () => Stage): void {
  it('answers a request, with its message, its payload and the epochs of both', async () => {
    const { client, server, witness } = await stage().pair()
    client.tellEpoch(() => 7)
    server.tellEpoch(() => 2 ** 40)
    const answer = await client.call(server.id, ECHO, {}, { payload: Uint8Array.of(1, 2), answerBytesMax: 2 })
    assert.deepEqual([[...answer.payload], answer.epoch, witness.epochs], [[1, 2], 2 ** 40, [7]])
    const after = seededBytes(1, 32) as Uint8Array<ArrayBuffer>
    const { response } = await client.call(server.id, SCAN_ECHO, { after, countMax: 3 })
    assert.deepEqual([Uint8Array.from(response.next), response.sizes], [after, [0, 1, 2]])
  })

  it('answers both ways between two peers that serve each other', async () => {
    const { client, server } = await stage().pair()
    server.learn(client.id, client.addresses)
    const calls = [client.call(server.id, SEND, { bytesMax: 9 }, { answerBytesMax: 9 })]
    calls.push(server.call(client.id, SEND, { bytesMax: 9 }, { answerBytesMax: 9 }))
    for (const { payload } of await Promise.all(calls)) assert.equal(payload.length, 9)
  })

  for (const length of [0, 1, 512 * KiB, 512 * KiB + 1, 10 * MiB]) {
    it(`carries ${length} bytes there and back`, async () => {
      const { client, server } = await stage().pair()
      const payload = seededBytes(length, length)
      const answer = await client.call(server.id, ECHO, {}, { payload, answerBytesMax: length })
      assert.equal(Buffer.compare(answer.payload, payload), 0)
    })
  }

  it("puts an answer into the caller's memory, and what is too long for it nowhere", async () => {
    const { client, server } = await stage().pair()
    const answerInto = new Uint8Array(1000).fill(9)
    const { payload } = await client.call(server.id, SEND, { bytesMax: 600 }, { answerInto })
    assert.equal(payload.buffer, answerInto.buffer)
    assert.deepEqual(Uint8Array.from(payload), seededBytes(600, 600))
    assert.ok(answerInto.subarray(600).every((byte) => byte === 9))
    for (const options of [{ answerInto: new Uint8Array(599) }, { answerInto, answerBytesMax: 599 }])
      await assert.rejects(client.call(server.id, SEND, { bytesMax: 600 }, options), (error) => {
        return isTritonError(error, 'TooLarge')
      })
  })

  it('writes nothing into the memory of a call that has ended early', async () => {
    const { client, server } = await stage().pair()
    const answerInto = new Uint8Array(8 * MiB)
    const zeros = new Uint8Array(8 * MiB)
    for (let deadlineMs = 1; deadlineMs < 30; deadlineMs += 2) {
      const ended = await client
        .call(server.id, SEND, { bytesMax: answerInto.length }, { answerInto, deadlineMs })
        .catch((error) => error)
      answerInto.fill(0)
      if (ended instanceof Error) await client.call(server.id, ECHO, {})
      assert.equal(Buffer.compare(answerInto, zeros), 0)
    }
  })

  it('carries a message of 3 MiB beside a payload', async () => {
    const { client, server } = await stage().pair()
    const after = seededBytes(1, 3 * MiB) as Uint8Array<ArrayBuffer>
    const { response } = await client.call(server.id, SCAN_ECHO, { after }, { payload: new Uint8Array(10) })
    assert.equal(Buffer.compare(response.next, after), 0)
  })

  it('carries 1,000 requests at once over one channel, each with its own answer', async () => {
    const { client, server } = await stage().pair()
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        client.call(server.id, SEND, { bytesMax: i }, { answerBytesMax: i }),
      ),
    )
    for (const [i, { payload }] of answers.entries()) assert.deepEqual(payload, seededBytes(i, i))
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('carries many sizes at once, each bytewise right', async () => {
    const { client, server } = await stage().pair()
    const sizes = [3 * MiB, 1, 700 * KiB, 0, 512 * KiB + 1, 64, 2 * MiB, 300_000, 1 * MiB, 5]
    await Promise.all(
      sizes.map(async (length, seed) => {
        const payload = seededBytes(seed, length)
        const answer = await client.call(server.id, ECHO, {}, { payload, answerBytesMax: length })
        assert.equal(Buffer.compare(answer.payload, payload), 0)
      }),
    )
  })

  it('does not let a short request wait for a long one', async () => {
    const { client, server } = await stage().pair()
    await client.call(server.id, ECHO, {})
    let longDone = false
    const payload = seededBytes(1, 10 * MiB)
    const long = client.call(server.id, ECHO, {}, { payload, answerBytesMax: 10 * MiB }).then(() => {
      longDone = true
    })
    for (let call = 0; call < 3; call++) await client.call(server.id, ECHO, {})
    assert.equal(longDone, false)
    await long
  })

  it('tells the error of a handler with its code, text, hint, detail and peer', async () => {
    const { client, server } = await stage().pair()
    await assert.rejects(client.call(server.id, FAIL, { bytesMax: 1 }), (error) => {
      assert.ok(isTritonError(error, 'NoSpace'))
      assert.deepEqual([error.message, error.hint, error.peer], ['could not store', 'add a disk', server.id])
      assert.deepEqual(Uint8Array.from(error.detail!), Uint8Array.of(1, 2, 3))
      return true
    })
  })

  it('tells of any other error of a handler only that it happened', async () => {
    const { client, server } = await stage().pair()
    await assert.rejects(client.call(server.id, FAIL, { bytesMax: 0 }), (error) => {
      return isTritonError(error, 'Unavailable') && !error.message.includes('ENOENT')
    })
    await client.call(server.id, ECHO, {})
  })

  it('refuses a method that the server does not know with Unsupported', async () => {
    const { client, server } = await stage().pair()
    const refused = client.call(server.id, UNKNOWN, {}, { payload: new Uint8Array(600 * KiB) })
    await assert.rejects(refused, (error) => isTritonError(error, 'Unsupported'))
    await client.call(server.id, ECHO, {})
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('ends a call at its deadline with Timeout, and calls off its handler', async () => {
    const { client, server, witness } = await stage().pair()
    const start = Date.now()
    await assert.rejects(client.call(server.id, HANG, {}, { deadlineMs: 100 }), (error) => {
      return isTritonError(error, 'Timeout') && error.peer === server.id && /hang.*100 ms/.test(error.message)
    })
    assert.ok(Date.now() - start < 1500)
    await witness.until(() => witness.calledOff === 1)
    await client.call(server.id, ECHO, {})
  })

  it('ends a call with Aborted when its signal fires, and calls off its handler', async () => {
    const { client, server, witness } = await stage().pair()
    const { signal, ...controller } = abortable()
    const call = client.call(server.id, HANG, {}, { signal })
    const refused = assert.rejects(call, (error) => isTritonError(error, 'Aborted'))
    await witness.until(() => witness.hanging.length === 1)
    assert.equal(witness.hanging[0]!.peer, client.id)
    controller.abort()
    await refused
    await witness.until(() => witness.calledOff === 1)
    assert.equal(getEventListeners(signal, 'abort').length, 0)
    await assert.rejects(client.call(server.id, ECHO, {}, { signal }), (error) =>
      isTritonError(error, 'Aborted'),
    )
    await client.call(server.id, ECHO, {})
  })

  it('calls off a request of which only a part was sent', async () => {
    const { client, server } = await stage().pair()
    await client.call(server.id, ECHO, {})
    const { signal, ...controller } = abortable()
    const call = client.call(server.id, HANG, {}, { payload: seededBytes(1, 10 * MiB), signal })
    const refused = assert.rejects(call, (error) => isTritonError(error, 'Aborted'))
    setTimeout(controller.abort, 1)
    await refused
    const payload = seededBytes(2, 2 * MiB)
    const answer = await client.call(server.id, ECHO, {}, { payload, answerBytesMax: payload.length })
    assert.equal(Buffer.compare(answer.payload, payload), 0)
    assert.equal(stage().accepted.get('server'), 1)
  })

  it('leaves no listener on a signal that many calls share', async () => {
    const { client, server } = await stage().pair()
    const { signal } = abortable()
    await Promise.all(Array.from({ length: 100 }, () => client.call(server.id, ECHO, {}, { signal })))
    assert.equal(getEventListeners(signal, 'abort').length, 0)
  })
}

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
