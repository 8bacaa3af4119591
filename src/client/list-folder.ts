import type { FileRecord, ListResponse } from '../wire/generated/tritonring.ts'
import { type ListOptions, listPages } from './list-files.ts'
import type { OverlayClient } from './overlay-client.ts'

/** What a folder holds: a file, or another folder by its name, which ends with a slash. */
export type FolderEntry = { record: FileRecord } | { folder: string }

/** What begins with the prefix, one level of it, in byte order. */
export async function* listFolder(overlay: OverlayClient, options: ListOptions): AsyncGenerator<FolderEntry> {
  for await (const page of listPages(overlay, options, { folders: true })) yield* inOrder(page)
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
