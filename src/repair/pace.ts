import { type Clock, pause } from '../clock.ts'
import { CLIENTS_ACTIVE_MS, REST_MS_MAX } from '../limits.ts'

/**
 * Leaves clients at least half of this peer: while they are at work, repair rests as long as it has worked. When they are
 * not, it does not rest.
 */
export class Pace {
  readonly #clock: Clock
  #clientMs = Number.NEGATIVE_INFINITY

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

  async rest(workedMs: number, signal: AbortSignal): Promise<void> {
    if (this.clientsActive) await pause(this.#clock, Math.min(Math.max(workedMs, 1), REST_MS_MAX), signal)
  }
}
