import assert from 'node:assert/strict'
import type { BlockBatch } from '../../src/block/batch.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import { describeBlockStore } from '../suites/block-store.ts'
import { copied, packed, sampleBatch } from './sample-blocks.ts'

describeBlockStore('MemoryStore', (options) => new MemoryStore(options))

describe('MemoryStore', () => {
  it('takes little more than the blocks and their keys', () => {
    const store = new MemoryStore()
    for (let first = 0; first < 100_000; first += 2000) store.put(sampleBatch(2000, 64, first))
    const { blocks, bytesAllocated } = store.statistics()
    assert.equal(blocks, 100_000)
    assert.ok(bytesAllocated / blocks < 130, `${bytesAllocated / blocks} bytes a block`)
  })

  it('is small when it holds little', () => {
    const store = new MemoryStore()
    for (let size = 8; size < 108; size++) store.put(sampleBatch(1, size))
    assert.equal(store.statistics().blocks, 100)
    assert.ok(store.statistics().bytesAllocated < 150_000, `${store.statistics().bytesAllocated} bytes`)
  })

  it('releases its memory as blocks are deleted', () => {
    const store = new MemoryStore()
    for (const size of [10, 64, 4096, 5000, 65_536, 100_000]) {
      for (let first = 0; first < 400; first += 20) store.put(sampleBatch(20, size, first))
      const full = store.statistics().bytesAllocated
      for (let first = 0; first < 300; first += 20) store.delete(sampleBatch(20, size, first).keys)
      const quarter = store.statistics().bytesAllocated
      if (size > 4096)
        assert.ok(quarter < 0.6 * full, `${quarter} bytes of ${full} for a quarter of the blocks`)
      for (let first = 300; first < 400; first += 20) store.delete(sampleBatch(20, size, first).keys)
      assert.deepEqual(store.statistics(), { blocks: 0, bytes: 0, bytesAllocated: 0 })
    }
  })

  it('keeps a large block that comes alone where it is', () => {
    const store = new MemoryStore()
    const batch = sampleBatch(1, 100_000)
    store.put(batch)
    assert.equal(store.get(batch.keys, 100_000).bytes.buffer, batch.bytes.buffer)
    const twice = store.get(packed([batch.keys, batch.keys]), 200_000)
    assert.ok(Buffer.compare(twice.bytes, packed([batch.bytes, batch.bytes])) === 0)
  })

  it('copies a large block out of a much larger buffer, and out of a batch of several', () => {
    const store = new MemoryStore()
    const room = new Uint8Array(1_000_000)
    const part = sampleBatch(1, 100_000)
    room.set(part.bytes, 500_000)
    store.put({ ...part, bytes: room.subarray(500_000, 600_000) })
    assert.equal(store.get(part.keys, 100_000).bytes.buffer.byteLength, 100_000)
    const several = sampleBatch(2, 100_000, 10, 90_000)
    const given = copied(several)
    store.put(given)
    given.bytes.fill(0)
    assert.ok(Buffer.compare(store.get(several.keys, 200_000).bytes, several.bytes) === 0)
  })

  it('copies runs of blocks that go on from one full segment to the next', () => {
    const store = new MemoryStore()
    const batches = Array.from({ length: 10 }, (_, i) => numberedBatch(i * 50_000, 50_000))
    for (const batch of batches) store.put(copied(batch))
    for (const { keys, bytes } of batches) {
      assert.ok(Buffer.compare(store.get(keys, bytes.length).bytes, bytes) === 0)
    }
  })

  it('is empty once closed', () => {
    const store = new MemoryStore()
    const batch = sampleBatch(100, 64)
    store.put(copied(batch))
    store.close()
    store.close()
    assert.deepEqual(store.statistics(), { blocks: 0, bytes: 0, bytesAllocated: 0 })
    assert.equal(store.has(batch.keys).includes(1), false)
  })
})

/** Blocks of 8 bytes, each with its number, under keys that are no hashes. */
function numberedBatch(first: number, count: number): BlockBatch {
  const words = new Int32Array(count * 2)
  const keyWords = new Int32Array(count * 8)
  for (let i = 0; i < count; i++) {
    words[i * 2] = first + i
    keyWords.fill(Math.imul(first + i, 0x9e3779b1), i * 8, i * 8 + 8)
  }
  return { keys: new Uint8Array(keyWords.buffer), bytes: new Uint8Array(words.buffer), blockSize: 8 }
}
