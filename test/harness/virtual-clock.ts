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

  /** Lets time pass until `isOver` says so, which is asked after each timer, at most `limitMs`. */
  async advanceUntil(isOver: () => boolean, limitMs: number): Promise<void> {
    const end = this.#now + limitMs
    await this.#runUntil(end, isOver)
    if (!isOver()) this.#now = end
  }

  async #runUntil(end: number, isOver: () => boolean = () => false): Promise<void> {
    while (await inTurn(() => false)) {}
    while (await inTurn(() => !isOver() && this.#runNext(end))) {}
  }

  /** Runs the next timer that is due before `end`, if there is one. */
  #runNext(end: number): boolean {
    const next = this.#timers[0]
    if (next === undefined || next.at > end) return false
    this.#timers.shift()
    this.#now = next.at
    next.action()
    return true
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

/**
 * Runs ticks and promises between two callbacks, without a turn of the event loop: not public, but ten times as fast, and a
 * simulated minute has ten thousand timers. Where Node has it no more, each timer takes a turn.
 */
const settle = (process as unknown as { _tickCallback?: () => void })._tickCallback
/** Then whatever else the process does has its turn. */
const STEPS_PER_TURN = settle === undefined ? 1 : 1_000

/**
 * Takes steps until one says that there are no more, or it is others' turn, or work is under way outside of this clock: then true. After each step all promises and
 * ticks that are ready have run, and those they made ready.
 */
function inTurn(step: () => boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        let steps = 0
        while (steps < STEPS_PER_TURN && !isWorkUnderWay() && step()) {
          settle?.()
          steps++
        }
        resolve(steps === STEPS_PER_TURN || isWorkUnderWay())
      } catch (error) {
        reject(error)
      }
    })
  })
}
