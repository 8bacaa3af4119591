import { LIST_PAGE_MAX } from '../limits.ts'
import { folderPage } from '../names/folder-page.ts'
import type { NameStore } from '../names/names.ts'
import type { ListRequest, ListResponse } from '../wire/generated/tritonring.ts'

/** LIST: a page of an owner's live names, or of one folder of them. */
export async function list(
  names: NameStore,
  owner: string,
  { prefix, after, countMax, folders }: ListRequest,
): Promise<ListResponse> {
  const count = Math.min(Math.max(countMax, 1), LIST_PAGE_MAX)
  const page = folders
    ? await folderPage(names, owner, prefix, after, count)
    : { ...(await names.list(owner, prefix, after, count)), folders: [] }
  return { ...page, next: page.next ?? '' }
}
