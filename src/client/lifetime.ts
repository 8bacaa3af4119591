import { setMaxListeners } from 'node:events'
import { isTritonError, TritonError } from '../errors.ts'

/**
 * How long one transfer lives: its signal fires when the caller's does, always with a TritonError, or when the
 * transfer ends, so that nothing of it goes on in the background.
 */
export class Lifetime {
  readonly signal: AbortSignal
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal | undefined
  readonly #onAbort = () => this.#controller.abort(abortReason(this.#outer))

  constructor(outer: AbortSignal | undefined) {
    this.#outer = outer
    this.signal = this.#controller.signal
    // As many requests listen as are in flight.
    setMaxListeners(0, this.signal)
    if (outer?.aborted) this.#onAbort()
    else outer?.addEventListener('abort', this.#onAbort, { once: true })
  }

  end(): void {
    this.#outer?.removeEventListener('abort', this.#onAbort)
    this.#controller.abort(new TritonError('Aborted', 'the transfer has ended'))
  }
}

function abortReason(signal: AbortSignal | undefined): TritonError {
  const reason: unknown = signal?.reason
  return isTritonError(reason)
    ? reason
    : new TritonError('Aborted', 'the transfer was called off', { cause: reason })
}
