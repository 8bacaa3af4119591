import assert from 'node:assert/strict'
import fc from 'fast-check'
import { leftEdge, rightEdge } from '../../src/block/edges.ts'
import { ManifestBuilder } from '../../src/block/manifest.ts'
import { readKeys } from '../../src/block/read-keys.ts'
import { decodeRoot, type Root } from '../../src/block/root.ts'
import { build, madeUpKeys, PageShelf } from './page-shelf.ts'

const BLOCK_SIZE = 8

/** The keys of a level of a manifest. */
async function keysOf(
  root: Root,
  shelf: PageShelf,
  pageKeys: number,
  range: { level: number; from: number; to: number },
) {
  const runs: Uint8Array[] = []
  for await (const { keys } of readKeys(root, shelf.fetch, { ...range, pageKeys })) runs.push(keys.slice())
  return Uint8Array.from(Buffer.concat(runs))
}

/** A manifest of `count` blocks whose blocks from `from` on are replaced by `written` others, gone on with from there. */
async function spliced(count: number, from: number, written: number, pageKeys: number) {
  const shelf = new PageShelf()
  const keys = madeUpKeys(0, count)
  const old = decodeRoot(
    build(shelf, { size: count * BLOCK_SIZE, blockSize: BLOCK_SIZE, keys, pageKeys }).root,
    pageKeys,
  )
  const read = (range: { level: number; from: number; to: number }) => keysOf(old, shelf, pageKeys, range)

  const edge = await Promise.all(leftEdge(from, pageKeys).map(read))
  const builder = ManifestBuilder.resume(BLOCK_SIZE, from, edge, pageKeys)
  const fresh = madeUpKeys(1_000_000, written)
  const batches = builder.push(fresh)
  const at = from + written
  for (const range of rightEdge(at, count, pageKeys))
    batches.push(...builder.graft(range.level, await read(range), range.blocks))
  const total = Math.max(at, count)
  const finished = builder.finish(total * BLOCK_SIZE)
  const expected = Uint8Array.from(
    Buffer.concat([keys.subarray(0, from * 32), fresh, keys.subarray(Math.min(at, count) * 32)]),
  )
  return { shelf, finished, pages: [...batches, ...finished.batches], expected, total }
}

describe('a manifest that is gone on with', () => {
  it('is the manifest of the whole, wherever it was cut and joined', async () => {
    const counts = fc.integer({ min: 0, max: 70 })
    await fc.assert(
      fc.asyncProperty(
        counts,
        counts,
        counts,
        fc.integer({ min: 2, max: 5 }),
        async (count, start, written, pageKeys) => {
          const from = Math.min(start, count)
          const { finished, expected, total } = await spliced(count, from, written, pageKeys)
          const whole = build(new PageShelf(), {
            ...{ size: total * BLOCK_SIZE, blockSize: BLOCK_SIZE, keys: expected.slice(), pageKeys },
          })
          assert.deepEqual(finished.rootKey, whole.rootKey)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('reads and writes a page of each level, however long the rest is', async () => {
    const { shelf, pages } = await spliced(50_000, 20_001, 1, 8)
    assert.ok(pages.length <= 8, `${pages.length} batches`)
    const fetched = shelf.fetched
    assert.ok(fetched <= 5 * 6 * 2, `${fetched} pages were read`)
  })

  it('ends at once where nothing is left', () => {
    assert.deepEqual(rightEdge(10, 10, 4), [])
    assert.deepEqual(leftEdge(0, 4), [])
    assert.deepEqual(rightEdge(0, 10, 4), [{ level: 2, from: 0, to: 1, blocks: 10 }])
    assert.deepEqual(rightEdge(3, 10, 4), [
      { level: 0, from: 3, to: 4, blocks: 1 },
      { level: 1, from: 1, to: 3, blocks: 6 },
    ])
  })
})
