import type { Clock } from '../../src/clock.ts'
import { isWorkUnderWay } from './outside-work.ts'

interface Timer {
  at: number
  /** Timers of the same moment run in the order in which they were set. */
  order: number
  action: () => void
}

/**
 * A Clock that stands still until a test moves it. Timers run in order, each on its exact moment, and between any two
 * of them all promises settle that wait for neither a timer nor real input or output: one program and one seed give
 * one run.
 */
export class VirtualClock implements Clock {
  /** Ordered by `at`, then `order`. */
  readonly #timers: Timer[] = []
  #now = 0
  #wallOffset: number
  #nextOrder = 0

  /** `wallMs`: what the wall clock shows at the start. */
  constructor(wallMs = Date.UTC(2025, 0, 1)) {
    this.#wallOffset = wallMs
  }

  now(): number {
    return this.#now
  }

  wallNow(): number {
    return this.#wallOffset + this.#now
  }

  /** Sets the wall clock on or back; timers do not feel it. */
  jumpWall(ms: number): void {
    this.#wallOffset += ms
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), order: this.#nextOrder++, action }
    this.#timers.splice(this.#placeOf(timer), 0, timer)
    return () => {
      const index = this.#placeOf(timer)
      if (this.#timers[index] === timer) this.#timers.splice(index, 1)
    }
  }

  /** Timers that are set. */
  get pending(): number {
    return this.#timers.length
  }

  /** Lets `ms` pass. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.#runUntil(end)
    this.#now = end
  }

  /** Lets time pass until no timer is set, at most `limitMs`. Resolves with the milliseconds that passed. */
  async runUntilIdle(limitMs: number): Promise<number> {
    const start = this.#now
    await this.#runUntil(start + limitMs)
    if (this.#timers.length > 0) this.#now = start + limitMs
    return this.#now - start
  }

  async #runUntil(end: number): Promise<void> {
    await settled()
    for (let next = this.#timers[0]; next !== undefined && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift()
      this.#now = next.at
      next.action()
      await settled()
    }
  }

  /** Where a timer stands in the order, or would. */
  #placeOf({ at, order }: Timer): number {
    let low = 0
    let high = this.#timers.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#timers[middle]!
      if (other.at < at || (other.at === at && other.order < order)) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** All promises and ticks that are ready have run, and those they made ready. */
async function settled(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve))
  while (isWorkUnderWay())
}
