import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import type { NameStore, NamesPage } from './names.ts'
import { isNewerRecord } from './record.ts'

/** Names in memory; a metadata peer that starts with this empty rebuilds it from the ring. */
export class MemoryNames implements NameStore {
  readonly #records = new Map<string, FileRecord>()
  /** Keys of live names, ascending; a place is found by halving, a new name moves those behind it. */
  readonly #live: string[] = []

  get size(): number {
    return this.#live.length
  }

  get(owner: string, name: string): FileRecord | undefined {
    return this.#records.get(keyOf(owner, name))
  }

  put(record: FileRecord): void {
    const key = keyOf(record.owner, record.name)
    const before = this.#records.get(key)
    if (!isNewerRecord(record, before)) return
    this.#records.set(key, record)
    const isLive = record.state === RecordState.LIVE
    const wasLive = before?.state === RecordState.LIVE
    if (isLive === wasLive) return
    this.#live.splice(lowerBound(this.#live, key), isLive ? 0 : 1, ...(isLive ? [key] : []))
  }

  list(owner: string, prefix: string, after: string, countMax: number): NamesPage {
    const first = keyOf(owner, prefix)
    const records: FileRecord[] = []
    let at = lowerBound(this.#live, maxOf(keyOf(owner, after), first))
    if (after !== '' && this.#live[at] === keyOf(owner, after)) at++
    for (; at < this.#live.length && records.length < countMax; at++) {
      const key = this.#live[at]!
      if (!key.startsWith(first)) return { records, next: undefined }
      records.push(this.#records.get(key)!)
    }
    const more = this.#live[at]?.startsWith(first) === true
    return { records, next: more ? records.at(-1)?.name : undefined }
  }

  all(): Iterable<FileRecord> {
    return this.#records.values()
  }
}

/** UTF-8 bytes as characters, so that comparing strings compares bytes. An owner holds no NUL. */
function keyOf(owner: string, name: string): string {
  return Buffer.from(`${owner}\0${name}`).toString('latin1')
}

function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

function maxOf(a: string, b: string): string {
  return a > b ? a : b
}
