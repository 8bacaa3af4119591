import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { base36 } from 'multiformats/bases/base36'
import { CID } from 'multiformats/cid'
import { formatKey, keyAt, parseKey, sameKey } from '../../src/block/key.ts'
import { isTritonError } from '../../src/errors.ts'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
const isBadRequest = (error: unknown) => isTritonError(error, 'BadRequest')

describe('a key as text', () => {
  it('is the CIDv1 that IPFS gives a raw block', () => {
    const hello = createHash('sha256').update('hello world').digest()
    assert.equal(formatKey(hello), 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
  })

  it('is read back to the same 32 bytes, from a CID or from hex of either case', () => {
    fc.assert(
      fc.property(key, (bytes) => {
        const hex = Buffer.from(bytes).toString('hex')
        assert.deepEqual(parseKey(formatKey(bytes)), bytes)
        assert.deepEqual(parseKey(hex), bytes)
        assert.deepEqual(parseKey(hex.toUpperCase()), bytes)
      }),
    )
  })

  it('has one spelling: no change of one character gives the same key', () => {
    const bytes = createHash('sha256').update('a block').digest()
    const text = formatKey(bytes)
    for (let at = 0; at < text.length; at++) {
      for (const character of 'abcdefghijklmnopqrstuvwxyz234567ABCDEFGHIJKLMNOPQRSTUVWXYZ0189=-') {
        if (character === text[at]) continue
        const changed = text.slice(0, at) + character + text.slice(at + 1)
        assert.ok(!reads(changed, bytes), changed)
      }
    }
    for (const longer of [`${text}=`, `${text}====`, `${text}a`, ` ${text}`, `${text}\n`]) {
      assert.throws(() => parseKey(longer), isBadRequest, JSON.stringify(longer))
    }
  })

  const wrong: Record<string, string> = {
    nothing: '',
    '63 hex digits': 'a'.repeat(63),
    '65 hex digits': 'a'.repeat(65),
    'a CIDv0': 'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG',
    'a dag-pb CID': 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
    'a sha2-512 CID': CID.createV1(0x55, multihash(0x13, 64)).toString(),
    'a truncated digest': CID.createV1(0x55, multihash(0x12, 31)).toString(),
    'upper case base32': formatKey(new Uint8Array(32)).toUpperCase(),
    'a CIDv1 of another base': CID.createV1(0x55, multihash(0x12, 32)).toString(base36),
    'a leading space': ` ${formatKey(new Uint8Array(32))}`,
  }
  for (const [name, text] of Object.entries(wrong)) {
    it(`is not ${name}`, () => {
      assert.throws(() => parseKey(text), isBadRequest)
      assert.throws(() => parseKey(text), /could not read the key "/)
    })
  }

  it('is quoted in the error, shortened', () => {
    assert.throws(() => parseKey('nonsense'), /"nonsense".*CIDv1.*64 hex digits/)
    assert.throws(
      () => parseKey('x'.repeat(100_000)),
      (error) => isBadRequest(error) && (error as Error).message.length < 250,
    )
  })

  it('exists for 32 bytes only', () => {
    assert.throws(() => formatKey(new Uint8Array(31)), isBadRequest)
    assert.throws(() => formatKey(new Uint8Array(33)), isBadRequest)
  })
})

describe('packed keys', () => {
  it('are views of 32 bytes by index', () => {
    const keys = Uint8Array.from({ length: 96 }, (_, i) => i)
    assert.deepEqual(keyAt(keys, 1), keys.slice(32, 64))
    keyAt(keys, 2)[0] = 255
    assert.equal(keys[64], 255)
  })

  it('are equal exactly when all 32 bytes are', () => {
    fc.assert(
      fc.property(key, fc.nat(31), fc.integer({ min: 1, max: 255 }), (bytes, at, flip) => {
        const other = bytes.slice()
        other[at]! ^= flip
        const keys = Uint8Array.from([...other, ...bytes])
        assert.equal(sameKey(keys, 1, bytes, 0), true)
        assert.equal(sameKey(keys, 0, bytes, 0), false)
      }),
    )
  })
})

/** Whether `text` is read as `key`; reading it as none must be a `BadRequest`. */
function reads(text: string, key: Uint8Array): boolean {
  try {
    return Buffer.compare(parseKey(text), key) === 0
  } catch (error) {
    assert.ok(isBadRequest(error), String(error))
    return false
  }
}

function multihash(code: number, size: number) {
  const digest = new Uint8Array(size)
  return { code, size, digest, bytes: Uint8Array.from([code, size, ...digest]) }
}
