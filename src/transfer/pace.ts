import { HEDGE_MS_MIN } from '../limits.ts'

/** Weight of a new observation. */
const SMOOTHING = 0.25
/** A peer this many times slower than another is given nothing that the other has too. */
const MUCH_SLOWER = 3
/** Answers slower than this many times the usual are asked for elsewhere as well. */
const HEDGE_FACTOR = 4

/** How long each peer takes for an answer, as seen here: exponentially smoothed, in milliseconds. */
export class Pace {
  readonly #latencyMs = new Map<string, number>()

  observe(peer: string, latencyMs: number): void {
    const before = this.#latencyMs.get(peer)
    this.#latencyMs.set(peer, before === undefined ? latencyMs : before + SMOOTHING * (latencyMs - before))
  }

  /** Whether `peer` is so much slower than `other` that everything should go there. */
  isMuchSlower(peer: string, other: string): boolean {
    const latency = this.#latencyMs.get(peer)
    const otherLatency = this.#latencyMs.get(other)
    return (
      latency !== undefined &&
      otherLatency !== undefined &&
      latency > HEDGE_MS_MIN / 2 &&
      latency > MUCH_SLOWER * otherLatency
    )
  }

  /** After how long without an answer another peer should be asked too: by the quickest peer's usual time. */
  hedgeAfterMs(): number {
    let quickest = Number.POSITIVE_INFINITY
    for (const latency of this.#latencyMs.values()) quickest = Math.min(quickest, latency)
    return Math.max(HEDGE_MS_MIN, Number.isFinite(quickest) ? HEDGE_FACTOR * quickest : 4 * HEDGE_MS_MIN)
  }
}
