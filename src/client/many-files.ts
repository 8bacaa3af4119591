import { PACK_BYTES, PACK_FILES_MAX, SMALL_FILE_BYTES } from '../limits.ts'

/** What became of one of many files. */
export interface FileOutcome {
  name: string
  /** Where it is on this machine. */
  path: string
  /** Bytes of the file. */
  size: number
  /** `unchanged`: it was there already, with the same content. */
  result: 'done' | 'unchanged' | 'failed'
  /** Why it failed. */
  error?: unknown
}

/** What a transfer of many files came to. */
export interface ManyFilesReport {
  done: number
  unchanged: number
  failed: number
  /** Of those that were done. */
  bytes: number
  elapsedMs: number
}

/** Whom to tell of each outcome; may have the transfer wait by a promise. */
export type OnOutcome = (outcome: FileOutcome) => void | Promise<void>

/** Counts outcomes and tells of them, and has files come no faster than whoever is told can bear. */
export class Outcomes {
  readonly #tally: Tally
  readonly #onOutcome: OnOutcome | undefined
  #told: void | Promise<void> = undefined

  constructor(startMs: number, onOutcome: OnOutcome | undefined) {
    this.#tally = new Tally(startMs)
    this.#onOutcome = onOutcome
  }

  tell(outcome: FileOutcome): void {
    this.#tally.add(outcome)
    this.#told = this.#onOutcome?.(outcome)
  }

  /** The files, each when what was told last has been taken in. */
  async *paced<File>(files: AsyncIterable<File>): AsyncGenerator<File> {
    for await (const file of files) {
      if (this.#told !== undefined) await this.#told
      yield file
    }
  }

  finish(nowMs: number): ManyFilesReport {
    return this.#tally.finish(nowMs)
  }
}

/** Whether a file travels together with others. */
export function isSmall({ size }: { size: number }): boolean {
  return size <= SMALL_FILE_BYTES
}

/** Files in groups that travel together: so many, with so many bytes of small ones. */
export async function* groups<File extends { size: number }>(
  files: AsyncIterable<File>,
): AsyncGenerator<File[]> {
  let group: File[] = []
  let bytes = 0
  for await (const file of files) {
    const added = isSmall(file) ? file.size : 0
    if (group.length === PACK_FILES_MAX || bytes + added > PACK_BYTES) {
      yield group
      group = []
      bytes = 0
    }
    group.push(file)
    bytes += added
  }
  if (group.length > 0) yield group
}

/** A list in pieces of at most `lengthMax`. */
export function slices<Item>(items: readonly Item[], lengthMax: number): Item[][] {
  const count = Math.ceil(items.length / lengthMax)
  return Array.from({ length: count }, (_, index) => items.slice(index * lengthMax, (index + 1) * lengthMax))
}

/** Counts outcomes. */
class Tally {
  readonly #startMs: number
  readonly report: ManyFilesReport = { done: 0, unchanged: 0, failed: 0, bytes: 0, elapsedMs: 0 }

  constructor(nowMs: number) {
    this.#startMs = nowMs
  }

  add({ result, size }: FileOutcome): void {
    this.report[result]++
    if (result === 'done') this.report.bytes += size
  }

  finish(nowMs: number): ManyFilesReport {
    return { ...this.report, elapsedMs: nowMs - this.#startMs }
  }
}
