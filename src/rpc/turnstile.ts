import { TritonError } from '../errors.ts'
import { STREAM_BYTES_IN_FLIGHT_MAX, STREAM_CALLS_MAX, STREAM_CALLS_WAITING_MAX } from '../limits.ts'
import type { Ending } from './deadline.ts'

interface Waiting {
  bytes: number
  enter: () => void
}

/**
 * Lets calls onto a stream while they are few and small enough together; the rest wait in order.
 * A call larger than the whole bound goes alone, and one without payload passes those that wait for bytes.
 */
export class Turnstile {
  #calls = 0
  #bytes = 0
  readonly #waiting: Waiting[] = []

  /**
   * Resolves when there is room for `bytes` more; `leave` gives it back. Throws the ending's reason where that comes
   * first, and `Busy` where too many wait.
   */
  async enter(bytes: number, ending: Ending): Promise<void> {
    ending.throwIfEnded()
    if ((bytes === 0 || this.#waiting.length === 0) && this.#hasRoom(bytes)) return this.#take(bytes)
    if (this.#waiting.length >= STREAM_CALLS_WAITING_MAX) {
      throw new TritonError(
        'Busy',
        `could not send a request: ${STREAM_CALLS_WAITING_MAX} others wait for the same stream`,
      )
    }
    await new Promise<void>((resolve, reject) => {
      const forget = ending.onEnd((reason) => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        forget()
        reject(reason)
        this.#admit()
      })
      const waiting: Waiting = {
        bytes,
        enter: () => {
          forget()
          resolve()
        },
      }
      this.#waiting.push(waiting)
    })
  }

  leave(bytes: number): void {
    this.#calls--
    this.#bytes -= bytes
    this.#admit()
  }

  #admit(): void {
    let next = this.#waiting[0]
    while (next !== undefined && this.#hasRoom(next.bytes)) {
      this.#waiting.shift()
      this.#take(next.bytes)
      next.enter()
      next = this.#waiting[0]
    }
  }

  #take(bytes: number): void {
    this.#calls++
    this.#bytes += bytes
  }

  #hasRoom(bytes: number): boolean {
    if (this.#calls >= STREAM_CALLS_MAX) return false
    return bytes === 0 || this.#bytes === 0 || this.#bytes + bytes <= STREAM_BYTES_IN_FLIGHT_MAX
  }
}
