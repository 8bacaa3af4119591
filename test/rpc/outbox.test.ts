import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isTritonError } from '../../src/errors.ts'
import { DRAIN_DEADLINE_MS, FRAME_PAYLOAD_MAX } from '../../src/limits.ts'
import { Inbox } from '../../src/rpc/inbox.ts'
import { OUTBOX_MESSAGES_MAX, Outbox } from '../../src/rpc/outbox.ts'
import { FrameReader, NO_PAYLOAD } from '../../src/wire/frame.ts'
import type { Header } from '../../src/wire/generated/tritonring.ts'
import { seededBytes } from '../harness/random.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { TapChannel } from './tap-channel.ts'

const MiB = 1024 * 1024

function setUp() {
  const clock = new VirtualClock()
  const channel = new TapChannel()
  return { clock, channel, outbox: new Outbox(channel, clock) }
}

/** The frames of a stream, as id and offset. */
function framesOf(stream: Uint8Array): string[] {
  const frames: string[] = []
  const reader = new FrameReader({
    onHead: () => undefined,
    onFrame: ({ id, offset }) => void frames.push(`${id}@${offset / FRAME_PAYLOAD_MAX}`),
  })
  reader.push(stream)
  return frames
}

function messagesOf(
  stream: Uint8Array,
  cuts: number[],
): { id: number; body: Uint8Array; payload: Uint8Array }[] {
  const messages: { id: number; body: Uint8Array; payload: Uint8Array }[] = []
  const inbox = new Inbox({
    admit: ({ total }) => new Uint8Array(total),
    deliver: ({ id, body }, payload) => void messages.push({ id, body: Uint8Array.from(body), payload }),
  })
  const ends = [...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length]
  for (const [index, end] of ends.entries()) inbox.push(stream.slice(index === 0 ? 0 : ends[index - 1], end))
  return messages
}

