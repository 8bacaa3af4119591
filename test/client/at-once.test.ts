import assert from 'node:assert/strict'
import fc from 'fast-check'
import { eachAtOnce, mapAtOnce } from '../../src/client/at-once.ts'

const tick = () => new Promise((resolve) => setImmediate(resolve))

async function ticks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await tick()
}

describe('work on many items at once', () => {
  it('is done once for each, never on more at once than told, whatever takes long', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.nat(6), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (delays, count) => {
        let [underWay, most] = [0, 0]
        const done = await mapAtOnce(delays, count, async (delay) => {
          most = Math.max(most, ++underWay)
          await ticks(delay + 1)
          underWay--
          return delay
        })
        assert.deepEqual(done, delays)
        assert.equal(most, Math.min(count, delays.length))
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })

  it('ends with the first failure: nothing further begins, and the source is closed', async () => {
    let closed = false
    async function* endless() {
      try {
        for (let i = 0; ; i++) yield i
      } finally {
        closed = true
      }
    }
    const begun: number[] = []
    const work = async (item: number) => {
      begun.push(item)
      if (item === 4) throw new Error('item 4')
      await ticks(3)
    }
    await assert.rejects(eachAtOnce(endless(), 3, work), { message: 'item 4' })
    await ticks(10)
    assert.deepEqual(begun, [0, 1, 2, 3, 4])
    assert.ok(closed)
  })
})
