import type { SignedRecord, SignedView } from '../wire/generated/tritonring.ts'

/** What a block peer knew besides its blocks when it last stopped. */
export interface NotesFound {
  /** By the hex key of their names; the newest of each. */
  records: AsyncIterable<[key: string, SignedRecord]>
  /** The last view. */
  view: SignedView | undefined
}

/** Where a block peer keeps, besides its blocks, what must outlive its process. */
export interface Notes {
  read(): Promise<NotesFound>
  /** Resolves when the record is safe, in place of the one that was noted before under the same key. */
  noteRecord(key: string, record: SignedRecord): Promise<void>
  /** Resolves when the view is safe. */
  noteView(view: SignedView): Promise<void>
  /** Resolves when all that was noted is safe. Idempotent. */
  close(): Promise<void>
}
