import { QUANTUM_BYTES } from '../limits.ts'

/**
 * Shares a process's event loop between bulk work and short requests. Bulk work of all channels begins only until
 * QUANTUM_BYTES of it have begun in this turn of the loop; the rest waits for later turns, first come first served. Sockets
 * are looked at between turns, so a short request waits for one quantum at most, and not for all that many others have asked
 * for (round robin by quanta: Shreedhar and Varghese, "Efficient fair queuing using deficit round robin", 1995).
 */
export class Quantum {
  #begun = 0
  #turnEnds = false
  /** Bounded by the requests that a server takes at all, and one write a channel. */
  readonly #waiting: { bytes: number; begin: () => void }[] = []

  /** Undefined when bulk work of `bytes` may begin now, else a promise of when it may. */
  turnFor(bytes: number): Promise<void> | undefined {
    if (this.#begun < QUANTUM_BYTES) {
      this.#count(bytes)
      return undefined
    }
    return new Promise((begin) => this.#waiting.push({ bytes, begin }))
  }

  #count(bytes: number): void {
    this.#begun += bytes
    if (this.#turnEnds) return
    this.#turnEnds = true
    setImmediate(() => this.#endTurn())
  }

  #endTurn(): void {
    this.#turnEnds = false
    this.#begun = 0
    while (this.#waiting.length > 0 && this.#begun < QUANTUM_BYTES) {
      const { bytes, begin } = this.#waiting.shift()!
      this.#count(bytes)
      begin()
    }
  }
}
