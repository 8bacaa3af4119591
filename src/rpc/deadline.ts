import type { Clock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'

export interface DeadlineOptions {
  /** Names the work for errors: "could not ACTION: no answer within …". */
  action: string
  /** With whom. */
  peer?: string
  /** Signals that end the work as well. */
  outers?: readonly (AbortSignal | undefined)[]
}

/**
 * The end of one piece of work: its signal fires with `Timeout` after some time, or as soon as one of the outer
 * signals does. `close` takes back the timer and every listener; whoever makes a deadline closes it.
 */
export class Deadline {
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  readonly #clock: Clock
  readonly #endsAt: number
  readonly #cancelTimer: () => void
  readonly #outers: AbortSignal[]
  readonly #onOuterAbort: (event: Event) => void

  constructor(clock: Clock, ms: number, { action, peer, outers = [] }: DeadlineOptions) {
    this.signal = this.#controller.signal
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

  /** Ends the work before its time. */
  end(reason: TritonError): void {
    this.#controller.abort(reason)
  }

  /** Milliseconds that are left, at least one. */
  leftMs(): number {
    return Math.max(1, Math.ceil(this.#endsAt - this.#clock.now()))
  }

  /** Resolves as `work` does; rejects with the signal's reason when it fires first. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.signal.throwIfAborted()
    let onAbort = () => {}
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(this.signal.reason)
      this.signal.addEventListener('abort', onAbort)
    })
    try {
      return await Promise.race([work, aborted])
    } finally {
      this.signal.removeEventListener('abort', onAbort)
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
