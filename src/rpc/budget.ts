/**
 * Bytes that may be held at once, by all who share the budget. Whoever holds some gets more only while at least as much
 * stays free as he then holds (dynamic thresholds: Choudhury and Hahne, 1998): one alone gets half of it, n get an (n + 1)th
 * each, and there is room for another at any time.
 */
export class Budget {
  #free: number
  readonly #held = new Map<string, number>()

  constructor(bytesMax: number) {
    this.#free = bytesMax
  }

  /** Takes `bytes`, which `give` returns, when they fit; one message larger than the whole budget goes when nothing is held. */
  take(asker: string, bytes: number): boolean {
    if (bytes === 0) return true
    const held = this.#held.get(asker) ?? 0
    const left = this.#free - bytes
    const alone = this.#held.size === 0
    if (!alone && (left < 0 || (held > 0 && left < held + bytes))) return false
    this.#free = left
    this.#held.set(asker, held + bytes)
    return true
  }

  give(asker: string, bytes: number): void {
    this.#free += bytes
    const held = (this.#held.get(asker) ?? 0) - bytes
    if (held > 0) this.#held.set(asker, held)
    else this.#held.delete(asker)
  }
}
