import { RECORDS_PAGE_MAX } from '../limits.ts'
import type { IndexedNames } from '../search/indexed-names.ts'
import type { SearchRequest, SearchResponse } from '../wire/generated/tritonring.ts'
import { mayRead, type Ownership } from './ownership.ts'

/** SEARCH: the live files that fit a query best, of the user behind `peer`, or those of another that he may read. */
export async function search(
  names: IndexedNames,
  ownership: Ownership,
  peer: string,
  { countMax, ...query }: SearchRequest,
): Promise<SearchResponse> {
  const user = ownership.user(peer)
  const owner = query.owner || user
  const page = await names.search({ ...query, owner }, Math.min(Math.max(countMax, 1), RECORDS_PAGE_MAX))
  if (owner === user) return page
  const records = page.records.filter((record) => mayRead(user, record))
  return { ...page, records, found: records.length }
}
