import type { TritonError } from '../../src/errors.ts'
import type { Deadline, Ending } from '../../src/rpc/deadline.ts'

/** An ending that counts who wants to be called when it comes. */
export class CountedEnding implements Ending {
  /** How often somebody wanted to be, and how many do now. */
  times = 0
  listening = 0
  readonly #onEnd: Ending['onEnd']
  readonly #deadline: Deadline

  constructor(deadline: Deadline) {
    this.#deadline = deadline
    this.#onEnd = deadline.onEnd.bind(deadline)
  }

  throwIfEnded(): void {
    this.#deadline.throwIfEnded()
  }

  onEnd(giveUp: (reason: TritonError) => void): () => void {
    const forget = this.#onEnd(giveUp)
    let forgotten = false
    this.times++
    this.listening++
    return () => {
      forget()
      if (!forgotten) this.listening--
      forgotten = true
    }
  }
}
