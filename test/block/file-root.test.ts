import assert from 'node:assert/strict'
import fc from 'fast-check'
import { BlockPack } from '../../src/block/block-pack.ts'
import { fileRoot, wholeFile } from '../../src/block/file-root.ts'
import { hashBlocks } from '../../src/block/hash.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../../src/limits.ts'

const file = fc.record({
  bytes: fc.uint8Array({ maxLength: 40_000 }),
  blockSize: fc.constantFrom(8, 64, 100, 1024, 65_536),
})

async function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 7_001) yield bytes.subarray(at, at + 7_001)
}

describe('the root of a file that is here', () => {
  it('is the same whether it is read in pieces or held as a whole', async () => {
    await fc.assert(
      fc.asyncProperty(file, async ({ bytes, blockSize }) => {
        const { rootKey } = wholeFile(bytes, blockSize)
        assert.deepEqual(await fileRoot(pieces(bytes), blockSize), rootKey)
      }),
    )
  })
})

describe('a pack of blocks of many files', () => {
  it('gives every block, under its key, in batches of one size', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 8 }), (files) => {
        const pack = new BlockPack()
        const expected = new Set<string>()
        for (const { bytes, blockSize } of files) {
          for (const batch of wholeFile(bytes, blockSize).batches) {
            pack.add(batch)
            for (let at = 0; at < batch.bytes.length; at += batch.blockSize)
              expected.add(Buffer.from(batch.bytes.subarray(at, at + batch.blockSize)).toString('hex'))
          }
        }
        const got = new Set<string>()
        const sizes: number[] = []
        for (const { keys, bytes, blockSize } of pack.batches()) {
          assert.equal(bytes.length % blockSize, 0)
          assert.ok(keys.length / KEY_BYTES <= BATCH_BLOCKS_MAX)
          assert.deepEqual(keys, hashBlocks(bytes, blockSize))
          sizes.push(blockSize)
          for (let at = 0; at < bytes.length; at += blockSize)
            got.add(Buffer.from(bytes.subarray(at, at + blockSize)).toString('hex'))
        }
        assert.deepEqual(got, expected)
        assert.equal(new Set(sizes).size, sizes.length)
      }),
      { numRuns: 50 },
    )
  })

  it('cuts many blocks of one size within the bounds of a request', () => {
    const bytes = new Uint8Array(8 * (BATCH_BLOCKS_MAX + 5))
    const pack = new BlockPack()
    pack.add({ keys: hashBlocks(bytes, 8), bytes, blockSize: 8 })
    const lengths = [...pack.batches()].map(({ keys }) => keys.length / KEY_BYTES)
    assert.deepEqual(lengths, [BATCH_BLOCKS_MAX, 5])
  })
})
