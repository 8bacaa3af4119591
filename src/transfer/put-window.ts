import type { Clock } from '../clock.ts'
import { PUT_PROMPT_MS, PUT_SLOW_MS, PUT_WINDOW_MAX, PUT_WINDOW_START } from '../limits.ts'

/**
 * How many batches a writer has under way: one more after each that was promptly put, half as many after one that was slow
 * (additive increase, multiplicative decrease: Chiu and Jain, 1989; by delay, as in TCP Vegas, since peers lose nothing).
 * So the writers of many clients share what the peers can do. Each with as much under way as one alone may have, batches
 * would wait for longer than their deadlines, and be sent again and again.
 */
export class PutWindow {
  readonly #clock: Clock
  #size = PUT_WINDOW_START
  #underWay = 0
  /** What began before is no news of the size since. */
  #halvedMs = Number.NEGATIVE_INFINITY
  readonly #waiting: (() => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Batches that may be under way now. */
  get size(): number {
    return this.#size
  }

  /** Does `work` when there is room for it, in the order of the calls. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#underWay < this.#size) this.#underWay++
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const startMs = this.#clock.now()
    try {
      return await work()
    } finally {
      this.#underWay--
      this.#note(startMs)
      this.#letIn()
    }
  }

  #note(startMs: number): void {
    const now = this.#clock.now()
    if (now - startMs <= PUT_PROMPT_MS) {
      this.#size = Math.min(this.#size + 1, PUT_WINDOW_MAX)
    } else if (now - startMs > PUT_SLOW_MS && startMs >= this.#halvedMs) {
      this.#size = Math.ceil(this.#size / 2)
      this.#halvedMs = now
    }
  }

  #letIn(): void {
    while (this.#underWay < this.#size && this.#waiting.length > 0) {
      this.#underWay++
      this.#waiting.shift()!()
    }
  }
}
