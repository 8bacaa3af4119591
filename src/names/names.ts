import type { FileRecord } from '../wire/generated/tritonring.ts'

/** One page of a list of names. */
export interface NamesPage {
  records: FileRecord[]
  /** The last name of the page when more follow; pass as `after`. */
  next: string | undefined
}

/**
 * What every name means now, tombstones included. A store decides nothing: which version follows which is
 * the business of whoever commits.
 */
export interface NameStore {
  /** The newest record of a name, a tombstone where it was deleted, undefined where it never was. */
  get(owner: string, name: string): FileRecord | undefined | Promise<FileRecord | undefined>
  /** Keeps a record in the place of an older one of its name; an older or equal one than what is there is ignored. */
  put(record: FileRecord): void | Promise<void>
  /** Live names with the prefix, behind `after`, in the order of their UTF-8 bytes; at most `countMax`. */
  list(owner: string, prefix: string, after: string, countMax: number): NamesPage | Promise<NamesPage>
  /** Every record, tombstones too, in any order. */
  all(): Iterable<FileRecord> | AsyncIterable<FileRecord>
  /** Live names. */
  readonly size: number
}
