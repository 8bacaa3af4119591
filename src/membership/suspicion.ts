import type { Clock } from '../clock.ts'
import { SUSPECT_MS } from '../limits.ts'
import type { OverlayView } from './view.ts'

/**
 * One party's own opinion of who does not answer: costs nothing if wrong, and is forgotten after SUSPECT_MS.
 * Together with the coordinator's (`suspect` in the view) it decides whom traffic avoids.
 */
export class Suspicion {
  readonly #clock: Clock
  readonly #untilMs = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  suspect(peer: string): void {
    this.#untilMs.set(peer, this.#clock.now() + SUSPECT_MS)
  }

  clear(peer: string): void {
    this.#untilMs.delete(peer)
  }

  isSuspect(peer: string): boolean {
    const until = this.#untilMs.get(peer)
    if (until === undefined) return false
    if (until > this.#clock.now()) return true
    this.#untilMs.delete(peer)
    return false
  }

  /** One byte a member index of the view's ring: 1 for those that traffic avoids. */
  avoided(view: OverlayView): Uint8Array {
    return Uint8Array.from(view.ring.members, ({ id }) => (view.isSuspect(id) || this.isSuspect(id) ? 1 : 0))
  }
}
