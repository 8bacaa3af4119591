import type { Clock } from '../clock.ts'
import { OPERATION_KEPT_MS } from '../limits.ts'

/**
 * Ages what must be kept for OPERATION_KEPT_MS and no longer, without looking at each: what comes belongs to the present
 * generation; when that has lasted so long a new one begins, and the one before the last is over. Time in which nobody
 * runs does not count, and the wall clock does not matter.
 */
export class Generations {
  readonly #clock: Clock
  #present: number
  #sinceMs: number

  constructor(clock: Clock, present = 0) {
    this.#clock = clock
    this.#present = present
    this.#sinceMs = clock.now()
  }

  get present(): number {
    return this.#present
  }

  /** Whether a new generation has begun just now. */
  turn(): boolean {
    const nowMs = this.#clock.now()
    if (nowMs - this.#sinceMs < OPERATION_KEPT_MS) return false
    this.#present++
    this.#sinceMs = nowMs
    return true
  }
}
