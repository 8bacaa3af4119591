import type { Clock } from '../../src/clock.ts'

interface Write {
  apply: () => void
  onLost: () => void
  cancel: () => void
}

/**
 * What a process has written to its disk and that is not safe there yet. Writes get there in their order, each after some
 * milliseconds; when the power goes, the first of those under way are there, and the others are not.
 */
export class UnsyncedWrites {
  readonly #clock: Clock
  readonly #random: () => number
  readonly #syncMsMax: number
  readonly #underWay: Write[] = []
  #lastMs = 0
  #isCut = false

  constructor(clock: Clock, random: () => number, syncMsMax: number) {
    this.#clock = clock
    this.#random = random
    this.#syncMsMax = syncMsMax
  }

  /**
   * Resolves with what `apply` returns, which is called when the write is safe: never, where the power goes before. Then
   * `onLost` is called.
   */
  write<Result>(apply: () => Result, onLost = () => {}): Promise<Result> {
    return new Promise((resolve) => {
      if (this.#isCut) return
      const nowMs = this.#clock.now()
      this.#lastMs = Math.max(this.#lastMs, nowMs + this.#random() ** 2 * this.#syncMsMax)
      const cancel = this.#clock.after(this.#lastMs - nowMs, () => {
        this.#underWay.shift()
        resolve(apply())
      })
      this.#underWay.push({ apply, onLost, cancel })
    })
  }

  /** Resolves when all that was written is safe. */
  async synced(): Promise<void> {
    if (this.#underWay.length > 0) await this.write(() => {})
  }

  cutPower(): void {
    this.#isCut = true
    const kept = Math.floor(this.#random() * (this.#underWay.length + 1))
    for (const [index, { apply, onLost, cancel }] of this.#underWay.entries()) {
      cancel()
      if (index < kept) apply()
      else onLost()
    }
    this.#underWay.length = 0
  }
}
