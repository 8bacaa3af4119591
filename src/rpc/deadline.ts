import type { Clock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { LateAbort } from './late-abort.ts'

export interface DeadlineOptions {
  /** Names the work for errors: "could not ACTION: no answer within …". */
  action: string
  /** With whom. */
  peer?: string
  /** Signals that end the work as well. */
  outers?: readonly (AbortSignal | undefined)[]
}

/** What ends a piece of work, for what has to be given up then. */
export interface Ending {
  /** Throws the reason where it has come. */
  throwIfEnded(): void
  /** Calls `giveUp` with the reason when it comes, until the function that this gives back is called. */
  onEnd(giveUp: (reason: TritonError) => void): () => void
}

/**
 * The end of one piece of work: it comes with `Timeout` after some time, or as soon as one of the outer signals fires.
 * `close` takes back the timer and every listener; whoever makes a deadline closes it.
 */
export class Deadline implements Ending {
  readonly #clock: Clock
  readonly #endsAt: number
  readonly #cancelTimer: () => void
  readonly #outers: AbortSignal[]
  readonly #onOuterAbort: (event: Event) => void
  readonly #givingUp = new Set<(reason: TritonError) => void>()
  readonly #abort = new LateAbort()

  constructor(clock: Clock, ms: number, { action, peer, outers = [] }: DeadlineOptions) {
    this.#clock = clock
    this.#endsAt = clock.now() + ms
    this.#cancelTimer = clock.after(ms, () => {
      const text = `could not ${action}: no answer within ${Math.round(ms)} ms`
      this.end(new TritonError('Timeout', text, { peer }))
    })
    this.#onOuterAbort = (event) => this.end(abortReason(event.target as AbortSignal, action))
    this.#outers = outers.filter((outer) => outer !== undefined)
    for (const outer of this.#outers) outer.addEventListener('abort', this.#onOuterAbort)
    const fired = this.#outers.find((outer) => outer.aborted)
    if (fired !== undefined) this.end(abortReason(fired, action))
  }

  /** Why the work has ended, where it has. */
  get reason(): TritonError | undefined {
    return this.#abort.reason
  }

  /** Fires with the reason, for whoever takes a signal. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** Ends the work before its time. */
  end(reason: TritonError): void {
    if (this.reason !== undefined) return
    this.#abort.abort(reason)
    for (const giveUp of this.#givingUp) giveUp(reason)
  }

  throwIfEnded(): void {
    if (this.reason !== undefined) throw this.reason
  }

  onEnd(giveUp: (reason: TritonError) => void): () => void {
    this.#givingUp.add(giveUp)
    return () => this.#givingUp.delete(giveUp)
  }

  /** Milliseconds that are left, at least one. */
  leftMs(): number {
    return Math.max(1, Math.ceil(this.#endsAt - this.#clock.now()))
  }

  /** Resolves as `work` does; rejects with the reason when the end comes first. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.throwIfEnded()
    let forget = () => {}
    const ended = new Promise<never>((_, reject) => {
      forget = this.onEnd(reject)
    })
    try {
      return await Promise.race([work, ended])
    } finally {
      forget()
    }
  }

  close(): void {
    this.#cancelTimer()
    for (const outer of this.#outers) outer.removeEventListener('abort', this.#onOuterAbort)
  }
}

/** An aborted signal's reason where it is a TritonError, else `Aborted`. */
function abortReason(signal: AbortSignal, action: string): TritonError {
  const reason: unknown = signal.reason
  return isTritonError(reason)
    ? reason
    : new TritonError('Aborted', `could not ${action}: it was called off`, { cause: reason })
}
