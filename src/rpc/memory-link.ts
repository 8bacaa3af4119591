import type { Clock } from '../clock.ts'

/** What goes wrong on the way from one peer to another. Times in milliseconds, probabilities from 0 to 1. */
export interface LinkFaults {
  delayMs: number
  /** Up to so much more, drawn for each piece. */
  jitterMs: number
  /** A lost piece breaks its channel, as a TCP connection that gives up does. */
  loss: number
  /**
   * A piece out of order is sent a second time: it takes twice as long, those behind it in its channel wait for it, as
   * TCP has them wait, and those of other channels overtake it.
   */
  reorder: number
}

export const NO_FAULTS: LinkFaults = { delayMs: 0, jitterMs: 0, loss: 0, reorder: 0 }

/** One direction between two peers of a MemoryNetwork. Draws from `random` in the order of what is sent. */
export class MemoryLink {
  readonly #clock: Clock
  readonly #random: () => number
  #held: { arrive: () => void; isNews: boolean }[] = []
  #cut = false

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  /** Holds back what arrives from now on, until `mend`. */
  cut(): void {
    this.#cut = true
  }

  mend(): void {
    this.#cut = false
    for (const { arrive, isNews } of this.#held.splice(0))
      this.#clock.after(0, () => this.#arrive(arrive, isNews))
  }

  /** Loses what is held back, but for news: who sent it is gone and does not send it again. */
  forget(): void {
    this.#held = this.#held.filter(({ isNews }) => isNews)
  }

  /** Calls `arrive` once at the other end, unless the piece is lost: then returns false. `isNews`: of a channel's end. */
  carry(faults: LinkFaults, arrive: () => void, isNews = false): boolean {
    if (faults.loss > 0 && this.#random() < faults.loss) return false
    const jitterMs = faults.jitterMs > 0 ? this.#random() * faults.jitterMs : 0
    const times = faults.reorder > 0 && this.#random() < faults.reorder ? 2 : 1
    this.#clock.after(times * (faults.delayMs + jitterMs), () => this.#arrive(arrive, isNews))
    return true
  }

  #arrive(arrive: () => void, isNews: boolean): void {
    if (this.#cut) this.#held.push({ arrive, isNews })
    else arrive()
  }
}
