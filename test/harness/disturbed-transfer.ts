import assert from 'node:assert/strict'
import type { Progress } from '../../src/index.ts'
import type { RandomFile } from './random-file.ts'

/** Does something at a transfer's first report of progress between 10 % and 90 %, and measures how long the transfer stands still. */
export class DisturbedTransfer {
  readonly #file: RandomFile
  readonly #act: () => void
  #happened = false
  #longestMs = 0
  #lastMs = performance.now()

  constructor(file: RandomFile, act: () => void) {
    this.#file = file
    this.#act = act
  }

  readonly onProgress = ({ bytes }: Progress): void => {
    this.#live()
    const share = bytes / this.#file.size
    if (this.#happened || share < 0.1 || share > 0.9) return
    this.#happened = true
    this.#act()
  }

  /** The longest time between two signs of life, the beginning and this moment included. Throws unless it was disturbed. */
  end(): number {
    this.#live()
    assert.ok(this.#happened, 'there was a report of progress between 10 % and 90 %')
    return this.#longestMs
  }

  #live(): void {
    const now = performance.now()
    this.#longestMs = Math.max(this.#longestMs, now - this.#lastMs)
    this.#lastMs = now
  }
}
