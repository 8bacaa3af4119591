import { randomBytes } from 'node:crypto'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { CALL_DEADLINE_MS, COMMIT_RETRY_MS } from '../limits.ts'
import type { CommitRequest, FileRecord } from '../wire/generated/tritonring.ts'
import { COMMIT } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

/** With pauses that double, some 8 s in all: a metadata peer that restarts has read its names back by then. */
export const ATTEMPTS_MAX = 8
export const PAUSE_MS = 100
export const PAUSE_MS_MAX = 2_000

/**
 * Changes what a name means, once, however often it has to be asked for: a commit without an answer is sent again with
 * the same operation id, and says so: a `Conflict` then means that it was not applied. Throws what the metadata peer told;
 * `Unavailable` or `Busy` when it could not be asked, and `Indeterminate` when it was, but no answer came, or that of a
 * metadata peer that does not remember. `Expired` is such an answer: a peer that did not answer may have left the record
 * with one holder, from where it may come back.
 */
export async function commit(
  overlay: OverlayClient,
  change: Partial<CommitRequest> & { name: string },
  signal?: AbortSignal,
): Promise<FileRecord> {
  const request = { ...change, operation: new Uint8Array(randomBytes(16)), again: false }
  let sent = 0
  const onSent = () => {
    sent++
    request.again = true
  }
  const { clock } = overlay.network
  const endMs = clock.now() + COMMIT_RETRY_MS
  for (let attempt = 1; ; attempt++) {
    try {
      const deadlineMs = Math.min(CALL_DEADLINE_MS, endMs - clock.now())
      const { response } = await overlay.ask(COMMIT, request, { signal, onSent, deadlineMs })
      return response.record as FileRecord
    } catch (error) {
      const lost = isTritonError(error, 'Unavailable') || isTritonError(error, 'Timeout')
      if (sent > 1 && isTritonError(error, 'Expired')) throw outcomeUnknown(change.name, attempt, error)
      if (!lost && !isTritonError(error, 'Busy')) throw error
      const lastMs = endMs - clock.now() - PAUSE_MS_MAX
      if (attempt >= ATTEMPTS_MAX || lastMs <= 0)
        throw request.again ? outcomeUnknown(change.name, attempt, error) : error
      await pause(clock, Math.min(PAUSE_MS * 2 ** (attempt - 1), PAUSE_MS_MAX), signal)
    }
  }
}

export function outcomeUnknown(name: string, attempts: number, cause: unknown): TritonError {
  return new TritonError(
    'Indeterminate',
    `could not learn whether '${name}' was changed: asked ${attempts} times, at last ${messageOf(cause)}`,
    { cause, hint: 'tt stat shows what the name means once a metadata peer answers' },
  )
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
