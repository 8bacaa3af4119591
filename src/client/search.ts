import { RECORDS_PAGE_MAX } from '../limits.ts'
import type { SearchResponse } from '../wire/generated/tritonring.ts'
import { SEARCH } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

export interface SearchOptions {
  /** Only files of more than, of less than so many bytes. */
  larger?: number | undefined
  smaller?: number | undefined
  /** Only files changed at this moment or later, before this one; milliseconds since 1970. */
  newer?: number | undefined
  older?: number | undefined
  /** Whose files; default: one's own. */
  owner?: string | undefined
  /** At most so many, up to 256, which is the default. */
  limit?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * Files that have all words of a query in their names or tags: whole, as beginnings, or with a typing error; those that fit
 * best first. `found`: how many there are; `incomplete`: the index misses names yet.
 */
export async function search(
  overlay: OverlayClient,
  query: string,
  { larger, smaller, newer, older, owner, limit, signal }: SearchOptions,
): Promise<SearchResponse> {
  const request = {
    query,
    sizeMin: larger === undefined ? 0 : larger + 1,
    sizeMax: smaller === undefined ? 0 : Math.max(0, smaller - 1),
    mtimeMin: newer ?? 0,
    mtimeMax: older ?? 0,
    owner: owner ?? '',
    countMax: limit ?? RECORDS_PAGE_MAX,
  }
  return (await overlay.ask(SEARCH, request, { signal })).response
}
