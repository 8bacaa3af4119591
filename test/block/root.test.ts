import assert from 'node:assert/strict'
import fc from 'fast-check'
import { blockCount } from '../../src/block/block-size.ts'
import { hashBlock } from '../../src/block/hash.ts'
import { formatKey } from '../../src/block/key.ts'
import { decodeRoot, encodeRoot, manifestDepth, ROOT_BYTES, type Root } from '../../src/block/root.ts'
import { isTritonError } from '../../src/errors.ts'
import { BLOCK_SIZE_MAX, FILE_SIZE_MAX, MANIFEST_DEPTH_MAX, PAGE_KEYS } from '../../src/limits.ts'

const isCorrupt = (error: unknown) => isTritonError(error, 'Corrupt')
const top = Uint8Array.from({ length: 32 }, (_, i) => i + 1)
const sample: Root = { size: 300_000, blockSize: 64, depth: 2, top }
const sampleHex =
  `${'5454524f4f54' + '00' + '01'}${'00000000000493e0'}${'00000040'}${'02'}` +
  '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20'

describe('the depth of a manifest', () => {
  it('is the smallest number of levels whose pages hold all keys', () => {
    const two = PAGE_KEYS ** 2
    const depths = [0, 1, 2, PAGE_KEYS, PAGE_KEYS + 1, two, two + 1, PAGE_KEYS * two, PAGE_KEYS * two + 1]
    assert.deepEqual(
      depths.map((count) => manifestDepth(count)),
      [0, 0, 1, 1, 2, 2, 3, 3, 4],
    )
    assert.deepEqual(
      [1, 2, 3, 4, 9, 10, 27, 28, 81, 82, 243, 244].map((count) => manifestDepth(count, 3)),
      [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6],
    )
  })

  it('of the largest file with the smallest blocks is within its limit', () => {
    assert.equal(manifestDepth(blockCount(FILE_SIZE_MAX, 8)), MANIFEST_DEPTH_MAX)
  })
})

describe('a root', () => {
  it('has these bytes', () => {
    const bytes = encodeRoot(sample)
    assert.equal(bytes.length, ROOT_BYTES)
    assert.equal(Buffer.from(bytes).toString('hex'), sampleHex)
    assert.equal(formatKey(hashBlock(bytes)), 'bafkreifvdelut7bq3z5i4znvmlajoemtadtdcl3rhrokmhsbnmkkx5afz4')
    assert.deepEqual(decodeRoot(Buffer.from(sampleHex, 'hex')), sample)
  })

  it('is read as it was written', () => {
    const size = fc.oneof(fc.nat(1000), fc.maxSafeNat())
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(size, fc.integer({ min: 8, max: BLOCK_SIZE_MAX }), key, (bytes, blockSize, random) => {
        const depth = manifestDepth(blockCount(bytes, blockSize))
        const root = { size: bytes, blockSize, depth, top: bytes === 0 ? new Uint8Array(32) : random }
        assert.deepEqual(decodeRoot(encodeRoot(root)), root)
      }),
    )
  })

  it('keeps its own copy of the top key', () => {
    const bytes = encodeRoot(sample)
    const root = decodeRoot(bytes)
    bytes.fill(0)
    assert.deepEqual(root.top, top)
  })

  it('is refused when any byte of its tag or its version differs', () => {
    const right = encodeRoot(sample)
    for (let at = 0; at < 8; at++) {
      for (let flip = 1; flip < 256; flip++) {
        const wrong = right.slice()
        wrong[at]! ^= flip
        assert.throws(() => decodeRoot(wrong), isCorrupt, `byte ${at} flipped by ${flip}`)
      }
    }
  })

  const wrong: Record<string, Partial<Root>> = {
    'a block size under 8': { blockSize: 7, depth: 2 },
    'a block size of 0': { blockSize: 0, depth: 0 },
    'a block size over 10 MiB': { blockSize: BLOCK_SIZE_MAX + 1, depth: 0 },
    'a block size of 4 GiB less one': { blockSize: 0xffff_ffff, depth: 0 },
    'a depth too small': { depth: 1 },
    'a depth too large': { depth: 3 },
    'a depth of 255': { depth: 255 },
    'a depth without a page to hold': { size: 64, depth: 1 },
    'no depth for two blocks': { size: 65, depth: 0 },
    'a size that one level cannot hold': { size: 64 * PAGE_KEYS + 1, depth: 1 },
    'a size that one level holds': { size: 64 * PAGE_KEYS, depth: 2 },
    'a top key for an empty file': { size: 0, depth: 0 },
  }
  for (const [name, fields] of Object.entries(wrong)) {
    it(`is refused with ${name}`, () => {
      assert.throws(() => decodeRoot(encodeRoot({ ...sample, ...fields })), isCorrupt)
    })
  }

  it('is refused with a size that a number cannot hold', () => {
    for (const size of [1n << 53n, (1n << 53n) + 1n, (1n << 64n) - 1n]) {
      const depth = manifestDepth(blockCount(2 ** 53, 64))
      const bytes = encodeRoot({ ...sample, depth })
      new DataView(bytes.buffer).setBigUint64(8, size)
      assert.throws(() => decodeRoot(bytes), isCorrupt)
    }
    const largest = { ...sample, size: FILE_SIZE_MAX, depth: manifestDepth(blockCount(FILE_SIZE_MAX, 64)) }
    assert.equal(decodeRoot(encodeRoot(largest)).size, FILE_SIZE_MAX)
  })

  it('is refused when shorter or longer', () => {
    const bytes = encodeRoot(sample)
    assert.throws(() => decodeRoot(bytes.subarray(0, 52)), isCorrupt)
    assert.throws(() => decodeRoot(Uint8Array.from([...bytes, 0])), isCorrupt)
    assert.throws(() => decodeRoot(new Uint8Array()), isCorrupt)
  })

  it('is never any other block: random bytes are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: ROOT_BYTES, maxLength: ROOT_BYTES }), (bytes) => {
        assert.throws(() => decodeRoot(bytes), isCorrupt)
      }),
    )
  })

  it('says what is wrong with it', () => {
    assert.throws(() => decodeRoot(encodeRoot({ ...sample, depth: 3 })), /depth 2 for 300000 bytes.*got 3/)
  })
})
