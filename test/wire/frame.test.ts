import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isTritonError } from '../../src/errors.ts'
import { FRAME_PAYLOAD_MAX, HEADER_BYTES_MAX, MESSAGE_PAYLOAD_MAX } from '../../src/limits.ts'
import { BODY_BYTES_MAX, encodeFrameHead, FrameReader } from '../../src/wire/frame.ts'
import type { Header } from '../../src/wire/generated/tritonring.ts'
import { type Frame, headerOf, naiveFrame, readNaively, u32 } from './naive-frames.ts'
import { naive } from './protocol.ts'

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i * 7)

const FRAMES: [string, Frame][] = [
  ['a request without body and payload', { header: headerOf({ id: 1, op: 1 }), payload: bytes(0) }],
  [
    'an answer of nothing but its status',
    { header: headerOf({ kind: 'RESPONSE', status: 1 }), payload: bytes(0) },
  ],
  [
    'an answer with a payload',
    { header: headerOf({ id: 2, kind: 'RESPONSE', total: 64 }), payload: bytes(64) },
  ],
  ['a part of a long message', { header: headerOf({ id: 3, total: 999, offset: 500 }), payload: bytes(499) }],
  ['a call-off', { header: headerOf({ id: 4, kind: 'CANCEL', op: 9 }), payload: bytes(0) }],
  [
    'the largest numbers',
    {
      header: headerOf({
        id: 0xffffffff,
        op: 0xffffffff,
        epoch: Number.MAX_SAFE_INTEGER,
        status: 0xffffffff,
        deadline: 0xffffffff,
        body: bytes(300),
      }),
      payload: bytes(0),
    },
  ],
  [
    'the largest payload',
    { header: headerOf({ id: 5, total: FRAME_PAYLOAD_MAX }), payload: bytes(FRAME_PAYLOAD_MAX) },
  ],
]

/** Reads `stream` cut at `cuts`, keeping the payloads of those frames for which `keeps` is true. */
function read(
  stream: Uint8Array,
  cuts: number[] = [],
  keeps: (header: Header) => boolean = () => true,
): Frame[] {
  const frames: Frame[] = []
  const reader = new FrameReader({
    onHead(header, length) {
      frames.push({ header: header as never, payload: new Uint8Array(keeps(header) ? length : 0) })
      return keeps(header) ? frames.at(-1)!.payload : undefined
    },
    onFrame(header, length) {
      assert.equal(header, frames.at(-1)!.header)
      if (keeps(header)) assert.equal(length, frames.at(-1)!.payload.length)
    },
  })
  const ends = [...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length]
  for (const [index, end] of ends.entries()) reader.push(stream.slice(index === 0 ? 0 : ends[index - 1], end))
  return frames
}

const keepsEven = ({ id }: Header) => id % 2 === 0

const arbitraryHeader = fc.record(
  {
    id: fc.nat(),
    kind: fc.constantFrom('REQUEST', 'RESPONSE', 'CANCEL'),
    op: fc.nat(300),
    epoch: fc.maxSafeNat(),
    status: fc.nat(20),
    deadline: fc.nat(),
    body: fc.uint8Array({ maxLength: 200 }),
  },
  { noNullPrototype: true },
)

const arbitraryFrame: fc.Arbitrary<Frame> = fc
  .record({
    header: arbitraryHeader,
    payload: fc.uint8Array({ maxLength: 600 }),
    before: fc.nat(999),
    behind: fc.nat(999),
  })
  .filter(({ header, payload }) => header.id + header.op + payload.length > 0)
  .map(({ header, payload, before, behind }) => ({
    header: { ...header, offset: before, total: before + payload.length + behind },
    payload,
  }))

describe('the head of a frame', () => {
  for (const [name, frame] of FRAMES) {
    it(`is written as a naive codec does it: ${name}`, () => {
      const head = encodeFrameHead(frame.header as Partial<Header>, frame.payload.length)
      assert.deepEqual([...head, ...frame.payload], naiveFrame(frame))
    })
  }

  it('holds the longest body beside the largest numbers', () => {
    const most = { id: 0xffffffff, kind: 'CANCEL', op: 0xffffffff, epoch: Number.MAX_SAFE_INTEGER }
    const header = {
      ...most,
      total: 0xffffffff,
      offset: 0xffffffff,
      status: 0xffffffff,
      deadline: 0xffffffff,
    }
    const head = encodeFrameHead({ ...header, body: new Uint8Array(BODY_BYTES_MAX) } as Partial<Header>, 0)
    assert.ok(head.length - 8 <= HEADER_BYTES_MAX)
  })
})

