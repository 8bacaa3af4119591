import { type Clock, pause } from '../clock.ts'
import { CLIENTS_ACTIVE_MS, REST_MS_MAX, REST_RATIO } from '../limits.ts'

/**
 * Leaves clients more than half of this peer: while they are at work, repair rests longer than it has worked, and what works
 * side by side rests one after the other. When they are not, it does not rest.
 */
export class Pace {
  readonly #clock: Clock
  #clientMs = Number.NEGATIVE_INFINITY
  /** The end of the rests that are owed. */
  #restMs = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A client has asked something. */
  noteClient(): void {
    this.#clientMs = this.#clock.now()
  }

  get clientsActive(): boolean {
    return this.#clock.now() - this.#clientMs < CLIENTS_ACTIVE_MS
  }

  /** Resolves when the rest for so much work is over, and those that were owed before. */
  async rest(workedMs: number, signal: AbortSignal): Promise<void> {
    if (!this.clientsActive) return
    const now = this.#clock.now()
    const restMs = REST_RATIO * Math.max(workedMs, 1)
    this.#restMs = Math.min(Math.max(this.#restMs, now) + restMs, now + REST_MS_MAX)
    await pause(this.#clock, this.#restMs - now, signal)
  }
}
