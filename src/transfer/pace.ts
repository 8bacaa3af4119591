import { HEDGE_MS_MIN, PAGE_BYTES, SHORT_HEDGE_MS_MIN } from '../limits.ts'

/** Weight of a new observation. */
const SMOOTHING = 0.25
/** A peer this many times slower than another is given nothing that the other has too. */
const MUCH_SLOWER = 3
/** Answers slower than this many times the usual are asked for elsewhere as well. */
const HEDGE_FACTOR = 4
/** The same for a page or less. */
const SHORT_HEDGE_FACTOR = 2

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

  /**
   * After how long without an answer of `bytes` another peer should be asked too: by the quickest peer's usual time. Sooner for
   * little: to have a page twice costs next to nothing, and a small file is several short answers one after the other (Dean
   * and Barroso, "The tail at scale", 2013).
   */
  hedgeAfterMs(bytes: number): number {
    const short = bytes <= PAGE_BYTES
    const leastMs = short ? SHORT_HEDGE_MS_MIN : HEDGE_MS_MIN
    const factor = short ? SHORT_HEDGE_FACTOR : HEDGE_FACTOR
    const quickest = this.#latencyMs.size === 0 ? leastMs : Math.min(...this.#latencyMs.values())
    return Math.max(leastMs, factor * quickest)
  }
}
