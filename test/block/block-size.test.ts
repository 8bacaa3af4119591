import assert from 'node:assert/strict'
import fc from 'fast-check'
import { blockCount, checkBlockSize, parseBlockSize, sizeOfBlock } from '../../src/block/block-size.ts'
import { isTritonError } from '../../src/errors.ts'
import { BLOCK_SIZE_MAX, BLOCK_SIZE_MIN, FILE_SIZE_MAX } from '../../src/limits.ts'

const isBadRequest = (error: unknown) => isTritonError(error, 'BadRequest')

describe('a block size', () => {
  it('is a whole number from 8 bytes to 10 MiB', () => {
    for (const good of [8, 9, 64, BLOCK_SIZE_MAX]) checkBlockSize(good)
    for (const bad of [7, 0, -8, 8.5, BLOCK_SIZE_MAX + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => checkBlockSize(bad), isBadRequest, String(bad))
    }
  })

  it('is read as bytes alone or with a unit', () => {
    const read: Record<string, number> = {
      '8': 8,
      '64': 64,
      '1KB': 1000,
      '64KiB': 65_536,
      '2MB': 2_000_000,
      '1MiB': 1_048_576,
      '10MiB': BLOCK_SIZE_MAX,
    }
    for (const [text, bytes] of Object.entries(read)) assert.equal(parseBlockSize(text), bytes, text)
  })

  it('is refused when written in any other way or out of its limits', () => {
    const refused = [
      '',
      ' 64',
      '64 ',
      '64k',
      '64K',
      '64kib',
      '64KIB',
      '64 KiB',
      '6.4KiB',
      '-64',
      '+64',
      '1e3',
      '0x40',
    ]
    refused.push('7', '11MiB', '0', 'KiB', '99999999MiB', '999999999', '64B', '1GiB', '६४', '64\n')
    for (const text of refused) assert.throws(() => parseBlockSize(text), isBadRequest, JSON.stringify(text))
  })

  it('names in its error the text and what is taken', () => {
    assert.throws(() => parseBlockSize('64k'), /"64k".*8 to 10485760.*KiB, MiB \(1,024\), KB, MB \(1,000\)/)
  })
})

describe('the blocks of a file', () => {
  const size = fc.oneof(fc.nat(100_000), fc.maxSafeNat())
  const blockSize = fc.oneof(
    fc.integer({ min: 8, max: 100 }),
    fc.integer({ min: BLOCK_SIZE_MIN, max: BLOCK_SIZE_MAX }),
  )

  it('are counted exactly, whatever the size', () => {
    fc.assert(
      fc.property(size, blockSize, (bytes, block) => {
        const exact = (BigInt(bytes) + BigInt(block) - 1n) / BigInt(block)
        assert.equal(BigInt(blockCount(bytes, block)), exact)
      }),
    )
    for (let block = 8; block < 5000; block++) {
      const whole = Math.floor((FILE_SIZE_MAX - 1) / block)
      assert.equal(blockCount(whole * block, block), whole)
      assert.equal(blockCount(whole * block + 1, block), whole + 1)
    }
  })

  it('have sizes that add up to the file, and none beyond it', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 8, max: 500 }), (bytes, block) => {
        const file = { size: bytes, blockSize: block }
        const count = blockCount(bytes, block)
        let sum = 0
        for (let i = 0; i < count; i++) {
          const one = sizeOfBlock(file, i)
          assert.ok(one > 0 && (one === block || i === count - 1))
          sum += one
        }
        assert.equal(sum, bytes)
        assert.equal(sizeOfBlock(file, count), 0)
        assert.equal(sizeOfBlock(file, count + 5), 0)
      }),
    )
  })
})
