import { toString as textOf } from 'uint8arrays/to-string'
import { TritonError } from '../errors.ts'
import { RECORDS_PAGE_MAX } from '../limits.ts'
import { isNewerRecord, openRecord, recordKey } from '../names/record.ts'
import { FileRecord, type SignedRecord } from '../wire/generated/tritonring.ts'
import type { Notes, NotesFound } from './notes.ts'

interface Kept {
  record: FileRecord
  signed: SignedRecord
  /** Resolves when it is noted; undefined when it is. */
  noting?: Promise<void> | undefined
}

/** The name records that this peer keeps for the overlay: the newest of each name. They are in memory, and in notes if it has any. */
export class RecordShelf {
  readonly #notes: Notes | undefined
  /** By the key of the name, in hex: a page of a scan is a stretch of the sorted keys. */
  readonly #kept = new Map<string, Kept>()
  #sorted: string[] | undefined

  constructor(notes?: Notes) {
    this.#notes = notes
  }

  get size(): number {
    return this.#kept.size
  }

  /** Takes back what was noted. It was judged when it was kept. */
  async recall(found: NotesFound['records']): Promise<void> {
    for await (const [key, signed] of found)
      this.#kept.set(key, { record: FileRecord.decode(signed.record), signed })
    this.#sorted = undefined
  }

  /**
   * Keeps a record unless it or a newer one of its name is here; resolves with whether it did, when what is here is noted:
   * who sends a record again takes it for safe then, too. Checks the signature first: a forged record must not replace a
   * good one. `mayCommit` says whose records count. Throws `Corrupt`, `Refused`, `Local`.
   */
  async keep(signed: SignedRecord, mayCommit: (signer: string, term: number) => boolean): Promise<boolean> {
    const record = await openRecord(signed)
    if (!mayCommit(signed.signer, record.term)) {
      throw new TritonError(
        'Refused',
        `a record of '${record.name}' is signed by ${signed.signer} in term ${record.term}, which does not decide names here`,
      )
    }
    const key = textOf(recordKey(record), 'base16')
    const there = this.#kept.get(key)
    if (there !== undefined && !isNewerRecord(record, there.record)) {
      await there.noting
      return false
    }
    const kept: Kept = { record, signed }
    if (there === undefined) this.#sorted = undefined
    this.#kept.set(key, kept)
    await this.#note(key, kept, there)
    return true
  }

  /** A record that could not be noted is not kept, so that it may come again: the one `before` it is. */
  async #note(key: string, kept: Kept, before: Kept | undefined): Promise<void> {
    kept.noting = this.#notes?.noteRecord(key, kept.signed)
    try {
      await kept.noting
      kept.noting = undefined
    } catch (error) {
      if (this.#kept.get(key) === kept) this.#putBack(key, before)
      throw error
    }
  }

  #putBack(key: string, before: Kept | undefined): void {
    if (before === undefined) this.#kept.delete(key)
    else this.#kept.set(key, before)
    this.#sorted = undefined
  }

  /** Up to `countMax` records behind the key `after`, and where the next page begins. */
  page(after: Uint8Array, countMax: number): { records: SignedRecord[]; next: Uint8Array | undefined } {
    this.#sorted ??= [...this.#kept.keys()].sort()
    const from = after.length === 0 ? 0 : upperBound(this.#sorted, textOf(after, 'base16'))
    const keys = this.#sorted.slice(from, from + Math.min(Math.max(countMax, 1), RECORDS_PAGE_MAX))
    const last = keys.at(-1)
    const more = last !== undefined && from + keys.length < this.#sorted.length
    return {
      records: keys.map((key) => this.#kept.get(key)!.signed),
      next: more ? Buffer.from(last, 'hex') : undefined,
    }
  }
}

/** The index of the first entry greater than `key`. */
function upperBound(sorted: readonly string[], key: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= key) low = middle + 1
    else high = middle
  }
  return low
}
