import assert from 'node:assert/strict'
import fc from 'fast-check'
import { hashBlocks } from '../../src/block/hash.ts'
import { type FetchPages, type ReadKeysOptions, readKeys } from '../../src/block/read-keys.ts'
import { decodeRoot, manifestDepth, type Root } from '../../src/block/root.ts'
import { isTritonError, TritonError } from '../../src/errors.ts'
import { PAGE_BYTES, PAGE_KEYS } from '../../src/limits.ts'
import { build, madeUpKeys, PageShelf } from './page-shelf.ts'

/** All keys that the reader yields; checks that each run begins where the one before it ended. */
async function collect(root: Root, fetch: FetchPages, options: ReadKeysOptions = {}): Promise<Uint8Array> {
  const runs: Uint8Array[] = []
  let next = options.from ?? 0
  for await (const { first, keys } of readKeys(root, fetch, options)) {
    assert.equal(first, next)
    assert.ok(keys.length > 0 && keys.length <= (options.pageKeys ?? PAGE_KEYS) * 32)
    next += keys.length / 32
    runs.push(keys)
  }
  return Uint8Array.from(Buffer.concat(runs))
}

function madeUpManifest(count: number, pageKeys: number): { root: Root; keys: Uint8Array; shelf: PageShelf } {
  const shelf = new PageShelf()
  const keys = madeUpKeys(0, count)
  const { root } = build(shelf, { size: count * 8, blockSize: 8, keys, pageKeys })
  return { root: decodeRoot(root, pageKeys), keys, shelf }
}

/**
 * A manifest too large to be built: the key of page number i of level n holds n and i, the data key number i
 * only i, and pages are made when fetched. Counts the pages that nobody has read yet.
 */
function virtualManifest(count: number): { root: Root; fetch: FetchPages; fetched: number[] } {
  const depth = manifestDepth(count)
  const fetched = new Array<number>(depth).fill(0)
  const fetch: FetchPages = async (keys, sizes) => {
    const view = new DataView(keys.buffer, keys.byteOffset, keys.length)
    return Array.from(sizes, (size, i) => {
      const level = keys[i * 32 + 31]! - 1
      fetched[level]!++
      return levelKeys(level, (view.getFloat64(i * 32) - 1) * PAGE_KEYS, size / 32)
    })
  }
  return { root: { size: count * 8, blockSize: 8, depth, top: levelKeys(depth, 0, 1) }, fetch, fetched }
}

function levelKeys(level: number, first: number, count: number): Uint8Array {
  const keys = madeUpKeys(first, count)
  for (let i = 0; i < count; i++) keys[i * 32 + 31] = level
  return keys
}

const shape = fc.record({ count: fc.nat(270), pageKeys: fc.integer({ min: 2, max: 6 }) })
const prefetch = fc.integer({ min: 0, max: 5 })

