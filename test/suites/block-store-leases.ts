import assert from 'node:assert/strict'
import fc from 'fast-check'
import { KEY_BYTES } from '../../src/limits.ts'
import { isNewerStamp, stampOf } from '../../src/store/stamp.ts'
import type { BlockStore } from '../../src/store/store.ts'
import { copied, hex, keyAt, keyTexts, packed, sampleBatch } from '../store/sample-blocks.ts'

const SIZE = 64
const BLOCKS = 40

/** What the contract promises of stamps, which are the blocks' leases. */
export function describeLeases(current: () => BlockStore): void {
  it('a block has the stamp that it was put with; one that is put again, or asked for, the newer one', async () => {
    const store = current()
    const batch = sampleBatch(4, SIZE)
    await store.put(copied(batch), 7)
    assert.deepEqual([...(await store.stamps(batch.keys))], [7, 7, 7, 7])
    await store.put(copied(sampleBatch(2, SIZE)), 9)
    await store.put(copied(sampleBatch(2, SIZE)), 8)
    await store.has(keyAt(batch.keys, 2), 12)
    await store.has(keyAt(batch.keys, 2), 11)
    await store.has(keyAt(batch.keys, 3))
    assert.deepEqual([...(await store.stamps(batch.keys))], [9, 9, 12, 7])
    assert.deepEqual([...(await store.stamps(sampleBatch(1, SIZE, 99).keys))], [-1])
  })

  it('each block of a batch may have a stamp of its own, held or new, large or small', async () => {
    for (const size of [SIZE, 5_000, 100_000]) {
      const store = current()
      await store.put(copied(sampleBatch(2, size, 1)), 5)
      const batch = sampleBatch(4, size, 0, 10)
      await store.put(copied(batch), Uint8Array.of(3, 4, 6, 1))
      assert.deepEqual([...(await store.stamps(batch.keys))], [3, 5, 6, 1])
    }
  })

  it('stamps go round: 1 is newer than 255', async () => {
    const store = current()
    const { keys } = sampleBatch(1, SIZE)
    await store.put(sampleBatch(1, SIZE), 255)
    await store.has(keys, 1)
    assert.deepEqual([...(await store.stamps(keys))], [1])
    await store.has(keys, 254)
    assert.deepEqual([...(await store.stamps(keys))], [1])
  })

  it('all stamps can be renewed at once', async () => {
    const store = current()
    const batch = sampleBatch(300, SIZE)
    await store.put(
      copied(batch),
      Uint8Array.from({ length: 300 }, (_, i) => i % 100),
    )
    store.renewAll(200)
    assert.ok((await store.stamps(batch.keys)).every((stamp) => stamp === 200))
  })

  it('a stamp stays with its block whatever is deleted and rewritten around it', async () => {
    const store = current()
    const batch = sampleBatch(2_000, SIZE)
    const kept = Array.from({ length: 500 }, (_, i) => 4 * i)
    await store.put(
      copied(batch),
      Uint8Array.from({ length: 2_000 }, (_, i) => i % 97),
    )
    await store.delete(
      packed([...Array(2_000).keys()].filter((i) => i % 4 > 0).map((i) => keyAt(batch.keys, i))),
    )
    await store.put(sampleBatch(500, SIZE, 5_000), 100)
    await store.delete(sampleBatch(500, SIZE, 5_000).keys)
    const stamps = await store.stamps(packed(kept.map((i) => keyAt(batch.keys, i))))
    assert.deepEqual(
      [...stamps],
      kept.map((i) => i % 97),
    )
  })

  it('an expired block that is asked for while it is about to be deleted stays', async () => {
    const store = current()
    const batch = sampleBatch(3, SIZE)
    await store.put(copied(batch), 5)
    const { keys } = await store.expired(5, 0)
    assert.equal(keys.length, 3 * KEY_BYTES)
    await store.has(keyAt(batch.keys, 1), 6)
    assert.equal(await store.delete(keys, 5), 2)
    assert.deepEqual([...(await store.has(batch.keys))], [0, 1, 0])
  })

  it('what expires is what a plain list of stamps says', async () => {
    const lease = fc.record({
      block: fc.nat(BLOCKS - 1),
      generation: fc.integer({ min: 300, max: 400 }),
      put: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(lease, { maxLength: 80, size: 'max' }),
        fc.integer({ min: 300, max: 400 }),
        async (leases, limit) => {
          const store = current()
          await store.delete(sampleBatch(BLOCKS, SIZE).keys)
          const model = new Map<string, number>()
          for (const { block, generation, put } of leases) {
            const one = sampleBatch(1, SIZE, block)
            const name = hex(one.keys)
            if (put) await store.put(one, stampOf(generation))
            else await store.has(one.keys, stampOf(generation))
            const before = model.get(name)
            if (put || before !== undefined) model.set(name, Math.max(before ?? 0, generation))
          }
          const expected = [...model].filter(([, generation]) => generation <= limit).map(([name]) => name)
          const found: string[] = []
          for (let after: number | undefined = 0; after !== undefined; ) {
            const page = await store.expired(stampOf(limit), after)
            assert.equal(page.sizes.length * KEY_BYTES, page.keys.length)
            assert.ok(page.sizes.every((size) => size === SIZE))
            found.push(...keyTexts(page.keys))
            after = page.next
          }
          assert.deepEqual(found.sort(), expected.sort())
        },
      ),
      { numRuns: 40 },
    )
  })

  it('of two stamps the newer is known while they are less than 128 generations apart', () => {
    for (const generation of [1, 100, 255, 256, 1_000])
      for (let later = 1; later < 128; later++) {
        assert.ok(isNewerStamp(stampOf(generation + later), stampOf(generation)))
        assert.ok(!isNewerStamp(stampOf(generation), stampOf(generation + later)))
        assert.ok(!isNewerStamp(stampOf(generation), stampOf(generation)))
      }
  })
}
