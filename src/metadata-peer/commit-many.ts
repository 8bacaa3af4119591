import type {
  CommitManyRequest,
  CommitManyResponse,
  CommitOutcome,
  CommitRequest,
  FileRecord,
} from '../wire/generated/tritonring.ts'
import { encodeError } from '../wire/status.ts'

const NOTHING = new Uint8Array(0)

/** COMMIT_MANY: each commit for itself, all at once; so their records reach the ring in few requests. */
export async function commitMany(
  commit: (request: CommitRequest) => Promise<FileRecord>,
  request: CommitManyRequest,
): Promise<CommitManyResponse> {
  const outcomeOf = async (each: CommitRequest): Promise<CommitOutcome> => {
    try {
      return { record: await commit(each), status: 0, error: NOTHING }
    } catch (error) {
      const { status, body } = encodeError(error)
      return { status, error: body as Uint8Array<ArrayBuffer> }
    }
  }
  return { outcomes: await Promise.all(request.commits.map(outcomeOf)) }
}
