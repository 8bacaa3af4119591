import type { Clock } from '../clock.ts'
import type { Progress } from './report.ts'

/** Progress is told after so long, or after so many bytes. */
const TELL_MS = 100
const TELL_BYTES = 512 * 1024

/** Counts a transfer's bytes and tells of them now and then. */
export class Meter {
  readonly #clock: Clock
  readonly #total: number | undefined
  readonly #tell: ((progress: Progress) => void) | undefined
  #bytes = 0
  #bytesDeduplicated = 0
  #toldMs = Number.NEGATIVE_INFINITY
  #toldBytes = 0

  constructor(clock: Clock, total: number | undefined, tell: ((progress: Progress) => void) | undefined) {
    this.#clock = clock
    this.#total = total
    this.#tell = tell
  }

  /** Of the file's bytes done, those that were there already. */
  get bytesDeduplicated(): number {
    return this.#bytesDeduplicated
  }

  /** `bytes` more of the file are done, of which `bytesDeduplicated` were there already. */
  add(bytes: number, bytesDeduplicated = 0): void {
    this.#bytes += bytes
    this.#bytesDeduplicated += bytesDeduplicated
    const due = this.#clock.now() - this.#toldMs >= TELL_MS || this.#bytes - this.#toldBytes >= TELL_BYTES
    if (due) this.finish()
  }

  /** Tells where the transfer stands now. */
  finish(): void {
    this.#toldMs = this.#clock.now()
    this.#toldBytes = this.#bytes
    this.#tell?.({ bytes: this.#bytes, total: this.#total, bytesDeduplicated: this.#bytesDeduplicated })
  }
}
