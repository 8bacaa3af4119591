import assert from 'node:assert/strict'
import { MESSAGE_PAYLOAD_MAX } from '../../src/limits.ts'
import * as auth from '../../src/wire/auth.ts'
import * as blocks from '../../src/wire/blocks.ts'
import * as metadata from '../../src/wire/metadata.ts'
import type { Method } from '../../src/wire/method.ts'

const protocols = { blocks, metadata, auth }

for (const [name, protocol] of Object.entries(protocols)) {
  const methods = Object.values(protocol as Record<string, unknown>).filter(
    (each): each is Method<never, never> => typeof each === 'object',
  )

  describe(`the methods of the ${name} protocol`, () => {
    it('have numbers of their own, of one byte', () => {
      assert.equal(new Set(methods.map(({ op }) => op)).size, methods.length)
      for (const { op } of methods) assert.ok(op >= 1 && op <= 127)
    })

    it('are bounded in size and time', () => {
      for (const { requestPayloadMax, responsePayloadMax, deadlineMs, name: method } of methods) {
        assert.ok(requestPayloadMax >= 0 && requestPayloadMax <= MESSAGE_PAYLOAD_MAX, method)
        assert.ok(responsePayloadMax >= 0 && responsePayloadMax <= MESSAGE_PAYLOAD_MAX, method)
        assert.ok(deadlineMs > 0 && deadlineMs <= 60_000, method)
      }
    })

    it('cannot be changed', () => {
      for (const method of methods) assert.ok(Object.isFrozen(method), method.name)
    })
  })
}

describe('the metadata protocol', () => {
  it('carries no file bytes: no request has a payload', () => {
    for (const method of Object.values(metadata))
      if (typeof method === 'object') assert.equal(method.requestPayloadMax, 0, method.name)
  })
})
