import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { hashBlocks } from '../../src/block/hash.ts'
import {
  BLOCK_CACHE_BYTES_MAX,
  CACHED_READ_BLOCKS_MAX,
  CACHED_READ_BYTES_MAX,
  PAGE_BYTES,
} from '../../src/limits.ts'
import { BlockCache } from '../../src/transfer/block-cache.ts'

function blocks(length: number, blockSize: number) {
  const bytes = new Uint8Array(randomBytes(length))
  return { bytes, blockSize, keys: hashBlocks(bytes, blockSize) }
}

describe('a cache of blocks', () => {
  it('gives back what was kept, in any grouping and in memory of its own', () => {
    const cache = new BlockCache()
    const { keys, blockSize, bytes } = blocks(64 * 9 + 5, 64)
    cache.keep(keys, blockSize, bytes)
    assert.deepEqual(cache.get(keys, bytes.length), bytes)
    assert.deepEqual(cache.get(keys.subarray(32, 96), 128), bytes.subarray(64, 192))
    assert.deepEqual(cache.get(keys.subarray(9 * 32)), bytes.subarray(64 * 9))
    bytes[0]! ^= 1
    cache.get(keys, bytes.length)![1]! ^= 1
    assert.notDeepEqual(cache.get(keys, bytes.length), bytes)
  })

  it('gives nothing when a block is missing or the length is another', () => {
    const cache = new BlockCache()
    const { keys, blockSize, bytes } = blocks(640, 64)
    cache.keep(keys.subarray(0, 9 * 32), blockSize, bytes.subarray(0, 9 * 64))
    assert.equal(cache.get(keys, 640), undefined)
    assert.equal(cache.get(keys.subarray(0, 32), 63), undefined)
    assert.equal(cache.get(new Uint8Array(0), 0), undefined)
  })

  it('lets large reads pass by', () => {
    const cache = new BlockCache()
    for (const [length, blockSize] of [
      [CACHED_READ_BYTES_MAX + 1, PAGE_BYTES],
      [(CACHED_READ_BLOCKS_MAX + 1) * 8, 8],
    ] as const) {
      const large = blocks(length, blockSize)
      cache.keep(large.keys, blockSize, large.bytes)
      assert.equal(cache.get(large.keys.subarray(0, 32)), undefined)
    }
  })

  it('forgets what was not used for longest when it is full', () => {
    const cache = new BlockCache()
    const page = blocks(PAGE_BYTES, PAGE_BYTES)
    const used = blocks(64, 64)
    cache.keep(page.keys, PAGE_BYTES, page.bytes)
    cache.keep(used.keys, 64, used.bytes)
    for (let kept = 0; kept < BLOCK_CACHE_BYTES_MAX; kept += PAGE_BYTES) {
      const other = blocks(PAGE_BYTES, PAGE_BYTES)
      cache.keep(other.keys, PAGE_BYTES, other.bytes)
      assert.deepEqual(cache.get(used.keys), used.bytes)
    }
    assert.equal(cache.get(page.keys), undefined)
  })
})
