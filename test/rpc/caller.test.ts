import assert from 'node:assert/strict'
import { isTritonError } from '../../src/errors.ts'
import { Caller } from '../../src/rpc/caller.ts'
import { Deadline } from '../../src/rpc/deadline.ts'
import { encodeFrameHead, FrameReader } from '../../src/wire/frame.ts'
import { type Header, Kind } from '../../src/wire/generated/tritonring.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { ECHO, SCAN_ECHO } from '../suites/network-stage.ts'
import { TapChannel } from './tap-channel.ts'

function setUp() {
  const clock = new VirtualClock()
  const channel = new TapChannel()
  let ends = 0
  const caller = new Caller(
    channel,
    clock,
    () => 0,
    () => ends++,
  )
  const call = (options: object = {}, deadlineMs = 1000) =>
    caller.call(ECHO, {}, options, new Deadline(clock, deadlineMs, { action: 'echo' }))
  return { clock, channel, caller, call, ends: () => ends }
}

/** Plays the other side. */
function answer(channel: TapChannel, header: Partial<Header>, payload: number[] = []): void {
  const head = encodeFrameHead({ kind: Kind.RESPONSE, ...header }, payload.length)
  try {
    channel.receiver!.onBytes(Uint8Array.from([...head, ...payload]))
  } catch (error) {
    channel.abort(error as Error)
  }
}

function sentHeaders(channel: TapChannel): Header[] {
  const headers: Header[] = []
  const reader = new FrameReader({ onHead: () => undefined, onFrame: (header) => void headers.push(header) })
  reader.push(channel.stream)
  return headers
}

describe('a caller', () => {
  it('numbers its requests, and tells how long it waits for each', async () => {
    const { clock, channel, call } = setUp()
    const calls = [call(), call({}, 77)]
    await clock.advance(0)
    assert.deepEqual(
      sentHeaders(channel).map(({ id, op, deadline }) => [id, op, deadline]),
      [
        [1, ECHO.op, 1000],
        [2, ECHO.op, 77],
      ],
    )
    answer(channel, { id: 2, epoch: 2 })
    answer(channel, { id: 1, epoch: 1 })
    assert.deepEqual(
      (await Promise.all(calls)).map(({ epoch }) => epoch),
      [1, 2],
    )
  })

  it('says when a request leaves, and only then', async () => {
    const { clock, channel, call } = setUp()
    let sent = 0
    const onSent = () => {
      sent++
    }
    const answered = call({ onSent })
    await clock.advance(0)
    assert.equal(sent, 1)
    answer(channel, { id: 1 })
    await answered
    channel.abort(new Error('gone'))
    await assert.rejects(call({ onSent }))
    assert.equal(sent, 1)
  })

  it('does not send what was called off before the channel took it', async () => {
    const { clock, channel, call } = setUp()
    channel.room = 0
    const ended = assert.rejects(call({ payload: new Uint8Array(10) }, 100), (error) =>
      isTritonError(error, 'Timeout'),
    )
    await clock.advance(100)
    await ended
    channel.open()
    await clock.advance(0)
    assert.equal(channel.sent.length, 0)
  })

  it('calls off what it has sent', async () => {
    const { clock, channel, call } = setUp()
    const ended = assert.rejects(call({}, 100), (error) => isTritonError(error, 'Timeout'))
    await clock.advance(100)
    await ended
    assert.deepEqual(
      sentHeaders(channel).map(({ id, kind }) => [id, kind]),
      [
        [1, Kind.REQUEST],
        [1, Kind.CANCEL],
      ],
    )
  })

  it('calls off a request when the answer is larger than it allows', async () => {
    const { clock, channel, call } = setUp()
    const ended = assert.rejects(call({ answerBytesMax: 2 }), (error) => isTritonError(error, 'TooLarge'))
    await clock.advance(0)
    answer(channel, { id: 1, total: 3 }, [1])
    answer(channel, { id: 1, total: 3, offset: 1 }, [2, 3])
    await ended
    await clock.advance(0)
    assert.deepEqual(sentHeaders(channel).at(-1)!.kind, Kind.CANCEL)
    assert.equal(channel.ended, undefined)
  })

  it('passes over answers that nobody waits for', async () => {
    const { clock, channel, call } = setUp()
    const waiting = call({ answerBytesMax: 1 })
    await clock.advance(0)
    answer(channel, { id: 99, total: 2 }, [1, 2])
    answer(channel, { id: 1, kind: Kind.REQUEST })
    answer(channel, { id: 1, total: 1 }, [7])
    answer(channel, { id: 1, total: 1 }, [8])
    assert.deepEqual([...(await waiting).payload], [7])
    assert.equal(channel.ended, undefined)
  })

  it('ends a channel on which one answer begins twice', async () => {
    const { clock, channel, call, ends } = setUp()
    const ended = assert.rejects(call({ answerBytesMax: 4 }), (error) => isTritonError(error, 'Unavailable'))
    await clock.advance(0)
    answer(channel, { id: 1, total: 4 }, [1, 2])
    answer(channel, { id: 1, total: 4 }, [1, 2])
    await ended
    assert.ok(isTritonError(channel.ended, 'Corrupt'))
    assert.equal(ends(), 1)
  })

  it('says that an answer is Corrupt whose message cannot be read, and goes on', async () => {
    const { clock, channel, call } = setUp()
    const calls = [call(), call()]
    const ended = assert.rejects(calls[0]!, (error) => {
      return isTritonError(error, 'Corrupt') && error.peer === channel.peer
    })
    await clock.advance(0)
    answer(channel, { id: 1, body: Uint8Array.of(0x08) })
    answer(channel, { id: 2 })
    await ended
    await calls[1]
  })

  it('refuses a message too long for a frame, before it sends anything', async () => {
    const { clock, channel, caller } = setUp()
    const after = new Uint8Array(4 * 1024 * 1024)
    const call = caller.call(SCAN_ECHO, { after }, {}, new Deadline(clock, 100, { action: 'scan' }))
    await assert.rejects(call, (error) => isTritonError(error, 'TooLarge'))
    await clock.advance(0)
    assert.equal(channel.sent.length, 0)
  })

  it('takes no calls once its channel has ended', async () => {
    const { channel, call, ends } = setUp()
    channel.abort(new Error('cable cut'))
    await assert.rejects(call(), (error) => {
      return isTritonError(error, 'Unavailable') && /far-peer.*cable cut/.test(error.message)
    })
    assert.equal(ends(), 1)
  })
})
