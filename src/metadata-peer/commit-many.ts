import type { OverlayView } from '../membership/view.ts'
import type {
  CommitManyRequest,
  CommitManyResponse,
  CommitOutcome,
  CommitRequest,
} from '../wire/generated/tritonring.ts'
import { encodeError } from '../wire/status.ts'
import type { Commits } from './commit.ts'

const NOTHING = new Uint8Array(0)

/** COMMIT_MANY: each commit for itself, all at once; so their records reach the ring in few requests. */
export async function commitMany(
  commits: Commits,
  request: CommitManyRequest,
  view: OverlayView,
  nowMs: number,
): Promise<CommitManyResponse> {
  const outcomeOf = async (each: CommitRequest): Promise<CommitOutcome> => {
    try {
      return { record: await commits.commit(each, view, nowMs), status: 0, error: NOTHING }
    } catch (error) {
      const { status, body } = encodeError(error)
      return { status, error: body as Uint8Array<ArrayBuffer> }
    }
  }
  return { outcomes: await Promise.all(request.commits.map(outcomeOf)) }
}
