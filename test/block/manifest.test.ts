import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { hashBlock } from '../../src/block/hash.ts'
import { ManifestBuilder } from '../../src/block/manifest.ts'
import { decodeRoot } from '../../src/block/root.ts'
import { isTritonError } from '../../src/errors.ts'
import { PAGE_BYTES, PAGE_KEYS } from '../../src/limits.ts'
import { build, madeUpKeys, PageShelf } from './page-shelf.ts'

const isBadRequest = (error: unknown) => isTritonError(error, 'BadRequest')

/** The manifest as its definition says: level upon level, everything in memory. */
function naiveManifest(
  keys: Uint8Array,
  pageKeys: number,
): { pages: Uint8Array[]; top: Uint8Array; depth: number } {
  const pages: Uint8Array[] = []
  let level = keys
  let depth = 0
  for (; level.length > 32; depth++) {
    const above: Uint8Array[] = []
    for (let at = 0; at < level.length; at += pageKeys * 32) {
      const page = level.slice(at, at + pageKeys * 32)
      pages.push(page)
      above.push(hashBlock(page))
    }
    level = Uint8Array.from(Buffer.concat(above))
  }
  return { pages, top: level.length === 0 ? new Uint8Array(32) : level, depth }
}

const hexOf = (blocks: Iterable<Uint8Array>) =>
  Array.from(blocks, (block) => Buffer.from(block).toString('hex')).sort()

describe('building a manifest', () => {
  it('makes the pages and the root that its definition says, however the keys come', () => {
    const parts = fc.array(fc.nat(40), { maxLength: 10 })
    fc.assert(
      fc.property(fc.nat(260), fc.integer({ min: 2, max: 5 }), parts, (count, pageKeys, pushes) => {
        const keys = madeUpKeys(0, count)
        const shelf = new PageShelf()
        const { root, rootKey } = build(shelf, {
          size: count * 8,
          blockSize: 8,
          keys,
          parts: pushes,
          pageKeys,
        })
        const { pages, top, depth } = naiveManifest(keys, pageKeys)
        assert.deepEqual(decodeRoot(root, pageKeys), { size: count * 8, blockSize: 8, depth, top })
        assert.deepEqual(rootKey, hashBlock(root))
        assert.deepEqual(
          hexOf(shelf.pages.values()),
          hexOf(new Map(hexOf([...pages, root]).map(fromHex)).values()),
        )
      }),
    )
  })

  for (const [name, count, pages, depth] of [
    ['an empty file', 0, 0, 0],
    ['one block', 1, 0, 0],
    ['two blocks', 2, 1, 1],
    ['exactly one page', PAGE_KEYS, 1, 1],
    ['one block more than a page', PAGE_KEYS + 1, 3, 2],
    ['two full pages', PAGE_KEYS * 2, 3, 2],
  ] as const) {
    it(`makes ${pages} pages and depth ${depth} of ${name}`, () => {
      const shelf = new PageShelf()
      const keys = madeUpKeys(0, count)
      const { root } = build(shelf, { size: count * 64, blockSize: 64, keys })
      assert.equal(shelf.pages.size, pages + 1)
      assert.equal(decodeRoot(root).depth, depth)
      if (count === 1) assert.deepEqual(decodeRoot(root).top, keys)
    })
  }

  it('sends full pages out at once, packed as one batch', () => {
    const builder = new ManifestBuilder(64)
    assert.deepEqual(builder.push(madeUpKeys(0, PAGE_KEYS - 1)), [])
    const batches = builder.push(madeUpKeys(PAGE_KEYS - 1, PAGE_KEYS * 8))
    assert.deepEqual(
      batches.map(({ keys, bytes, blockSize }) => [keys.length / 32, bytes.length, blockSize]),
      [[8, 8 * PAGE_BYTES, PAGE_BYTES]],
    )
  })

  it('ends with the root as the last batch', () => {
    const { root, rootKey, batches } = new ManifestBuilder(64).finish(0)
    assert.deepEqual(batches, [{ keys: rootKey, bytes: root, blockSize: root.length }])
  })

  it('refuses a size that does not go with the keys', () => {
    const sizes = [0, 64 * 2, 64 * 3 + 1, -1, 64 * 3 - 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]
    for (const size of sizes) {
      const builder = new ManifestBuilder(64)
      builder.push(madeUpKeys(0, 3))
      assert.throws(() => builder.finish(size), isBadRequest, String(size))
      assert.equal(builder.finish(64 * 3 - 63).root.length, 53)
    }
  })

  it('refuses keys cut short, keys after its end, and a bad block size', () => {
    const builder = new ManifestBuilder(64)
    assert.throws(() => builder.push(new Uint8Array(33)), isBadRequest)
    builder.finish(0)
    assert.throws(() => builder.push(madeUpKeys(0, 1)), isBadRequest)
    assert.throws(() => builder.finish(0), isBadRequest)
    assert.throws(() => new ManifestBuilder(7), isBadRequest)
  })

  it('of more than four million keys has three levels and holds less than a page of each', async () => {
    const count = PAGE_KEYS * PAGE_KEYS + PAGE_KEYS + 1
    const builder = new ManifestBuilder(64)
    const before = await arrayBuffersInUse()
    let pages = 0
    for (let first = 0; first < count; first += 16_384) {
      for (const batch of builder.push(madeUpKeys(first, Math.min(16_384, count - first)))) {
        pages += batch.keys.length / 32
      }
    }
    const held = (await arrayBuffersInUse()) - before
    assert.ok(held <= 4 * PAGE_BYTES + 64 * 1024, `${held} bytes held`)
    const { root, batches } = builder.finish(count * 64)
    for (const batch of batches) pages += batch.keys.length / 32
    assert.equal(decodeRoot(root).depth, 3)
    assert.equal(pages, PAGE_KEYS + 2 + 2 + 1 + 1)
  })
})

function fromHex(hex: string): [string, Buffer] {
  return [hex, Buffer.from(hex, 'hex')]
}

/** Bytes of array buffers that are still referenced. They are freed some time after a collection: the least of ten. */
async function arrayBuffersInUse(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 10; i++) {
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 10))
    least = Math.min(least, process.memoryUsage().arrayBuffers)
  }
  return least
}
