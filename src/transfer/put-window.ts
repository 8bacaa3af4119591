import type { Clock } from '../clock.ts'
import {
  PUT_PROMPT_MS,
  PUT_SLOW_MS,
  PUT_WINDOW_BYTES_START,
  SLAB_BYTES,
  TRANSFER_WINDOW_BYTES,
} from '../limits.ts'

interface Waiting {
  bytes: number
  enter: () => void
}

/**
 * How many bytes a writer has under way: one batch more after each that was promptly put, half as many after one that was slow
 * (additive increase, multiplicative decrease: Chiu and Jain, 1989; by delay, as in TCP Vegas, since peers lose nothing).
 * So the writers of many clients share what the peers can do. Each with as much under way as one alone may have, batches
 * would wait for longer than their deadlines, and be sent again and again.
 */
export class PutWindow {
  readonly #clock: Clock
  #size = PUT_WINDOW_BYTES_START
  #underWay = 0
  /** What began before is no news of the size since. */
  #halvedMs = Number.NEGATIVE_INFINITY
  readonly #waiting: Waiting[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Bytes that may be under way now. */
  get size(): number {
    return this.#size
  }

  /**
   * Does `work` on so many bytes when there is room for them, in the order of the calls. A larger batch goes alone at first;
   * however large they are, two may be under way in the end.
   */
  async pass<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting.length === 0 && this.#hasRoom(bytes)) this.#underWay += bytes
    else await new Promise<void>((enter) => this.#waiting.push({ bytes, enter }))
    const startMs = this.#clock.now()
    try {
      return await work()
    } finally {
      this.#underWay -= bytes
      this.#note(bytes, startMs)
      this.#letIn()
    }
  }

  #hasRoom(bytes: number): boolean {
    return this.#underWay === 0 || this.#underWay + bytes <= this.#size
  }

  #note(bytes: number, startMs: number): void {
    const now = this.#clock.now()
    if (now - startMs <= PUT_PROMPT_MS) {
      const most = Math.max(this.#size, TRANSFER_WINDOW_BYTES, 2 * bytes)
      this.#size = Math.min(this.#size + bytes, most)
    } else if (now - startMs > PUT_SLOW_MS && startMs >= this.#halvedMs) {
      this.#size = Math.max(this.#size / 2, SLAB_BYTES)
      this.#halvedMs = now
    }
  }

  #letIn(): void {
    for (;;) {
      const next = this.#waiting[0]
      if (next === undefined || !this.#hasRoom(next.bytes)) return
      this.#waiting.shift()
      this.#underWay += next.bytes
      next.enter()
    }
  }
}
