import { randomBytes } from 'node:crypto'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { CALL_DEADLINE_MS, COMMIT_RETRY_MS } from '../limits.ts'
import type { CommitOutcome, CommitRequest, FileRecord } from '../wire/generated/tritonring.ts'
import { COMMIT_MANY } from '../wire/metadata.ts'
import { decodeError } from '../wire/status.ts'
import { ATTEMPTS_MAX, outcomeUnknown, PAUSE_MS, PAUSE_MS_MAX } from './commit.ts'
import type { OverlayClient } from './overlay-client.ts'

/** A change of one name, and what has become of it: undefined while that is not known. */
interface Pending {
  request: Partial<CommitRequest> & { name: string; again: boolean }
  result: FileRecord | TritonError | undefined
  last: unknown
}

/**
 * Changes what up to RECORDS_PAGE_MAX names mean, each once and for itself; resolves with a record or an error for each, in
 * their order, as `commit` would. Those without an answer are sent again with the same operation ids, and say so.
 */
export async function commitMany(
  overlay: OverlayClient,
  changes: readonly (Partial<CommitRequest> & { name: string })[],
  signal: AbortSignal,
): Promise<(FileRecord | TritonError)[]> {
  const { clock } = overlay.network
  const endMs = clock.now() + COMMIT_RETRY_MS
  const all = changes.map((change): Pending => {
    const request = { ...change, operation: new Uint8Array(randomBytes(16)), again: false }
    return { request, result: undefined, last: undefined }
  })
  for (let attempt = 1; ; attempt++) {
    const open = all.filter(({ result }) => result === undefined)
    if (open.length === 0) break
    await askOnce(overlay, open, Math.min(CALL_DEADLINE_MS, endMs - clock.now()), signal)
    if (open.every(({ result }) => result !== undefined)) break
    if (attempt >= ATTEMPTS_MAX || endMs - clock.now() <= PAUSE_MS_MAX) {
      for (const each of open) each.result ??= givenUp(each, attempt)
      break
    }
    await pause(clock, Math.min(PAUSE_MS * 2 ** (attempt - 1), PAUSE_MS_MAX), signal)
  }
  return all.map(({ result }) => result!)
}

async function askOnce(
  overlay: OverlayClient,
  open: readonly Pending[],
  deadlineMs: number,
  signal: AbortSignal,
): Promise<void> {
  const onSent = () => {
    for (const each of open) each.request.again = true
  }
  const commits = open.map(({ request }) => request as CommitRequest)
  try {
    const { response } = await overlay.ask(COMMIT_MANY, { commits }, { signal, onSent, deadlineMs })
    for (const [index, each] of open.entries()) settle(each, response.outcomes[index])
  } catch (error) {
    signal.throwIfAborted()
    for (const each of open) fail(each, error)
  }
}

function settle(each: Pending, outcome: CommitOutcome | undefined): void {
  if (outcome?.record !== undefined) each.result = outcome.record
  else if (outcome !== undefined) fail(each, decodeError(outcome.status, outcome.error, 'metadata'))
}

function fail(each: Pending, error: unknown): void {
  each.last = error
  if (!isTritonError(error))
    each.result = new TritonError('Unavailable', `could not commit '${each.request.name}'`, { cause: error })
  else if (!['Unavailable', 'Timeout', 'Busy'].includes(error.code)) each.result = error
}

function givenUp({ request, last }: Pending, attempts: number): TritonError {
  return request.again || !isTritonError(last) ? outcomeUnknown(request.name, attempts, last) : last
}
