import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readAhead } from '../../src/block/read-ahead.ts'

async function* count(to: number): AsyncGenerator<number> {
  for (let i = 0; i < to; i++) yield i
}

const tick = () => new Promise((resolve) => setImmediate(resolve))

describe('reading ahead', () => {
  it('keeps the order, whatever finishes first', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.nat(4)),
      fc.integer({ min: 0, max: 4 }),
      async (delays, ahead) => {
        const results: number[] = []
        const load = async (item: number) => {
          for (let i = 0; i < delays[item]!; i++) await tick()
          return item * 10
        }
        for await (const result of readAhead(count(delays.length), ahead, load)) results.push(result)
        assert.deepEqual(
          results,
          delays.map((_, i) => i * 10),
        )
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })

  for (const ahead of [0, 1, 3]) {
    it(`has ${ahead} more under way while one is used, and no more`, async () => {
      let asked = 0
      let used = 0
      const load = async (item: number) => {
        asked++
        return item
      }
      for await (const item of readAhead(count(10), ahead, load)) {
        for (let i = 0; i < 5; i++) await tick()
        assert.equal(asked, Math.min(10, item + 1 + ahead))
        used++
      }
      assert.equal(used, 10)
    })
  }

  it('holds no more than that, however unevenly the items load and are used', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(9), fc.nat(3)), { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (delays, ahead) => {
        let asked = 0
        const load = async (item: number) => {
          asked++
          for (let i = 0; i < delays[item]![0]; i++) await tick()
          return item
        }
        for await (const item of readAhead(count(delays.length), ahead, load)) {
          for (let i = 0; i < delays[item]![1]; i++) await tick()
          assert.ok(asked <= item + 1 + ahead, `${asked} asked for, ${item + 1} used`)
        }
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })

  it('throws a failure in its place, and lets those behind it drop', async () => {
    const results: number[] = []
    const load = async (item: number) => {
      if (item >= 2) throw new Error(`item ${item}`)
      await tick()
      return item
    }
    await assert.rejects(
      async () => {
        for await (const result of readAhead(count(10), 4, load)) results.push(result)
      },
      { message: 'item 2' },
    )
    assert.deepEqual(results, [0, 1])
    await tick()
  })

  it('throws what the source throws, after what came before it', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1
      throw new Error('source')
    }
    const results: number[] = []
    await assert.rejects(
      async () => {
        for await (const result of readAhead(broken(), 3, async (item) => item)) results.push(result)
      },
      { message: 'source' },
    )
    assert.deepEqual(results, [1])
  })

  it('closes the source when the consumer stops, without waiting for a load under way', async () => {
    let closed = false
    async function* endless(): AsyncGenerator<number> {
      try {
        for (let i = 0; ; i++) yield i
      } finally {
        closed = true
      }
    }
    const load = (item: number) => (item === 0 ? Promise.resolve(item) : new Promise<number>(() => {}))
    for await (const item of readAhead(endless(), 2, load)) {
      assert.equal(item, 0)
      break
    }
    await tick()
    assert.equal(closed, true)
  })

  it('does not wait for a stuck source either when the consumer stops', async () => {
    async function* stuck(): AsyncGenerator<number> {
      yield 0
      await new Promise(() => {})
    }
    const stopped = (async () => {
      for await (const item of readAhead(stuck(), 1, async (item) => item)) return item
      return undefined
    })()
    const late = new Promise((resolve) => setTimeout(resolve, 500, 'late').unref())
    assert.equal(await Promise.race([stopped, late]), 0)
  })

  it('leaves no rejection unhandled when loads ahead of a stopped consumer fail', async () => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => unhandled.push(reason)
    const others = process.rawListeners('unhandledRejection') as NodeJS.UnhandledRejectionListener[]
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
    try {
      const load = async (item: number) => {
        if (item > 0) throw new Error(`item ${item}`)
        return item
      }
      for await (const _ of readAhead(count(5), 3, load)) break
      await tick()
      await tick()
    } finally {
      process.removeListener('unhandledRejection', note)
      for (const other of others) process.on('unhandledRejection', other)
    }
    assert.deepEqual(unhandled, [])
  })
})
