import type { Connection } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import { STRANGER_MS, STRANGERS_MAX } from '../limits.ts'

/**
 * Connections that others opened and that have not shown who they are. Each has STRANGER_MS to do so, and there are
 * STRANGERS_MAX at most: the oldest goes for a new one, so that silent ones cannot keep others out.
 */
export class Strangers {
  readonly #knows: (peer: string) => boolean
  /** The oldest first. */
  readonly #waiting = new Map<Connection, NodeJS.Timeout>()

  constructor(knows: (peer: string) => boolean) {
    this.#knows = knows
  }

  came(connection: Connection): void {
    if (connection.direction !== 'inbound' || this.#isKnown(connection)) return
    const timer = setTimeout(() => this.#judge(connection), STRANGER_MS)
    timer.unref()
    this.#waiting.set(connection, timer)
    if (this.#waiting.size <= STRANGERS_MAX) return
    for (const [waiting, itsTimer] of this.#waiting) {
      clearTimeout(itsTimer)
      this.#judge(waiting)
      if (this.#waiting.size <= STRANGERS_MAX) return
    }
  }

  left(connection: Connection): void {
    clearTimeout(this.#waiting.get(connection))
    this.#waiting.delete(connection)
  }

  #judge(connection: Connection): void {
    this.#waiting.delete(connection)
    if (!this.#isKnown(connection))
      connection.abort(new TritonError('Refused', 'this connection has not shown who it is'))
  }

  #isKnown({ remotePeer }: Connection): boolean {
    return this.#knows(remotePeer.toString())
  }
}
