import { LIST_PAGE_MAX } from '../limits.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { LIST } from '../wire/metadata.ts'
import type { OverlayClient } from './overlay-client.ts'

export interface ListOptions {
  prefix?: string | undefined
  signal?: AbortSignal | undefined
}

/** All files whose names begin with the prefix, in byte order, asked for page by page. */
export async function* listFiles(
  overlay: OverlayClient,
  { prefix = '', signal }: ListOptions,
): AsyncGenerator<FileRecord> {
  let after = ''
  do {
    const { response } = await overlay.ask(LIST, { prefix, after, countMax: LIST_PAGE_MAX }, { signal })
    yield* response.records
    after = response.next
  } while (after !== '')
}
