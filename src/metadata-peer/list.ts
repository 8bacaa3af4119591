import { LIST_PAGE_MAX } from '../limits.ts'
import { folderPage } from '../names/folder-page.ts'
import type { NameStore } from '../names/names.ts'
import type { FileRecord, ListRequest, ListResponse } from '../wire/generated/tritonring.ts'

/** LIST: a page of an owner's live names, or of one folder of them. */
export async function list(
  names: Pick<NameStore, 'list'>,
  owner: string,
  { prefix, after, countMax, folders }: ListRequest,
): Promise<ListResponse> {
  const count = Math.min(Math.max(countMax, 1), LIST_PAGE_MAX)
  const page = folders
    ? await folderPage(names, owner, prefix, after, count)
    : { ...(await names.list(owner, prefix, after, count)), folders: [] }
  // A page of long histories would be more than a frame holds.
  return { ...page, records: page.records.map(withoutHistory), next: page.next ?? '' }
}

function withoutHistory(record: FileRecord): FileRecord {
  const { history, earlierOperations, renamedFrom } = record
  if (history.length + earlierOperations.length === 0 && renamedFrom === undefined) return record
  const { renamedFrom: _, ...present } = record
  return { ...present, history: [], earlierOperations: [] }
}
