import assert from 'node:assert/strict'
import { TritonError } from '../../src/errors.ts'
import { SCRUB_EVERY_MS, SCRUB_FIRST_MS } from '../../src/limits.ts'
import type { Overlay } from '../../src/membership/overlay.ts'
import { Leases } from '../../src/repair/leases.ts'
import { Mender } from '../../src/repair/mend.ts'
import { Pace } from '../../src/repair/pace.ts'
import { Scrub } from '../../src/repair/scrub.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { SimulatedStore } from '../simulation/simulated-store.ts'

/** A store that notes when it is looked through, and cannot be while its disk `fails`. */
class WatchedStore extends SimulatedStore {
  readonly #clock: VirtualClock
  readonly lookedMs: number[] = []
  fails = false

  constructor(clock: VirtualClock) {
    super()
    this.#clock = clock
  }

  override verify(after: Uint8Array | undefined, bytesMax: number) {
    this.lookedMs.push(this.#clock.now())
    if (this.fails) throw new TritonError('Local', 'could not read 00000001.log: EIO')
    return super.verify(after, bytesMax)
  }
}

function setUp() {
  const clock = new VirtualClock()
  const store = new WatchedStore(clock)
  const stop = new AbortController()
  // Nothing is damaged, so nobody is asked for anything.
  const mender = new Mender({} as Overlay, store, new Leases(store), () => {})
  const scrub = new Scrub({ store, mender, pace: new Pace(clock), clock, signal: stop.signal })
  return { clock, store, scrub, stop }
}

describe('background scrubs', () => {
  it('begin an hour after a start, and then once a day', async () => {
    const { clock, store, scrub, stop } = setUp()
    const ended = assert.rejects(scrub.keepScrubbing(), /enough/)
    await clock.advance(3_600_000)
    assert.deepEqual(store.lookedMs, [SCRUB_FIRST_MS])
    await clock.advance(2 * SCRUB_EVERY_MS)
    assert.deepEqual(
      store.lookedMs,
      [0, 1, 2].map((days) => SCRUB_FIRST_MS + days * SCRUB_EVERY_MS),
    )
    stop.abort(new Error('enough'))
    await ended
    assert.equal(clock.pending, 0)
  })

  it('go on the next day when one broke off because the disk failed', async () => {
    const { clock, store, scrub, stop } = setUp()
    const ended = assert.rejects(scrub.keepScrubbing(), /enough/)
    store.fails = true
    await clock.advance(SCRUB_FIRST_MS)
    assert.equal(scrub.progress.obstacle, 'could not read 00000001.log: EIO')
    store.fails = false
    await clock.advance(SCRUB_EVERY_MS)
    assert.equal(store.lookedMs.length, 2)
    assert.deepEqual([scrub.progress.running, scrub.progress.obstacle], [false, ''])
    stop.abort(new Error('enough'))
    await ended
  })
})

describe('a scrub that was asked for', () => {
  it('says why it broke off, and can be asked for again', async () => {
    const { clock, store, scrub } = setUp()
    store.put({ keys: new Uint8Array(32), bytes: new Uint8Array(64), blockSize: 64 })
    store.fails = true
    scrub.hurry()
    await clock.advance(0)
    const { running, checked, total, obstacle } = scrub.progress
    assert.deepEqual(
      { running, checked, total, obstacle },
      { running: false, checked: 0, total: 1, obstacle: 'could not read 00000001.log: EIO' },
    )
    store.fails = false
    store.wipe()
    scrub.hurry()
    await clock.runUntilIdle(1_000)
    assert.deepEqual([scrub.progress.running, scrub.progress.obstacle], [false, ''])
  })
})
