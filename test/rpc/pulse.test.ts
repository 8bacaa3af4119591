import assert from 'node:assert/strict'
import type { Clock } from '../../src/clock.ts'
import { LAG_MS_MAX, PING_MS, SLOWEST_BYTES_PER_MS } from '../../src/limits.ts'
import { Pulse } from '../../src/rpc/pulse.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

function setUp() {
  const clock = new VirtualClock()
  const pingsMs: number[] = []
  const changes: { silent: boolean; atMs: number }[] = []
  const pulse = new Pulse({
    clock,
    ping: () => void pingsMs.push(clock.now()),
    onChange: (silent) => void changes.push({ silent, atMs: clock.now() }),
  })
  return { clock, pulse, pingsMs, changes }
}

describe('the pulse of a peer', () => {
  it('is not felt while nothing is asked of it', async () => {
    const { clock, pulse, pingsMs } = setUp()
    assert.equal(clock.pending, 0)
    pulse.enter(0)
    await clock.advance(100)
    pulse.leave(0)
    assert.equal(clock.pending, 0)
    await clock.advance(10_000)
    assert.deepEqual(pingsMs, [])
  })

  it('is felt by pings only where nothing else comes', async () => {
    const { clock, pulse, pingsMs, changes } = setUp()
    pulse.enter(0)
    for (let i = 0; i < 50; i++) {
      await clock.advance(100)
      pulse.heard()
    }
    assert.deepEqual([pingsMs, changes], [[], []])
  })

  it('goes on for a peer that answers pings alone, however late', async () => {
    for (const answerMs of [0, 100, PING_MS]) {
      const { clock, pulse, pingsMs, changes } = setUp()
      pulse.enter(0)
      for (let answered = 0; answered < 20; ) {
        await clock.advance(10)
        if (pingsMs.length === answered || clock.now() < pingsMs[answered]! + answerMs) continue
        answered++
        pulse.heard()
      }
      assert.deepEqual(changes, [])
    }
  })

  it('has stopped within 1.5 s of silence, after two pings', async () => {
    const { clock, pulse, pingsMs, changes } = setUp()
    pulse.enter(0)
    await clock.advance(1)
    pulse.heard()
    await clock.advance(1_500)
    assert.deepEqual(changes, [{ silent: true, atMs: 1_500 }])
    assert.deepEqual(pingsMs, [500, 1_000, 1_500])
    await clock.advance(10_000)
    assert.equal(changes.length, 1)
  })

  it('is waited for as long as the bytes before a ping take on a slow line', async () => {
    const { clock, pulse, changes } = setUp()
    const bytes = 1_000 * SLOWEST_BYTES_PER_MS
    pulse.enter(bytes)
    await clock.advance(2_000)
    assert.deepEqual(changes, [])
    await clock.advance(250)
    assert.deepEqual(changes, [{ silent: true, atMs: 2_250 }])
  })

  it('is felt on in silence, after the last call too, and is back with the first sign of life', async () => {
    const { clock, pulse, pingsMs, changes } = setUp()
    pulse.enter(0)
    await clock.advance(1_250)
    pulse.leave(0)
    const pings = pingsMs.length
    await clock.advance(10 * PING_MS)
    assert.equal(pingsMs.length, pings + 10)
    pulse.heard()
    assert.deepEqual(
      changes.map(({ silent }) => silent),
      [true, false],
    )
    await clock.advance(PING_MS)
    assert.equal(clock.pending, 0)
  })

  it('is not judged by an event loop that is late itself', async () => {
    for (const [lateMs, judged] of [
      [LAG_MS_MAX, 1],
      [LAG_MS_MAX + 1, 0],
    ] as const) {
      const clock = new VirtualClock()
      const late: Clock = {
        now: () => clock.now(),
        wallNow: () => clock.wallNow(),
        after: (delayMs, action) => clock.after(delayMs + lateMs, action),
      }
      let changes = 0
      const pulse = new Pulse({ clock: late, ping: () => {}, onChange: () => changes++ })
      pulse.enter(0)
      await clock.advance(10_000)
      assert.equal(changes, judged, `${lateMs} ms late`)
      pulse.stop()
      assert.equal(clock.pending, 0)
    }
  })
})
