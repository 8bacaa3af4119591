import assert from 'node:assert/strict'
import fc from 'fast-check'
import { hashBlocks } from '../../src/block/hash.ts'
import { group, partition, select, selectKeys } from '../../src/block/partition.ts'
import { BATCH_BLOCKS_MAX } from '../../src/limits.ts'

const GROUPS = 5

/** A batch of random blocks, the last one shorter, and a group for each. */
const batches = fc
  .tuple(
    fc.constantFrom(1, 7, 8, 64, 100, 256, 300),
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 0, max: 1 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([blockSize, count, shorter, numbers]) => {
    const length = blockSize * count - (blockSize > 1 ? shorter : 0)
    const bytes = Uint8Array.from({ length }, () => numbers.next().value as number)
    const groups = Uint16Array.from({ length: count }, () => (numbers.next().value as number) % GROUPS)
    return { batch: { keys: hashBlocks(bytes, blockSize), bytes, blockSize }, groups }
  })

describe('partition', () => {
  it('gives every block to the part of its group, once, in order, with its key', () => {
    fc.assert(
      fc.property(batches, ({ batch, groups }) => {
        const seen = new Set<number>()
        for (const part of partition(batch, groups, GROUPS)) {
          assert.deepEqual(part.keys, hashBlocks(part.bytes, part.blockSize))
          assert.deepEqual(
            [...part.indexes],
            [...part.indexes].sort((a, b) => a - b),
          )
          for (const index of part.indexes) {
            assert.equal(groups[index], part.group)
            assert.ok(!seen.has(index))
            seen.add(index)
          }
          assert.deepEqual(part.keys, selectKeys(batch.keys, part.indexes))
        }
        assert.equal(seen.size, groups.length)
      }),
    )
  })

  it('copies nothing when all blocks are of one group', () => {
    const bytes = new Uint8Array(640)
    const batch = { keys: hashBlocks(bytes, 64), bytes, blockSize: 64 }
    const [part, ...others] = partition(batch, new Uint16Array(10).fill(3), GROUPS)
    assert.equal(others.length, 0)
    assert.equal(part?.bytes, bytes)
    assert.equal(part?.keys, batch.keys)
  })

  it('gathers blocks that do not begin on a word boundary as well', () => {
    const memory = Uint8Array.from({ length: 64 * 4 + 3 }, (_, index) => index)
    const bytes = memory.subarray(3)
    const batch = { keys: hashBlocks(bytes, 64), bytes, blockSize: 64 }
    const picked = select(batch, Uint32Array.of(1, 3))
    assert.deepEqual(picked.bytes, Uint8Array.from([...bytes.subarray(64, 128), ...bytes.subarray(192, 256)]))
    assert.deepEqual(picked.keys, hashBlocks(picked.bytes, 64))
  })

  it('selects nothing as an empty batch', () => {
    const bytes = new Uint8Array(128)
    const empty = select({ keys: hashBlocks(bytes, 64), bytes, blockSize: 64 }, new Uint32Array(0))
    assert.equal(empty.keys.length, 0)
    assert.equal(empty.bytes.length, 0)
  })

  it('takes keys without bytes', () => {
    const keys = hashBlocks(new Uint8Array(64 * 4), 64)
    const parts = partition({ keys, bytes: new Uint8Array(0), blockSize: 1 }, Uint16Array.of(0, 1, 0, 1), 2)
    assert.deepEqual(
      parts.map((part) => [part.group, part.keys.length, part.bytes.length]),
      [
        [0, 64, 0],
        [1, 64, 0],
      ],
    )
  })

  it('cuts a group into parts of as many blocks as one request may hold', () => {
    const groups = new Uint16Array(2 * BATCH_BLOCKS_MAX + 3)
    groups[5] = 1
    const parts = group(groups, 2)
    assert.deepEqual(
      parts.map((part) => [part.group, part.indexes.length]),
      [
        [0, BATCH_BLOCKS_MAX],
        [0, BATCH_BLOCKS_MAX],
        [0, 2],
        [1, 1],
      ],
    )
    const seen = parts.flatMap(({ indexes }) => [...indexes]).sort((a, b) => a - b)
    assert.deepEqual(seen, [...groups.keys()])
  })

  it('leaves out groups that nothing is in', () => {
    assert.deepEqual(
      group(Uint16Array.of(4, 4, 1), GROUPS).map((found) => [found.group, [...found.indexes]]),
      [
        [1, [2]],
        [4, [0, 1]],
      ],
    )
  })
})
