import assert from 'node:assert/strict'
import fc from 'fast-check'
import { pause } from '../../src/clock.ts'
import { VirtualClock } from './virtual-clock.ts'

describe('a virtual clock', () => {
  it('runs timers in the order of their moments, those of one moment in the order they were set', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20)), async (delays) => {
        const clock = new VirtualClock()
        const ran: [number, number][] = []
        for (const [index, delay] of delays.entries())
          clock.after(delay, () => ran.push([clock.now(), index]))
        await clock.advance(20)
        const expected = delays.map((delay, index): [number, number] => [delay, index])
        assert.deepEqual(
          ran,
          expected.sort(([a, i], [b, j]) => a - b || i - j),
        )
      }),
    )
  })

  it('lets promises settle between two timers', async () => {
    const clock = new VirtualClock()
    const seen: string[] = []
    clock.after(1, () => void deep(50).then(() => seen.push('promise')))
    clock.after(1, () => seen.push('timer'))
    await clock.advance(1)
    assert.deepEqual(seen, ['promise', 'timer'])
  })

  it('runs timers that timers set, within the time that passes', async () => {
    const clock = new VirtualClock()
    let ticks = 0
    const tick = () => {
      ticks++
      clock.after(10, tick)
    }
    tick()
    await clock.advance(95)
    assert.deepEqual([ticks, clock.now()], [10, 95])
  })

  it('does not run a timer that was called off', async () => {
    const clock = new VirtualClock()
    const cancel = clock.after(5, () => assert.fail('ran'))
    clock.after(5, () => {})
    cancel()
    cancel()
    assert.equal(clock.pending, 1)
    await clock.advance(10)
  })

  it('stops when nothing is left to wait for, or at the limit', async () => {
    const clock = new VirtualClock()
    let done = false
    void pause(clock, 300).then(() => pause(clock, 400).then(() => (done = true)))
    assert.equal(await clock.runUntilIdle(10_000), 700)
    assert.ok(done)
    clock.after(500, () => {})
    assert.equal(await clock.runUntilIdle(100), 100)
    assert.equal(clock.now(), 800)
  })

  it('has a wall clock that jumps without the timers', async () => {
    const clock = new VirtualClock(1000)
    clock.jumpWall(7_200_000)
    await clock.advance(5)
    assert.deepEqual([clock.now(), clock.wallNow()], [5, 7_201_005])
  })
})

/** Resolves after `depth` turns of the promise queue. */
async function deep(depth: number): Promise<void> {
  for (let turn = 0; turn < depth; turn++) await Promise.resolve()
}
