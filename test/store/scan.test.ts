import assert from 'node:assert/strict'
import { MemoryStore } from '../../src/store/memory.ts'
import { KEY_BYTES, keyTexts } from './sample-blocks.ts'

const COUNT = 40_000

/**
 * Keys of one shard, more than leave room for whole positions beside their indices: they come in groups of four
 * that differ only in the last bit of their position, and in pairs of equal position, only in the last byte.
 */
function crowdedKeys(): Uint8Array {
  const keys = new Uint8Array(COUNT * KEY_BYTES)
  const view = new DataView(keys.buffer)
  for (let i = 0; i < COUNT; i++) {
    const group = Math.imul(i >> 2, 0x9e3779b1) >>> 0
    view.setUint8(i * KEY_BYTES, 0x40)
    view.setUint32(i * KEY_BYTES + 1, group >>> 2)
    view.setUint8(i * KEY_BYTES + 5, (i >> 1) & 1)
    view.setUint8(i * KEY_BYTES + 31, 255 - (i & 1))
  }
  return keys
}

describe('a scan of one crowded shard of the memory store', () => {
  it('is in the order of whole keys, page by page', () => {
    const store = new MemoryStore()
    const keys = crowdedKeys()
    const blocks = store.put({ keys, bytes: new Uint8Array(COUNT * 8), blockSize: 8 })
    const ascending = [...new Set(keyTexts(keys))].sort()
    assert.equal(blocks, ascending.length)
    for (const countMax of [3001, 39_999]) {
      const seen: string[] = []
      let next: Uint8Array | undefined
      do {
        const page = store.scan({ from: 5, to: 5 }, next, countMax)
        seen.push(...keyTexts(page.keys))
        next = page.next
      } while (next !== undefined)
      assert.deepEqual(seen, ascending)
    }
  })
})
