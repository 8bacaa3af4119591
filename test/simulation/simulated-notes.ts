import type { Notes, NotesFound } from '../../src/block-peer/notes.ts'
import type { SignedRecord, SignedView } from '../../src/wire/generated/tritonring.ts'
import type { UnsyncedWrites } from './unsynced-writes.ts'

/** What is noted on a block peer's disk; it outlives the process. */
export class NotesOnDisk {
  readonly records = new Map<string, SignedRecord>()
  view: SignedView | undefined

  wipe(): void {
    this.records.clear()
    this.view = undefined
  }
}

/** The notes of one process. */
export class SimulatedNotes implements Notes {
  readonly disk: NotesOnDisk
  readonly #writes: UnsyncedWrites

  constructor(disk: NotesOnDisk, writes: UnsyncedWrites) {
    this.disk = disk
    this.#writes = writes
  }

  async read(): Promise<NotesFound> {
    return { records: each(this.disk.records), view: this.disk.view }
  }

  noteRecord(key: string, record: SignedRecord): Promise<void> {
    return this.#writes.write(() => void this.disk.records.set(key, record))
  }

  noteView(view: SignedView): Promise<void> {
    return this.#writes.write(() => {
      this.disk.view = view
    })
  }

  cutPower(): void {
    this.#writes.cutPower()
  }

  close(): Promise<void> {
    return this.#writes.synced()
  }
}

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items
}
