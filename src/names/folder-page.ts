import { LIST_SEEKS_MAX } from '../limits.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { NameStore } from './names.ts'

/** Records read at once at first; twice as many after a page that brought only entries, fewer after a seek. */
const READ_MIN = 8

/** One page of a folder. */
export interface FolderPage {
  records: FileRecord[]
  /** Names of folders, with the slash behind each. */
  folders: string[]
  /** The last entry of the page, where more may follow; pass as `after`. */
  next: string | undefined
}

/**
 * What begins with `prefix`, one level of it: live names without a further slash, and folders for all others; at most
 * `countMax` of both together, in the order of their UTF-8 bytes. What is in a folder is passed over by seeking, however
 * much it is. A page may be shorter than asked for, although more follows.
 */
export async function folderPage(
  names: Pick<NameStore, 'list'>,
  owner: string,
  prefix: string,
  after: string,
  countMax: number,
): Promise<FolderPage> {
  const page: FolderPage = { records: [], folders: [], next: after }
  const room = () => countMax - page.records.length - page.folders.length
  let wanted = READ_MIN
  for (let seeks = 0; seeks < LIST_SEEKS_MAX && room() > 0; seeks++) {
    const { records, next } = await names.list(owner, prefix, page.next!, Math.min(wanted, room()))
    const foldersBefore = page.folders.length
    for (const record of records) addEntry(page, record, prefix)
    if (next === undefined) return { ...page, next: undefined }
    wanted = page.folders.length === foldersBefore ? 2 * wanted : READ_MIN
  }
  return page
}

/** Takes a record, or the folder that it is in, unless it is in the page's last one. */
function addEntry(page: FolderPage, record: FileRecord, prefix: string): void {
  const { name } = record
  const slash = name.indexOf('/', prefix.length)
  if (slash < 0) {
    page.records.push(record)
    page.next = name
    return
  }
  const folder = name.slice(0, slash + 1)
  if (page.next === folder && page.folders.at(-1) === folder) return
  page.folders.push(folder)
  page.next = folder
}
