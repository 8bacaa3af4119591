import { LIST_PAGE_MAX } from '../limits.ts'
import type { FileRecord, ListResponse } from '../wire/generated/tritonring.ts'
import { LIST } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

export interface ListOptions {
  /** Only names that begin so. */
  prefix?: string
  signal?: AbortSignal
}

/** What a folder holds: a file, or another folder by its name, which ends with a slash. */
export type FolderEntry = { record: FileRecord } | { folder: string }

/** All files whose names begin with the prefix, in byte order. */
export async function* list(overlay: OverlayClient, options: ListOptions): AsyncGenerator<FileRecord> {
  for await (const { records } of pages(overlay, options, false)) yield* records
}

/** What begins with the prefix, one level of it, in byte order. */
export async function* listFolder(overlay: OverlayClient, options: ListOptions): AsyncGenerator<FolderEntry> {
  for await (const page of pages(overlay, options, true)) yield* inOrder(page)
}

async function* pages(
  overlay: OverlayClient,
  { prefix = '', signal }: ListOptions,
  folders: boolean,
): AsyncGenerator<ListResponse> {
  let after = ''
  do {
    const request = { prefix, after, countMax: LIST_PAGE_MAX, folders }
    const { response } = await overlay.ask(LIST, request, { signal })
    yield response
    after = response.next
  } while (after !== '')
}

/** The two lists of a page, each in order, as one. */
function* inOrder({ records, folders }: ListResponse): Generator<FolderEntry> {
  let next = 0
  for (const record of records) {
    while (next < folders.length && Buffer.compare(Buffer.from(folders[next]!), Buffer.from(record.name)) < 0)
      yield { folder: folders[next++]! }
    yield { record }
  }
  for (const folder of folders.slice(next)) yield { folder }
}
