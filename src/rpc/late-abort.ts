import type { TritonError } from '../errors.ts'

/** An AbortController whose signal is made when it is first asked for: making one costs more than most calls. */
export class LateAbort {
  #reason: TritonError | undefined
  #controller: AbortController | undefined

  /** Why it was aborted, where it was. */
  get reason(): TritonError | undefined {
    return this.#reason
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  /** The first reason counts. */
  abort(reason: TritonError): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    this.#controller?.abort(reason)
  }
}
