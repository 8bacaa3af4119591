import type { Clock } from '../clock.ts'
import { RATES_KEPT } from '../limits.ts'

interface Bucket {
  left: number
  atMs: number
}

/** How often each of many may do something: a bucket of `perMinute` for each, which fills again evenly. */
export class Rate {
  readonly #clock: Clock
  readonly #perMinute: number
  /** The one used last is the last. */
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock
    this.#perMinute = perMinute
  }

  /** Whether `who` may once more, and takes it. */
  take(who: string): boolean {
    const left = this.#left(who)
    this.#keep(who, left >= 1 ? left - 1 : left)
    return left >= 1
  }

  /** Whether `who` may once more. */
  allows(who: string): boolean {
    return this.#left(who) >= 1
  }

  #left(who: string): number {
    const bucket = this.#buckets.get(who)
    if (bucket === undefined) return this.#perMinute
    const gained = ((this.#clock.now() - bucket.atMs) / 60_000) * this.#perMinute
    return Math.min(this.#perMinute, bucket.left + gained)
  }

  #keep(who: string, left: number): void {
    this.#buckets.delete(who)
    this.#buckets.set(who, { left, atMs: this.#clock.now() })
    if (this.#buckets.size <= RATES_KEPT) return
    const [oldest] = this.#buckets.keys()
    this.#buckets.delete(oldest!)
  }
}
