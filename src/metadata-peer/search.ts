import { RECORDS_PAGE_MAX } from '../limits.ts'
import type { IndexedNames } from '../search/indexed-names.ts'
import type { SearchRequest, SearchResponse } from '../wire/generated/tritonring.ts'

/** SEARCH: an owner's live files that fit a query best. */
export async function search(
  names: IndexedNames,
  owner: string,
  { countMax, ...query }: SearchRequest,
): Promise<SearchResponse> {
  return names.search({ ...query, owner }, Math.min(Math.max(countMax, 1), RECORDS_PAGE_MAX))
}
