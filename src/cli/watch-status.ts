import type { OverlayStatus } from '../client/report.ts'
import { type Clock, pause } from '../clock.ts'
import { isTritonError } from '../errors.ts'

/** Between an answer and the next question; as often a late answer is looked for. */
const LOOK_MS = 1_000
/** What was heard longer ago is old, also while an answer may still come. */
const OLD_MS = 3_000

/** What is known of the overlay at a moment. */
export interface Sight {
  /** What it said last. */
  status: OverlayStatus
  /** That this was so long ago, since questions are not answered; and why, where that is known. */
  unheard: { ms: number; why: string | undefined } | undefined
}

export interface WatchStatusOptions {
  ask: () => Promise<OverlayStatus>
  clock: Clock
  signal: AbortSignal
}

/**
 * Asks every second until the signal fires, and tells what was heard last, also while nothing is. Throws the signal's
 * reason; what the first question fails with; and what no overlay can be blamed for.
 */
export async function* watchStatus({ ask, clock, signal }: WatchStatusOptions): AsyncGenerator<Sight, never> {
  let status = await ask()
  let heardMs = clock.now()
  let why: string | undefined
  let asked: Promise<void> | undefined
  const askAgain = () =>
    ask().then(
      (answer) => {
        status = answer
        heardMs = clock.now()
        why = undefined
        asked = undefined
      },
      (error) => {
        if (!isTritonError(error)) throw error
        why = error.message
        asked = undefined
      },
    )
  for (;;) {
    const ms = clock.now() - heardMs
    yield { status, unheard: why !== undefined || ms > OLD_MS ? { ms, why } : undefined }
    await pause(clock, LOOK_MS, signal)
    asked ??= askAgain()
    await Promise.race([asked, pause(clock, LOOK_MS, signal)])
  }
}
