import { mkdir } from 'node:fs/promises'
import { ClassicLevel } from 'classic-level'
import { TritonError } from '../errors.ts'
import { SignedRecord, SignedView } from '../wire/generated/tritonring.ts'
import type { Notes, NotesFound } from './notes.ts'

const FORMAT = 'format'
const FORMAT_VERSION = '1'
const VIEW = 'view'
const RECORD = 'record/'
/** Behind every key that begins with RECORD. */
const RECORDS_END = 'record0'

type Level = ClassicLevel<string, Uint8Array>

/** Notes in an embedded ordered store (LevelDB), synced. What is noted while it syncs is written together next. */
export class LevelNotes implements Notes {
  readonly #level: Level
  #pending = new Map<string, Uint8Array>()
  #next: Promise<void> | undefined
  #last: Promise<void> = Promise.resolve()

  private constructor(level: Level) {
    this.#level = level
  }

  /**
   * Opens the notes in a directory, which is made where it is not there. Throws `Refused` when another process has it
   * open, `Unsupported` for notes of another version, `Local` when the disk fails.
   */
  static async open(directory: string): Promise<LevelNotes> {
    const level: Level = new ClassicLevel(directory, { keyEncoding: 'utf8', valueEncoding: 'view' })
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      await level.open()
      await checkFormat(level, directory)
      return new LevelNotes(level)
    } catch (error) {
      await level.close()
      throw error instanceof TritonError ? error : openFailure(directory, error as Error)
    }
  }

  async read(): Promise<NotesFound> {
    const view = await this.#level.get(VIEW)
    return {
      view: view === undefined ? undefined : SignedView.decode(new Uint8Array(view)),
      records: this.#records(),
    }
  }

  noteRecord(key: string, record: SignedRecord): Promise<void> {
    return this.#write(`${RECORD}${key}`, SignedRecord.encode(record))
  }

  noteView(view: SignedView): Promise<void> {
    return this.#write(VIEW, SignedView.encode(view))
  }

  async close(): Promise<void> {
    while (this.#next !== undefined) await this.#next.catch(() => {})
    await this.#last
    await this.#level.close()
  }

  async *#records(): AsyncGenerator<[string, SignedRecord]> {
    for await (const [key, value] of this.#level.iterator({ gt: RECORD, lt: RECORDS_END }))
      yield [key.slice(RECORD.length), SignedRecord.decode(new Uint8Array(value))]
  }

  /** Joins the write that comes after the one under way. */
  #write(key: string, value: Uint8Array): Promise<void> {
    this.#pending.set(key, value)
    this.#next ??= this.#last.then(() => this.#writePending())
    return this.#next
  }

  #writePending(): Promise<void> {
    const operations = [...this.#pending].map(([key, value]) => ({ type: 'put' as const, key, value }))
    this.#pending = new Map()
    this.#next = undefined
    const written = this.#level.batch(operations, { sync: true }).catch((cause) => {
      throw new TritonError('Local', `could not note ${operations.length} records: ${cause.message}`, {
        cause,
      })
    })
    this.#last = written.catch(() => {})
    return written
  }
}

async function checkFormat(level: Level, directory: string): Promise<void> {
  const found = await level.get(FORMAT)
  if (found === undefined) return level.put(FORMAT, Buffer.from(FORMAT_VERSION), { sync: true })
  const version = Buffer.from(found).toString('latin1')
  if (version === FORMAT_VERSION) return
  throw new TritonError(
    'Unsupported',
    `could not open ${directory}: its notes have format ${version}, this version reads format ${FORMAT_VERSION}`,
    { hint: 'run the version that wrote it, or choose another --data directory' },
  )
}

function openFailure(directory: string, error: Error): TritonError {
  const cause = error.cause as { code?: string; message?: string } | undefined
  if (cause?.code === 'LEVEL_LOCKED') {
    return new TritonError('Refused', `could not open ${directory}: another process has it open`, {
      cause,
      hint: 'stop that process, or choose another --data directory',
    })
  }
  return new TritonError('Local', `could not open ${directory}: ${cause?.message ?? error.message}`, {
    cause: error,
    hint: 'choose a --data directory that this user can write',
  })
}