describe('a frame reader', () => {
  it('reads any frames, however the stream is cut, as a naive one reads them whole', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame, { maxLength: 8 }), fc.array(fc.nat()), (frames, cuts) => {
        const stream = Uint8Array.from(frames.flatMap(naiveFrame))
        assert.deepEqual(read(stream, cuts), frames)
        assert.deepEqual(readNaively(stream), frames)
      }),
    )
  })

  it('reads a stream that comes byte by byte', () => {
    const frames = FRAMES.slice(0, -1).map(([, frame]) => frame)
    const stream = Uint8Array.from(frames.flatMap(naiveFrame))
    assert.deepEqual(read(stream, Array.from(stream.keys())), frames)
  })

  it('passes over payloads that nobody wants', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFrame, { maxLength: 8 }), fc.array(fc.nat()), (frames, cuts) => {
        const stream = Uint8Array.from(frames.flatMap(naiveFrame))
        const kept = read(stream, cuts, keepsEven)
        const expected = frames.map((frame) =>
          keepsEven(frame.header as never) ? frame : { ...frame, payload: new Uint8Array(0) },
        )
        assert.deepEqual(kept, expected)
      }),
    )
  })

  it('tells of no frame before all of it is there', () => {
    for (const [name, frame] of FRAMES) {
      const stream = Uint8Array.from(naiveFrame(frame))
      let complete = 0
      const reader = new FrameReader({ onHead: () => undefined, onFrame: () => complete++ })
      reader.push(stream.subarray(0, -1))
      assert.equal(complete, 0, name)
      reader.push(stream.subarray(-1))
      assert.equal(complete, 1, name)
    }
  })
})

describe('a frame reader refuses', () => {
  const header = (fields: object) => [...naive.encode('Header', headerOf({ id: 1, ...fields }))]
  const framed = (encoded: number[], payloadLength: number) => [
    ...u32(4 + encoded.length + payloadLength),
    ...u32(encoded.length),
    ...encoded,
  ]

  const REFUSED: [string, number[], 'TooLarge' | 'Corrupt'][] = [
    ['a header of no bytes', [...u32(4), ...u32(0)], 'Corrupt'],
    ['a header over its limit', [...u32(5 + HEADER_BYTES_MAX), ...u32(HEADER_BYTES_MAX + 1)], 'TooLarge'],
    ['a header of 4 GiB', [...u32(0xffffffff), ...u32(0xffffffff)], 'TooLarge'],
    ['a payload over its limit', [...u32(4 + 2 + FRAME_PAYLOAD_MAX + 1), ...u32(2)], 'TooLarge'],
    ['a payload of 4 GiB', [...u32(0xffffffff), ...u32(2)], 'TooLarge'],
    ['a header that reaches behind its frame', [...u32(9), ...u32(6)], 'Corrupt'],
    ['a frame too short for a header', [...u32(0), ...u32(1)], 'Corrupt'],
    ['a message over its limit', framed(header({ total: MESSAGE_PAYLOAD_MAX + 1 }), 0), 'TooLarge'],
    ['a message of 4 GiB', framed(header({ total: 0xffffffff }), 0), 'TooLarge'],
    ['a payload that reaches behind its message', framed(header({ total: 9, offset: 5 }), 5), 'Corrupt'],
    ['a place behind the message', framed(header({ total: 9, offset: 10 }), 0), 'Corrupt'],
    ['a payload of a message that has none', framed(header({}), 1), 'Corrupt'],
    ['a header that is cut off', framed([0x08], 0), 'Corrupt'],
    ['a header of which a field reaches behind it', framed([0x4a, 0x7f, 0x00], 0), 'Corrupt'],
    ['a kind that nobody knows', framed([0x10, 0x03], 0), 'Corrupt'],
    ['a header of 100,000 nested groups', framed(new Array(100_000).fill(0x7b), 0), 'Corrupt'],
  ]

  for (const [name, stream, code] of REFUSED) {
    it(`${name}, before it takes memory for it`, () => {
      const reader = new FrameReader({
        onHead: () => assert.fail('asked for memory'),
        onFrame: () => assert.fail('took the frame'),
      })
      const before = process.memoryUsage().arrayBuffers
      assert.throws(
        () => reader.push(Uint8Array.from(stream)),
        (error) => isTritonError(error, code),
      )
      assert.ok(process.memoryUsage().arrayBuffers - before < 1024 * 1024)
    })
  }

  it('any garbage by a typed error, or waits for more of it', () => {
    const garbage = fc.tuple(
      fc.constantFrom([], [0, 0, 0], [0, 0, 0, 9, 0, 0, 0]),
      fc.uint8Array({ maxLength: 2000 }),
    )
    fc.assert(
      fc.property(garbage, fc.array(fc.nat()), ([start, rest], cuts) => {
        try {
          for (const { payload } of read(Uint8Array.from([...start, ...rest]), cuts))
            assert.ok(payload.length <= FRAME_PAYLOAD_MAX)
        } catch (error) {
          assert.ok(isTritonError(error, 'TooLarge') || isTritonError(error, 'Corrupt'), String(error))
        }
      }),
      { numRuns: 2000 },
    )
  })
})
