import { HEDGE_MS_MIN } from '../limits.ts'

/** Weight of a new observation. */
const SMOOTHING = 0.25
/** A peer this many times slower than another is given nothing that the other has too. */
const MUCH_SLOWER = 3
/** Answers slower than this many times the usual are asked for elsewhere as well. */
const HEDGE_FACTOR = 4

/** Whether a peer is so much slower than another that everything should go there; false where one is not known (NaN). */
export function isMuchSlower(latencyMs: number, otherMs: number): boolean {
  return latencyMs > HEDGE_MS_MIN / 2 && latencyMs > MUCH_SLOWER * otherMs
}

/** How long each peer takes for an answer, as seen here: exponentially smoothed, in milliseconds. */
export class Pace {
  readonly #latencyMs = new Map<string, number>()

  observe(peer: string, latencyMs: number): void {
    const before = this.#latencyMs.get(peer)
    this.#latencyMs.set(peer, before === undefined ? latencyMs : before + SMOOTHING * (latencyMs - before))
  }

  /** What each peer takes, in milliseconds; NaN where that is not known. */
  latenciesMs(peers: readonly { id: string }[]): Float64Array {
    return Float64Array.from(peers, ({ id }) => this.#latencyMs.get(id) ?? Number.NaN)
  }

  /** After how long without an answer another peer should be asked too: by the quickest peer's usual time. */
  hedgeAfterMs(): number {
    let quickest = Number.POSITIVE_INFINITY
    for (const latency of this.#latencyMs.values()) quickest = Math.min(quickest, latency)
    return Math.max(HEDGE_MS_MIN, Number.isFinite(quickest) ? HEDGE_FACTOR * quickest : 4 * HEDGE_MS_MIN)
  }
}
