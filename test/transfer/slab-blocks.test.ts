import assert from 'node:assert/strict'
import { BATCH_BLOCKS_MAX, SLAB_BYTES, TRANSFER_SLAB_BYTES_MAX } from '../../src/limits.ts'
import { slabBlocks } from '../../src/transfer/slab-blocks.ts'

describe('a slab of a transfer', () => {
  it('is 1 MiB, and 16,384 blocks at most, with up to three peers', () => {
    for (const peers of [0, 1, 3]) {
      assert.equal(slabBlocks(64, peers), SLAB_BYTES / 64)
      assert.equal(slabBlocks(8, peers), BATCH_BLOCKS_MAX)
    }
  })

  it('grows with the peers up to four times that', () => {
    assert.equal(slabBlocks(64, 6), (2 * SLAB_BYTES) / 64)
    assert.equal(slabBlocks(64, 12), TRANSFER_SLAB_BYTES_MAX / 64)
    assert.equal(slabBlocks(64, 1_000), TRANSFER_SLAB_BYTES_MAX / 64)
  })

  it('has one block at least', () => {
    assert.equal(slabBlocks(10 * 2 ** 20, 3), 1)
  })
})
