import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { isTritonError } from '../../src/errors.ts'
import { TOKENS_PER_WEIGHT, WEIGHT_MAX } from '../../src/limits.ts'
import { POSITIONS } from '../../src/ring/range.ts'
import { position, positionAt, tokenCount, tokensOf } from '../../src/ring/token.ts'

const SEED = Uint8Array.from({ length: 16 }, (_, i) => i)

/** The derivation again, from its description. */
function describedToken(id: string, seed: Uint8Array, index: number): number {
  const base = createHash('sha256').update(u32be(seed.length)).update(seed).update(id, 'utf8').digest()
  const digest = createHash('sha256')
    .update(base)
    .update(u32be(Math.floor(index / 5)))
    .digest()
  return digest.readUIntBE((index % 5) * 6, 6)
}

function u32be(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

describe('a position', () => {
  it('is the first six bytes of a key, big-endian', () => {
    const key = Uint8Array.from({ length: 32 }, (_, i) => 0x81 + i)
    assert.equal(position(key), 0x818283848586)
    assert.equal(position(new Uint8Array(32).fill(0xff)), POSITIONS - 1)
    assert.equal(position(new Uint8Array(32)), 0)
  })

  it('is the same for a key alone and among packed keys', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 96, maxLength: 96 }), fc.nat(2), (keys, index) => {
        const key = keys.subarray(index * 32, index * 32 + 32)
        assert.equal(positionAt(keys, index), position(key))
        assert.equal(position(key), Buffer.from(key).readUIntBE(0, 6))
      }),
    )
  })
})

describe('the tokens of a peer', () => {
  it('are pinned: these numbers come from another implementation (Python, hashlib)', () => {
    const tokens = tokensOf('12D3KooWExamplePeer', SEED, 1)
    assert.deepEqual(
      tokens.slice(0, 7),
      [
        224956987904224, 194519925938825, 238785641898469, 76949613808105, 16817456084268, 174090432702017,
        66454110759275,
      ],
    )
    assert.equal(tokens[127], 9931278643062)
    assert.equal(tokens.length, 128)
    assert.deepEqual(
      tokensOf('peer-ü', new Uint8Array(0), 3 / TOKENS_PER_WEIGHT),
      [150617569922301, 10810797514181, 11221412457197],
    )
  })

  it('follow their description for any id, seed and weight', () => {
    const ids = fc.string({ unit: 'grapheme', maxLength: 60 })
    const seeds = fc.uint8Array({ maxLength: 40 })
    fc.assert(
      fc.property(ids, seeds, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (id, seed, weight) => {
        const tokens = tokensOf(id, seed, weight)
        assert.equal(tokens.length, Math.max(1, Math.round(weight * TOKENS_PER_WEIGHT)))
        for (const [index, token] of tokens.entries()) assert.equal(token, describedToken(id, seed, index))
      }),
    )
  })

  it('depend on where the seed ends and the id begins', () => {
    assert.notDeepEqual(tokensOf('bc', Buffer.from('a'), 0.05), tokensOf('c', Buffer.from('ab'), 0.05))
  })

  it('of a lighter peer are the first ones of a heavier', () => {
    const weight = fc.double({ min: 0.001, max: 2, noNaN: true })
    fc.assert(
      fc.property(weight, weight, (one, other) => {
        const light = tokensOf('peer', SEED, Math.min(one, other))
        const heavy = tokensOf('peer', SEED, Math.max(one, other))
        assert.deepEqual(heavy.slice(0, light.length), light)
      }),
    )
  })

  it('are as many as the weight asks for, rounded half up, at least one', () => {
    assert.equal(tokenCount(1), 128)
    assert.equal(tokenCount(WEIGHT_MAX), WEIGHT_MAX * 128)
    assert.equal(tokenCount(2.5 / 128), 3)
    assert.equal(tokenCount(2.49 / 128), 2)
    assert.equal(tokenCount(Number.MIN_VALUE), 1)
  })

  it('are refused for a weight that is no positive number up to the largest', () => {
    for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, WEIGHT_MAX + 0.001]) {
      assert.throws(
        () => tokensOf('peer', SEED, weight),
        (error) => isTritonError(error, 'BadRequest') && error.message.includes(`${weight}`),
      )
    }
  })
})
