import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { ERROR_CODES } from '../../src/errors.ts'
import * as auth from '../../src/wire/auth.ts'
import * as blocks from '../../src/wire/blocks.ts'
import { encodeFrameHead, FrameReader } from '../../src/wire/frame.ts'
import type { Header } from '../../src/wire/generated/tritonring.ts'
import * as metadata from '../../src/wire/metadata.ts'
import type { Method } from '../../src/wire/method.ts'
import { statusOf } from '../../src/wire/status.ts'
import type { Message } from './naive-protobuf.ts'
import { bytesOf, codecOf, fromVector, hexOf, naive } from './protocol.ts'

function vectorsOf<Vector>(name: string): Vector[] {
  const path = new URL(`vectors/${name}.json`, import.meta.url)
  return (JSON.parse(readFileSync(path, 'utf8')) as { vectors: Vector[] }).vectors
}

const methods = [blocks, metadata, auth]
  .flatMap((protocol): unknown[] => Object.values(protocol))
  .filter((each): each is Method<never, never> => typeof each === 'object')

describe('the bytes on the wire stay what they were', () => {
  const messages = vectorsOf<{ message: string; value: Message; hex: string }>('messages')
  for (const [index, { message, value, hex }] of messages.entries()) {
    it(`${message}, vector ${index}`, () => {
      const expected = fromVector(message, value)
      assert.equal(hexOf(codecOf(message).encode(expected)), hex)
      assert.deepEqual(codecOf(message).decode(bytesOf(hex)), expected)
      assert.equal(hexOf(naive.encode(message, expected)), hex)
    })
  }

  it('there is a vector of every message', () => {
    const told = new Set(messages.map(({ message }) => message))
    assert.deepEqual(
      [...naive.messages.keys()].filter((name) => !told.has(name)),
      [],
    )
  })

  const frames = vectorsOf<{ name: string; header: Message; payloadLength: number; hex: string }>('frames')
  for (const { name, header, payloadLength, hex } of frames) {
    it(`the head of ${name}`, () => {
      const expected = fromVector('Header', header)
      assert.equal(hexOf(encodeFrameHead(expected as Partial<Header>, payloadLength)), hex)
      const read: unknown[] = []
      const sink = { onHead: (...head: unknown[]) => void read.push(head), onFrame: () => {} }
      new FrameReader(sink).push(bytesOf(hex))
      assert.deepEqual(read, [[expected, payloadLength]])
    })
  }

  it('every error code keeps its status', () => {
    const told = vectorsOf<{ status: number; code: string }>('statuses')
    assert.deepEqual(
      ERROR_CODES.map((code) => ({ status: statusOf(code), code })),
      told,
    )
  })

  it('every method keeps its number', () => {
    const named = { ...blocks, ...metadata, ...auth } as Record<string, unknown>
    const told = vectorsOf<{ protocol: string; op: number; method: string }>('methods')
    for (const { protocol, op, method } of told) {
      const { protocol: ownProtocol, op: ownOp } = named[method] as Method<never, never>
      assert.deepEqual({ protocol: ownProtocol, op: ownOp }, { protocol, op }, method)
    }
    assert.equal(told.length, methods.length)
  })
})
