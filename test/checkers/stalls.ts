/** The longest time between two signs of life, the beginning and the end included. */
export class Stalls {
  longestMs = 0
  #lastMs = performance.now()

  live(): void {
    const now = performance.now()
    this.longestMs = Math.max(this.longestMs, now - this.#lastMs)
    this.#lastMs = now
  }
}
