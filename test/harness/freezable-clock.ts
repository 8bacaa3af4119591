import type { Clock } from '../../src/clock.ts'

/** A peer's clock whose timers stand still while it is frozen, as a stopped process's do; then all that are due run. */
export class FreezableClock implements Clock {
  readonly #clock: Clock
  /** How far this peer's wall clock is off. */
  wallOffMs = 0
  #frozen = false
  #due: (() => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  wallNow(): number {
    return this.#clock.wallNow() + this.wallOffMs
  }

  after(delayMs: number, action: () => void): () => void {
    let off = false
    const cancel = this.#clock.after(delayMs, () => {
      if (this.#frozen) this.#due.push(() => off || action())
      else action()
    })
    return () => {
      off = true
      cancel()
    }
  }

  freeze(): void {
    this.#frozen = true
  }

  thaw(): void {
    this.#frozen = false
    for (const action of this.#due.splice(0)) this.#clock.after(0, action)
  }
}