describe('reading the keys of a file', () => {
  it('gives what was built, for files of real bytes', async () => {
    const file = fc.record({
      bytes: fc.uint8Array({ maxLength: 2000 }),
      blockSize: fc.integer({ min: 8, max: 100 }),
      pageKeys: fc.integer({ min: 2, max: 6 }),
    })
    const property = fc.asyncProperty(file, prefetch, async ({ bytes, blockSize, pageKeys }, ahead) => {
      const keys = hashBlocks(bytes, blockSize)
      const shelf = new PageShelf()
      const { root } = build(shelf, { size: bytes.length, blockSize, keys, parts: [3, 1, 20], pageKeys })
      const found = await collect(decodeRoot(root, pageKeys), shelf.fetch, { pageKeys, prefetch: ahead })
      assert.deepEqual(found, keys)
    })
    await fc.assert(property)
  })

  it('gives the same keys for a range as a slice of all keys', async () => {
    const property = fc.asyncProperty(
      shape,
      prefetch,
      fc.nat(270),
      fc.nat(270),
      async (file, ahead, a, b) => {
        const { root, keys, shelf } = madeUpManifest(file.count, file.pageKeys)
        const from = Math.min(a, b, file.count)
        const to = Math.min(Math.max(a, b), file.count)
        const options = { from, to, prefetch: ahead, pageKeys: file.pageKeys }
        assert.deepEqual(await collect(root, shelf.fetch, options), keys.slice(from * 32, to * 32))
      },
    )
    await fc.assert(property)
  })

  it('reaches depth 5 and every page once', async () => {
    const { root, keys, shelf } = madeUpManifest(243, 3)
    assert.equal(root.depth, 5)
    assert.deepEqual(await collect(root, shelf.fetch, { pageKeys: 3 }), keys)
    assert.equal(shelf.fetched, 81 + 27 + 9 + 3 + 1)
  })

  for (const count of [0, 1, 2, PAGE_KEYS, PAGE_KEYS + 1, PAGE_KEYS * 20 + 5]) {
    it(`works at full page size for ${count} blocks`, async () => {
      const { root, keys, shelf } = madeUpManifest(count, PAGE_KEYS)
      assert.equal(Buffer.compare(await collect(root, shelf.fetch), keys), 0)
      if (count <= 1) assert.equal(shelf.fetched, 0)
    })
  }

  it('fetches the pages on the way to the range and no others', async () => {
    const { root, fetch, fetched } = virtualManifest(PAGE_KEYS ** 3)
    const from = 3_000_000_000
    const found = await collect(root, fetch, { from, to: from + 5000 })
    assert.equal(Buffer.compare(found, levelKeys(0, from, 5000)), 0)
    assert.deepEqual(fetched, [4, 1, 1])
  })

  it('fetches nothing for an empty range', async () => {
    const { root, fetch, fetched } = virtualManifest(100_000)
    assert.equal((await collect(root, fetch, { from: 500, to: 500 })).length, 0)
    assert.deepEqual(fetched, [0, 0])
  })

  it('refuses a range that is not within the file', async () => {
    const { root, shelf } = madeUpManifest(10, 3)
    for (const [from, to] of [
      [-1, 5],
      [0, 11],
      [6, 5],
      [0.5, 5],
      [Number.NaN, 5],
    ] as const) {
      const reading = collect(root, shelf.fetch, { from, to, pageKeys: 3 })
      await assert.rejects(reading, (error) => isTritonError(error, 'BadRequest'))
    }
    assert.equal(shelf.fetched, 0)
  })

  it('asks for the next pages before the present ones are read', async () => {
    const { root, shelf } = madeUpManifest(PAGE_KEYS * 12, PAGE_KEYS)
    const seen: number[] = []
    for await (const { first } of readKeys(root, shelf.fetch, { prefetch: 4 })) {
      await new Promise((resolve) => setImmediate(resolve))
      if (first % (PAGE_KEYS * 4) === 0) seen.push(shelf.fetched - 1)
    }
    assert.deepEqual(seen, [8, 12, 12])
    assert.deepEqual(shelf.calls, [1, 4, 4, 4])
  })

  it('holds no more than its bound of a file of 35 thousand billion keys, across three pages of level 1', async () => {
    const { root, fetch, fetched } = virtualManifest(2 ** 45)
    assert.equal(root.depth, 5)
    const from = PAGE_KEYS ** 3 - PAGE_KEYS * 100
    const to = PAGE_KEYS ** 3 + PAGE_KEYS ** 2 + PAGE_KEYS * 100
    let read = 0
    for await (const { first, keys } of readKeys(root, fetch, { from, to, prefetch: 4 })) {
      if (first % (PAGE_KEYS * 50) === 0) await new Promise((resolve) => setImmediate(resolve))
      assert.equal(new DataView(keys.buffer, keys.byteOffset).getFloat64(0), first + 1)
      read++
      assert.ok(fetched[0]! - read < 8, `${fetched[0]! - read} leaf pages held`)
      const page = Math.floor(first / PAGE_KEYS ** 2) - Math.floor(from / PAGE_KEYS ** 2)
      const atItsEnd = first % PAGE_KEYS ** 2 >= PAGE_KEYS ** 2 - PAGE_KEYS * 8
      assert.ok(
        fetched[1]! <= page + (atItsEnd ? 3 : 2),
        `${fetched[1]} pages of level 1 fetched at page ${page}`,
      )
    }
    assert.equal(read, PAGE_KEYS + 200)
    assert.deepEqual(fetched, [PAGE_KEYS + 200, 3, 2, 1, 1])
  })

  for (const [name, change] of [
    ['a page too short', (pages: Uint8Array[]) => [pages[0]!.subarray(32), ...pages.slice(1)]],
    ['a page too long', (pages: Uint8Array[]) => [new Uint8Array(PAGE_BYTES * 2), ...pages.slice(1)]],
    ['a page missing', (pages: Uint8Array[]) => pages.slice(1)],
    ['a page too many', (pages: Uint8Array[]) => [...pages, pages[0]!]],
  ] as const) {
    it(`takes ${name} for corrupt, at any level`, async () => {
      for (let broken = 1; broken <= 5; broken++) {
        const { root, shelf } = madeUpManifest(25, 3)
        const fetch: FetchPages = async (keys, sizes) => {
          const pages = await shelf.fetch(keys, sizes)
          return shelf.calls.length === broken ? change(pages) : pages
        }
        const reading = collect(root, fetch, { pageKeys: 3, prefetch: 2 })
        await assert.rejects(reading, (error) => isTritonError(error, 'Corrupt'), `call ${broken}`)
      }
    })
  }

  it('throws what the fetcher throws, after the keys before it', async () => {
    const { root, shelf } = madeUpManifest(27, 3)
    const fetch: FetchPages = async (keys, sizes) => {
      const pages = await shelf.fetch(keys, sizes)
      if (shelf.fetched > 8) throw new TritonError('Unavailable', 'no owner answers')
      return pages
    }
    let read = 0
    await assert.rejects(
      async () => {
        for await (const { keys } of readKeys(root, fetch, { pageKeys: 3, prefetch: 1 }))
          read += keys.length / 32
      },
      (error) => isTritonError(error, 'Unavailable'),
    )
    assert.ok(read > 0 && read < 27 && read % 3 === 0, `${read} keys`)
  })
})