describe('an outbox', () => {
  it('sends messages that an inbox puts together again, however they are cut on the way', async () => {
    const size = fc.oneof(fc.nat(100), fc.nat(70_000), fc.nat(3 * FRAME_PAYLOAD_MAX))
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 6 }), fc.array(fc.nat()), async (sizes, cuts) => {
        const { clock, channel, outbox } = setUp()
        const messages = sizes.map((length, i) => ({
          id: i + 1,
          body: seededBytes(i, length % 300),
          payload: seededBytes(i, length),
        }))
        for (const { id, body, payload } of messages)
          void outbox.send({ id, body } as Partial<Header>, payload)
        await clock.advance(0)
        const arrived = messagesOf(channel.stream, cuts).sort((a, b) => a.id - b.id)
        assert.deepEqual(arrived, messages)
      }),
      { numRuns: 50 },
    )
  })

  it('sends frames of long messages in turns, and a short message after one frame of each', async () => {
    const { clock, channel, outbox } = setUp()
    const long = new Uint8Array(3 * FRAME_PAYLOAD_MAX)
    void outbox.send({ id: 1 }, long)
    void outbox.send({ id: 2 }, long)
    void outbox.send({ id: 3 }, new Uint8Array(10))
    await clock.advance(0)
    assert.deepEqual(framesOf(channel.stream), ['1@0', '2@0', '3@0', '1@1', '2@1', '1@2', '2@2'])
  })

  it('sends short messages of one turn of the event loop in one write', async () => {
    const { clock, channel, outbox } = setUp()
    for (let id = 1; id <= 64; id++) void outbox.send({ id }, new Uint8Array(100))
    await clock.advance(0)
    assert.equal(channel.sent.length, 1)
    assert.equal(framesOf(channel.stream).length, 64)
  })

  it('copies no long payload', async () => {
    const { clock, channel, outbox } = setUp()
    const payload = new Uint8Array(2 * FRAME_PAYLOAD_MAX)
    void outbox.send({ id: 1 }, payload)
    await clock.advance(0)
    assert.equal(channel.sent.filter(({ buffer }) => buffer === payload.buffer).length, 2)
  })

  it('writes nothing while the channel takes nothing, and goes on when it does', async () => {
    const { clock, channel, outbox } = setUp()
    channel.room = 2
    void outbox.send({ id: 1 }, new Uint8Array(4 * FRAME_PAYLOAD_MAX))
    await clock.advance(1000)
    assert.deepEqual(framesOf(channel.stream), ['1@0'])
    for (const frames of [['1@0'], ['1@0', '1@1']]) {
      channel.open(1)
      await clock.advance(1000)
      assert.deepEqual(framesOf(channel.stream), frames)
    }
    channel.open()
    await clock.advance(0)
    assert.deepEqual(framesOf(channel.stream), ['1@0', '1@1', '1@2', '1@3'])
  })

  it('sends a very long header in pieces, between which the channel may drain', async () => {
    const { clock, channel, outbox } = setUp()
    channel.room = 1
    const body = seededBytes(1, 3.5 * MiB) as Uint8Array<ArrayBuffer>
    void outbox.send({ id: 1, body }, new Uint8Array(5))
    void outbox.send({ id: 2 }, NO_PAYLOAD)
    for (let turn = 0; turn < 20; turn++) {
      await clock.advance(0)
      channel.open(1)
    }
    assert.ok(channel.sent.every(({ length }) => length <= FRAME_PAYLOAD_MAX))
    assert.deepEqual(
      messagesOf(channel.stream, []).map(({ id }) => id),
      [1, 2],
    )
    assert.deepEqual(messagesOf(channel.stream, [])[0]!.body, body)
  })

  it('cuts off a reader that takes nothing until the drain deadline', async () => {
    const { clock, channel, outbox } = setUp()
    channel.room = 1
    const first = outbox.send({ id: 1 }, new Uint8Array(2 * FRAME_PAYLOAD_MAX))
    await clock.advance(DRAIN_DEADLINE_MS - 1)
    assert.equal(channel.ended, undefined)
    await clock.advance(1)
    assert.ok(isTritonError(channel.ended, 'Timeout'))
    await first
    await outbox.send({ id: 2 }, NO_PAYLOAD)
    assert.equal(clock.pending, 0)
  })

  it('cuts off a reader for whom too many messages wait', async () => {
    const { clock, channel, outbox } = setUp()
    channel.room = 0
    const sends = Array.from({ length: OUTBOX_MESSAGES_MAX }, (_, id) => outbox.send({ id }, NO_PAYLOAD))
    await clock.advance(0)
    assert.equal(channel.ended, undefined)
    sends.push(outbox.send({ id: 1 }, NO_PAYLOAD))
    assert.ok(isTritonError(channel.ended, 'Busy'))
    await Promise.all(sends)
    await clock.advance(0)
    assert.equal(clock.pending, 0)
  })

  it('waits for its turn with a long write, with short ones never', async () => {
    const { clock, channel, outbox } = setUp()
    const asked: number[] = []
    let begin = () => {}
    channel.turnFor = (bytes) => {
      asked.push(bytes)
      return new Promise((resolve) => {
        begin = resolve
      })
    }
    void outbox.send({ id: 1 }, new Uint8Array(1000))
    await clock.advance(0)
    void outbox.send({ id: 2 }, new Uint8Array(MiB))
    await clock.advance(0)
    assert.deepEqual(framesOf(channel.stream), ['1@0'])
    begin()
    await clock.advance(0)
    assert.deepEqual(asked, [FRAME_PAYLOAD_MAX, FRAME_PAYLOAD_MAX])
  })

  it('tells all senders when the channel ends, also him whose frame was next', async () => {
    const { clock, channel, outbox } = setUp()
    channel.room = 1
    const sends = [1, 2, 3].map((id) => outbox.send({ id }, new Uint8Array(2 * FRAME_PAYLOAD_MAX)))
    await clock.advance(0)
    channel.abort(new Error('gone'))
    await Promise.all(sends)
    await outbox.send({ id: 4 }, NO_PAYLOAD)
    await clock.advance(0)
    assert.equal(clock.pending, 0)
  })
})

describe('a message withdrawn from an outbox', () => {
  it('is not sent at all when it was not begun', async () => {
    const { clock, channel, outbox } = setUp()
    const sent = outbox.send({ id: 1 }, new Uint8Array(10))
    void outbox.send({ id: 2 }, NO_PAYLOAD)
    assert.equal(outbox.withdraw(1), true)
    await sent
    await clock.advance(0)
    assert.deepEqual(framesOf(channel.stream), ['2@0'])
  })

  it('is not begun either while it is next and the channel takes nothing', async () => {
    const { clock, channel, outbox } = setUp()
    channel.room = 0
    void outbox.send({ id: 1 }, new Uint8Array(10))
    await clock.advance(0)
    assert.equal(outbox.withdraw(1), true)
    channel.open()
    await clock.advance(0)
    assert.equal(channel.sent.length, 0)
  })

  it('ends after the frame that was begun', async () => {
    for (const room of [1, 2]) {
      const { clock, channel, outbox } = setUp()
      channel.room = room
      const sent = outbox.send({ id: 1 }, new Uint8Array(4 * FRAME_PAYLOAD_MAX))
      await clock.advance(0)
      assert.equal(outbox.withdraw(1), false)
      await sent
      channel.open()
      await clock.advance(0)
      assert.deepEqual(framesOf(channel.stream), ['1@0'])
    }
  })

  it('stays sent when all of it was', async () => {
    const { clock, outbox } = setUp()
    await outbox.send({ id: 1 }, NO_PAYLOAD)
    await clock.advance(0)
    assert.equal(outbox.withdraw(1), false)
  })
})
