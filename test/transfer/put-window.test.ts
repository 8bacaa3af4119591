import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import { PUT_PROMPT_MS, PUT_SLOW_MS, PUT_WINDOW_MAX, PUT_WINDOW_START } from '../../src/limits.ts'
import { PutWindow } from '../../src/transfer/put-window.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

describe('the window of a writer', () => {
  let clock: VirtualClock
  let window: PutWindow
  let underWay: number
  let most: number

  beforeEach(() => {
    clock = new VirtualClock()
    window = new PutWindow(clock)
    underWay = 0
    most = 0
  })

  /** Puts so many batches at once, each of which takes `ms`. */
  async function put(count: number, ms: number): Promise<void> {
    const work = async () => {
      most = Math.max(most, ++underWay)
      await pause(clock, ms)
      underWay--
    }
    const all = Promise.all(Array.from({ length: count }, () => window.pass(work)))
    await clock.runUntilIdle(60 * 60_000)
    await all
  }

  it('has few batches under way at first', async () => {
    await put(PUT_WINDOW_START + 1, PUT_PROMPT_MS + 1)
    assert.equal(most, PUT_WINDOW_START)
  })

  it('grows by one with each batch that was promptly put, to its bound', async () => {
    await put(1, PUT_PROMPT_MS)
    assert.equal(window.size, PUT_WINDOW_START + 1)
    await put(100, PUT_PROMPT_MS)
    assert.equal(window.size, PUT_WINDOW_MAX)
    assert.equal(most, PUT_WINDOW_MAX)
  })

  it('stays as it is while batches are neither prompt nor slow', async () => {
    await put(100, PUT_SLOW_MS)
    assert.equal(window.size, PUT_WINDOW_START)
  })

  it('is halved once by all the slow batches that were under way together', async () => {
    await put(100, 1)
    await put(PUT_WINDOW_MAX, PUT_SLOW_MS + 1)
    assert.equal(window.size, PUT_WINDOW_MAX / 2)
  })

  it('lets one batch through at least, however slow they are', async () => {
    await put(20, 10 * PUT_SLOW_MS)
    assert.equal(window.size, 1)
    most = 0
    await put(3, 10 * PUT_SLOW_MS)
    assert.equal(most, 1)
  })

  it('lets the next batch in after one that failed', async () => {
    const failing = Array.from({ length: PUT_WINDOW_START }, () =>
      window.pass(async () => {
        throw new Error('failed')
      }),
    )
    const next = window.pass(async () => 'put')
    for (const each of failing) await assert.rejects(each, /failed/)
    assert.equal(await next, 'put')
  })
})
