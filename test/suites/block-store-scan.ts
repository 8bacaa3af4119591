import assert from 'node:assert/strict'
import type { BlockStore, RingRange } from '../../src/store/store.ts'
import { copied, keyTexts, sampleBatch } from '../store/sample-blocks.ts'

const WHOLE_RING: RingRange = { from: 0, to: 0 }

/** The part of the block store's suite that is about `scan`; `current` gives the store under test. */
export function describeScan(current: () => BlockStore): void {
  /** All pages of a scan, as hex keys; `between` runs after each page. */
  async function scanAll(range: RingRange, countMax: number, between?: (next: Uint8Array) => unknown) {
    const keys: string[] = []
    let next: Uint8Array | undefined
    do {
      const page = await current().scan(range, next, countMax)
      assert.equal(page.keys.length, page.sizes.length * 32)
      assert.ok(page.sizes.length <= countMax)
      keys.push(...keyTexts(page.keys))
      next = page.next
      if (next !== undefined) await between?.(next)
    } while (next !== undefined)
    return keys
  }

  it('a scan of the whole ring reports every block once, in ring order from its start', async () => {
    const batch = sampleBatch(500, 64, 0, 30)
    await current().put(copied(batch))
    const ascending = keyTexts(batch.keys).sort()
    for (const countMax of [1, 7, 500, 100_000])
      assert.deepEqual(await scanAll(WHOLE_RING, countMax), ascending)
    const middle = Number.parseInt(ascending[200]!.slice(0, 12), 16)
    const rotated = [...ascending.slice(201), ...ascending.slice(0, 201)]
    assert.deepEqual(await scanAll({ from: middle, to: middle }, 64), rotated)
    const page = await current().scan(WHOLE_RING, undefined, 500)
    const last = keyTexts(page.keys).indexOf(keyTexts(batch.keys)[499]!)
    assert.deepEqual(
      [...page.sizes],
      Array.from({ length: 500 }, (_, i) => (i === last ? 30 : 64)),
    )
    assert.equal(page.next, undefined)
  })

  it('a range leaves out its start, takes in its end, and may cross zero', async () => {
    const batch = sampleBatch(300, 64)
    await current().put(copied(batch))
    const ascending = keyTexts(batch.keys).sort()
    const position = (index: number) => Number.parseInt(ascending[index]!.slice(0, 12), 16)
    assert.deepEqual(await scanAll({ from: position(50), to: position(90) }, 8), ascending.slice(51, 91))
    assert.deepEqual(await scanAll({ from: position(290), to: position(10) }, 8), [
      ...ascending.slice(291),
      ...ascending.slice(0, 11),
    ])
    assert.deepEqual(await scanAll({ from: position(7), to: position(8) - 1 }, 8), [])
    const highest = 2 ** 48 - 1
    assert.deepEqual(await scanAll({ from: highest, to: position(3) }, 8), ascending.slice(0, 4))
    assert.deepEqual(await scanAll({ from: position(296), to: highest }, 8), ascending.slice(297))
  })

  it('a scan goes on when the key that it stopped at is deleted', async () => {
    const batch = sampleBatch(200, 64)
    await current().put(copied(batch))
    const seen = await scanAll(WHOLE_RING, 9, (next) => current().delete(next))
    assert.deepEqual(seen, keyTexts(batch.keys).sort())
  })

  it('blocks put during a scan are reported at most once, those held throughout exactly once', async () => {
    const held = sampleBatch(300, 64)
    await current().put(copied(held))
    let round = 0
    const seen = await scanAll(WHOLE_RING, 20, () => current().put(sampleBatch(50, 64, 1000 + 50 * round++)))
    assert.equal(new Set(seen).size, seen.length)
    assert.deepEqual(seen, [...seen].sort())
    const throughout = new Set(keyTexts(held.keys))
    assert.equal(seen.filter((key) => throughout.has(key)).length, 300)
  })

  it('a page of no keys is refused', async () => {
    await assert.rejects(async () => current().scan(WHOLE_RING, undefined, 0), { code: 'BadRequest' })
  })
}
