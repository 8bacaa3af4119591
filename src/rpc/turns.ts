/**
 * Lets requests to their handlers, a bounded number at a time. Those that wait stand in a queue for each who asks, and
 * the queues are served in turn (Nagle, "On packet switches with infinite storage", RFC 970), so many requests of one
 * client do not delay the single one of another. Whoever has requests in hand gets one more only while as many places
 * stay free (as in Budget), so requests that take long cannot fill all places either.
 */
export class Turns {
  #free: number
  readonly #inHand = new Map<string, number>()
  /** Who waits, the next to be served first. Bounded by the requests that a server takes at all. */
  readonly #queues = new Map<string, (() => void)[]>()

  constructor(places: number) {
    this.#free = places
  }

  /** Undefined when a request of `asker` may begin now, else a promise of its turn; `end` must follow when it is done. */
  begin(asker: string): Promise<void> | undefined {
    if (this.#mayBegin(asker)) {
      this.#take(asker)
      return undefined
    }
    return new Promise((resolve) => {
      const queue = this.#queues.get(asker)
      if (queue === undefined) this.#queues.set(asker, [resolve])
      else queue.push(resolve)
    })
  }

  /** A request is done: the first of the next queue begins, and that queue goes behind the others. */
  end(asker: string): void {
    this.#free++
    const inHand = (this.#inHand.get(asker) ?? 0) - 1
    if (inHand > 0) this.#inHand.set(asker, inHand)
    else this.#inHand.delete(asker)
    for (const [waiting, queue] of [...this.#queues]) {
      if (!this.#mayBegin(waiting)) continue
      this.#queues.delete(waiting)
      const next = queue.shift()!
      if (queue.length > 0) this.#queues.set(waiting, queue)
      this.#take(waiting)
      next()
    }
  }

  #mayBegin(asker: string): boolean {
    const inHand = this.#inHand.get(asker) ?? 0
    return this.#free > inHand + (inHand > 0 ? 1 : 0)
  }

  #take(asker: string): void {
    this.#free--
    this.#inHand.set(asker, (this.#inHand.get(asker) ?? 0) + 1)
  }
}
