import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { hashBlock, hashBlocks } from '../../src/block/hash.ts'
import { verifyApart, verifyBlocks } from '../../src/block/verify.ts'
import { isTritonError } from '../../src/errors.ts'

const isCorrupt = (error: unknown) => isTritonError(error, 'Corrupt')

/** Blocks of the given sizes back to back, with their keys; a missing block (size 0) gets a random key. */
function blocksOf(sizes: number[]): { bytes: Uint8Array; keys: Uint8Array } {
  const blocks = sizes.map((size) => new Uint8Array(randomBytes(size)))
  const keys = blocks.map((block) => (block.length === 0 ? randomBytes(32) : hashBlock(block)))
  return { bytes: Uint8Array.from(Buffer.concat(blocks)), keys: Uint8Array.from(Buffer.concat(keys)) }
}

describe('verifying blocks of one size', () => {
  it('finds nothing wrong in right ones', () => {
    for (const [count, blockSize] of [
      [0, 64],
      [1, 64],
      [4096, 64],
      [4097, 64],
      [9000, 64],
      [5000, 10],
    ] as const) {
      const bytes = new Uint8Array(randomBytes(count * blockSize))
      assert.deepEqual(verifyBlocks(bytes, blockSize, hashBlocks(bytes, blockSize)), [])
    }
  })

  it('finds exactly the blocks that were changed, the short last one included', () => {
    const blockSize = fc.constantFrom(8, 63, 64, 65)
    const changes = fc.uniqueArray(fc.nat(9500), { maxLength: 20 })
    fc.assert(
      fc.property(blockSize, changes, fc.integer({ min: 1, max: 7 }), (size, indexes, tail) => {
        const bytes = new Uint8Array(9500 * size + tail)
        const keys = hashBlocks(bytes, size)
        for (const index of indexes) bytes[Math.min(index * size + (index % size), bytes.length - 1)]! ^= 1
        const expected = [...new Set(indexes.map((index) => Math.min(index, 9500)))].sort((a, b) => a - b)
        if (indexes.includes(9500)) assert.equal(expected.at(-1), 9500)
        assert.deepEqual(verifyBlocks(bytes, size, keys), expected)
      }),
      { numRuns: 20 },
    )
  })

  it('finds a changed key like a changed block', () => {
    const bytes = new Uint8Array(64 * 6000)
    const keys = hashBlocks(bytes, 64)
    keys[32 * 5000 + 31]! ^= 1
    assert.deepEqual(verifyBlocks(bytes, 64, keys), [5000])
  })

  it('refuses bytes of another number of blocks than there are keys', () => {
    const keys = hashBlocks(new Uint8Array(640), 64)
    for (const length of [0, 576, 641, 1280]) {
      assert.throws(() => verifyBlocks(new Uint8Array(length), 64, keys), isCorrupt, `${length} bytes`)
    }
    assert.throws(() => verifyBlocks(new Uint8Array(640), 64, keys.subarray(1)), isCorrupt)
  })
})

describe('verifying blocks of listed sizes', () => {
  const sizes = fc.array(fc.constantFrom<number[]>(0, 0, 1, 7, 64, 64, 64, 100), { maxLength: 60 })

  it('finds exactly the blocks that were changed, and none that is missing', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(59)), (list, changes) => {
        const { bytes, keys } = blocksOf(list)
        const changed = [...new Set(changes)].filter((index) => (list[index] ?? 0) > 0).sort((a, b) => a - b)
        for (const index of changed) {
          const start = list.slice(0, index).reduce((sum, size) => sum + size, 0)
          bytes[start + list[index]! - 1]! ^= 0x80
        }
        assert.deepEqual(verifyBlocks(bytes, Uint32Array.from(list), keys), changed)
      }),
    )
  })

  it('agrees with verifying blocks of one size', () => {
    const bytes = new Uint8Array(randomBytes(64 * 10_000))
    const keys = hashBlocks(bytes, 64)
    for (const at of [0, 4095, 4096, 9999]) bytes[at * 64]! ^= 1
    const list = new Uint32Array(10_000).fill(64)
    assert.deepEqual(verifyBlocks(bytes, list, keys), [0, 4095, 4096, 9999])
    assert.deepEqual(verifyBlocks(bytes, 64, keys), [0, 4095, 4096, 9999])
  })

  it('refuses sizes that do not add up to the bytes or to the keys', () => {
    const { bytes, keys } = blocksOf([64, 0, 64])
    assert.throws(() => verifyBlocks(bytes, Uint32Array.of(64, 64, 64), keys), isCorrupt)
    assert.throws(() => verifyBlocks(bytes, Uint32Array.of(64, 0, 63), keys), isCorrupt)
    assert.throws(() => verifyBlocks(bytes, Uint32Array.of(64, 64), keys), isCorrupt)
  })

  it('takes blocks moved to another place for wrong', () => {
    const { bytes, keys } = blocksOf([64, 0, 64])
    assert.deepEqual(verifyBlocks(bytes, Uint32Array.of(64, 64, 0), keys), [1])
  })
})

describe('verifying apart from the main thread', () => {
  const large = new Uint8Array(randomBytes(1024 * 1024))

  it('finds a right large block right and one changed in its last bit wrong', async () => {
    const key = hashBlock(large)
    assert.deepEqual(await verifyApart(large, large.length, key), [])
    assert.deepEqual(await verifyApart(large, Uint32Array.of(large.length), key), [])
    const changed = large.slice()
    changed[changed.length - 1]! ^= 1
    assert.deepEqual(await verifyApart(changed, changed.length, key), [0])
    assert.deepEqual(await verifyApart(changed, Uint32Array.of(changed.length), key), [0])
  })

  it('verifies several large blocks, small ones and wrong sizes as ever', async () => {
    const keys = hashBlocks(large, large.length / 2)
    keys[32]! ^= 1
    assert.deepEqual(await verifyApart(large, large.length / 2, keys), [1])
    assert.deepEqual(
      await verifyApart(large.subarray(0, 640), 64, hashBlocks(large.subarray(0, 640), 64)),
      [],
    )
    await assert.rejects(verifyApart(large, Uint32Array.of(large.length - 1), hashBlock(large)), isCorrupt)
    await assert.rejects(verifyApart(large, large.length - 1, hashBlock(large)), isCorrupt)
  })
})
