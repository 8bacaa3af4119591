import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import {
  PUT_PROMPT_MS,
  PUT_SLOW_MS,
  PUT_WINDOW_BYTES_START,
  SLAB_BYTES,
  TRANSFER_WINDOW_BYTES,
} from '../../src/limits.ts'
import { PutWindow } from '../../src/transfer/put-window.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

/** In batches of a slab. */
const PUT_WINDOW_START = PUT_WINDOW_BYTES_START / SLAB_BYTES
const PUT_WINDOW_MAX = TRANSFER_WINDOW_BYTES / SLAB_BYTES

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

  /** Puts so many batches of `bytes` at once, each of which takes `ms`. */
  async function put(count: number, ms: number, bytes = SLAB_BYTES): Promise<void> {
    const work = async () => {
      most = Math.max(most, ++underWay)
      await pause(clock, ms)
      underWay--
    }
    const all = Promise.all(Array.from({ length: count }, () => window.pass(bytes, work)))
    await clock.runUntilIdle(60 * 60_000)
    await all
  }

  it('has few batches under way at first', async () => {
    await put(PUT_WINDOW_START + 1, PUT_PROMPT_MS + 1)
    assert.equal(most, PUT_WINDOW_START)
  })

  it('grows by one with each batch that was promptly put, to its bound', async () => {
    await put(1, PUT_PROMPT_MS)
    assert.equal(window.size / SLAB_BYTES, PUT_WINDOW_START + 1)
    await put(100, PUT_PROMPT_MS)
    assert.equal(window.size / SLAB_BYTES, PUT_WINDOW_MAX)
    assert.equal(most, PUT_WINDOW_MAX)
  })

  it('stays as it is while batches are neither prompt nor slow', async () => {
    await put(100, PUT_SLOW_MS)
    assert.equal(window.size / SLAB_BYTES, PUT_WINDOW_START)
  })

  it('is halved once by all the slow batches that were under way together', async () => {
    await put(100, 1)
    await put(PUT_WINDOW_MAX, PUT_SLOW_MS + 1)
    assert.equal(window.size / SLAB_BYTES, PUT_WINDOW_MAX / 2)
  })

  it('lets one batch through at least, however slow they are', async () => {
    await put(20, 10 * PUT_SLOW_MS)
    assert.equal(window.size / SLAB_BYTES, 1)
    most = 0
    await put(3, 10 * PUT_SLOW_MS)
    assert.equal(most, 1)
  })

  it('has many small batches under way at once', async () => {
    await put(200, PUT_PROMPT_MS, SLAB_BYTES / 128)
    assert.equal(most, 200)
  })

  it('lets a batch that is larger than it through alone', async () => {
    await put(3, PUT_SLOW_MS, 2 * PUT_WINDOW_BYTES_START)
    assert.equal(most, 1)
  })

  it('has two batches under way at last, however large they are', async () => {
    await put(4, PUT_PROMPT_MS, 2 * TRANSFER_WINDOW_BYTES)
    assert.equal(most, 2)
  })

  it('lets the next batch in after one that failed', async () => {
    const failing = Array.from({ length: PUT_WINDOW_START }, () =>
      window.pass(SLAB_BYTES, async () => {
        throw new Error('failed')
      }),
    )
    const next = window.pass(SLAB_BYTES, async () => 'put')
    for (const each of failing) await assert.rejects(each, /failed/)
    assert.equal(await next, 'put')
  })
})
