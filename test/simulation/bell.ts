import type { Clock } from '../../src/clock.ts'

/** Wakes those who wait for something to happen, and tells them what. */
export class Bell {
  #waiting: ((what: string) => void)[] = []

  /** `what`: the key of a block that something happened to, in hex, or nothing. */
  ring(what = ''): void {
    for (const wake of this.#waiting.splice(0)) wake(what)
  }

  /** Resolves with what has happened, or after `ms` with undefined. */
  wait(clock: Clock, ms: number): Promise<string | undefined> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => {
        this.#waiting = this.#waiting.filter((each) => each !== wake)
        resolve(undefined)
      })
      const wake = (what: string) => {
        cancel()
        resolve(what)
      }
      this.#waiting.push(wake)
    })
  }
}
