import { LIST_PAGE_MAX } from '../limits.ts'
import type { FileRecord, ListResponse } from '../wire/generated/tritonring.ts'
import { LIST } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

export interface ListOptions {
  /** Only names that begin so. */
  prefix?: string | undefined
  signal?: AbortSignal | undefined
}

/** All files whose names begin with the prefix, in byte order, asked for page by page. */
export async function* listFiles(overlay: OverlayClient, options: ListOptions): AsyncGenerator<FileRecord> {
  for await (const { records } of listPages(overlay, options, { folders: false })) yield* records
}

/** The pages of a list of all files, or of one level of names. */
export async function* listPages(
  overlay: OverlayClient,
  { prefix = '', signal }: ListOptions,
  { folders }: { folders: boolean },
): AsyncGenerator<ListResponse> {
  let after = ''
  do {
    const request = { prefix, after, countMax: LIST_PAGE_MAX, folders }
    const { response } = await overlay.ask(LIST, request, { signal })
    yield response
    after = response.next
  } while (after !== '')
}
