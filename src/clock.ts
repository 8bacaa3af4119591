/** Time as components see it: monotonic, in milliseconds; a simulation brings its own. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number
  /** Milliseconds since 1970, for people and for tie-breaks only; may jump. */
  wallNow(): number
  /** Calls `action` once after `delayMs`; returns a function that calls it off. */
  after(delayMs: number, action: () => void): () => void
}

/** The machine's clock. Its timers do not keep the process alive when `unref` is said. */
export function systemClock(options: { unref?: boolean } = {}): Clock {
  return {
    now: () => performance.now(),
    wallNow: () => Date.now(),
    after(delayMs, action) {
      const timer = setTimeout(action, delayMs)
      if (options.unref) timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

/** Resolves after `delayMs` of `clock`; rejects with the signal's reason when it fires first. */
export function pause(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
