import { join } from 'node:path'
import type { ClassicLevel } from 'classic-level'
import { type ErrorCode, TritonError } from '../errors.ts'

/** Tables of one ordered store are told apart by the first byte of a key. */
export const TABLES = {
  files: 'f',
  deleted: 'd',
  handles: 'h',
  operations: 'o',
  peers: 'p',
  state: 's',
} as const
export type Table = keyof typeof TABLES

export type Write =
  | { table: Table; key: Uint8Array; value: Uint8Array }
  | { table: Table; key: Uint8Array; value: undefined }

const FORMAT_KEY = Buffer.from('format')
/** Grows when what is written could be misread by older programs. */
const FORMAT = '1'

type Database = ClassicLevel<Uint8Array, Uint8Array>

/** Some ordered tables of bytes in one directory, changed together: LevelDB. Writes are synced before they are told of. */
export class DiskTables {
  readonly #path: string
  #database: Database | undefined
  /** LevelDB refuses everything after a write that failed, until it is opened anew. */
  #failed = false
  #reopened: Promise<void> | undefined
  /** What is written next, when the write under way has ended. */
  #next: { batch: Write[]; done: Promise<void> } | undefined
  #last: Promise<unknown> = Promise.resolve()

  /** `directory`: what is kept there besides is left alone. */
  constructor(directory: string) {
    this.#path = join(directory, 'names')
  }

  /** Throws `Refused` where another process has it, `Unsupported` for another format, `Corrupt`, `NoSpace`, `Local`. */
  async open(): Promise<void> {
    const { ClassicLevel } = await import('classic-level')
    this.#database = new ClassicLevel(this.#path, { keyEncoding: 'view', valueEncoding: 'view' })
    await this.#attempt('open', () => this.#database!.open())
    const format = await this.get('state', FORMAT_KEY)
    if (format === undefined)
      await this.write([{ table: 'state', key: FORMAT_KEY, value: Buffer.from(FORMAT) }])
    else if (Buffer.from(format).toString() !== FORMAT) {
      await this.close()
      throw new TritonError(
        'Unsupported',
        `could not open the names in ${this.#path}: they have format ${Buffer.from(format).toString()}, this program reads ${FORMAT}`,
        { hint: 'start the version of tt that wrote them' },
      )
    }
  }

  async close(): Promise<void> {
    await this.#database?.close()
    this.#database = undefined
  }

  async get(table: Table, key: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return (await this.getMany([[table, key]]))[0]
  }

  async getMany(
    keys: readonly (readonly [Table, Uint8Array])[],
  ): Promise<(Uint8Array<ArrayBuffer> | undefined)[]> {
    const wanted = keys.map(([table, key]) => tableKey(table, key))
    const values = await this.#attempt('read', () => this.#open.getMany(wanted))
    return values.map((value) => (value === undefined ? undefined : plain(value)))
  }

  /** Up to `countMax` entries of a table in order, from `from` (inclusive) to `to` (exclusive). */
  async page(
    table: Table,
    from: Uint8Array,
    to: Uint8Array,
    countMax: number,
  ): Promise<[Uint8Array, Uint8Array][]> {
    const range = { gte: tableKey(table, from), lt: tableKey(table, to), limit: countMax }
    const entries = await this.#attempt('read', () => this.#open.iterator(range).all())
    return entries.map(([key, value]) => [key.subarray(1), plain(value)])
  }

  /** How many entries a table has at the time of the call. */
  async count(table: Table): Promise<number> {
    const range = {
      gte: tableKey(table, Buffer.alloc(0)),
      lt: tableKey(table, Uint8Array.of(0xff)),
      fillCache: false,
    }
    const keys = this.#open.keys(range)
    let count = 0
    try {
      for (let page = await keys.nextv(1000); page.length > 0; page = await keys.nextv(1000))
        count += page.length
    } finally {
      await keys.close()
    }
    return count
  }

  /**
   * All of it, synced, or nothing; what comes while another write is under way is synced together. Throws `NoSpace`,
   * `Local`, `Corrupt`: then it may be there after the next start.
   */
  write(writes: readonly Write[]): Promise<void> {
    if (this.#next === undefined) {
      const batch: Write[] = []
      const done = this.#last.then(() => {
        this.#next = undefined
        return this.#writeNow(batch)
      })
      this.#last = done.catch(() => {})
      this.#next = { batch, done }
    }
    this.#next.batch.push(...writes)
    return this.#next.done
  }

  async #writeNow(writes: readonly Write[]): Promise<void> {
    if (this.#failed) await this.#reopen()
    const batch = writes.map(({ table, key, value }) =>
      value === undefined
        ? { type: 'del' as const, key: tableKey(table, key) }
        : { type: 'put' as const, key: tableKey(table, key), value },
    )
    try {
      await this.#attempt('write', () => this.#open.batch(batch, { sync: true }))
    } catch (error) {
      this.#failed = true
      throw error
    }
  }

  /** Removes what lies from `from` (inclusive) to `to` (exclusive). */
  async clear(table: Table, from: Uint8Array, to: Uint8Array): Promise<void> {
    await this.#attempt('write', () =>
      this.#open.clear({ gte: tableKey(table, from), lt: tableKey(table, to) }),
    )
  }

  get #open(): Database {
    if (this.#database !== undefined) return this.#database
    throw new TritonError('Local', `the names in ${this.#path} are closed`)
  }

  #reopen(): Promise<void> {
    this.#reopened ??= this.#attempt('open', async () => {
      await this.#open.close()
      await this.#open.open()
      this.#failed = false
    }).finally(() => {
      this.#reopened = undefined
    })
    return this.#reopened
  }

  async #attempt<Result>(action: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (cause) {
      throw failure(action, this.#path, cause)
    }
  }
}

function tableKey(table: Table, key: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(TABLES[table]), key])
}

/** LevelDB gives Buffers; what is decoded from them would be Buffers too. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
}

function failure(action: string, path: string, thrown: unknown): TritonError {
  if (thrown instanceof TritonError) return thrown
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
  const { code, message } = cause as { code?: string; message: string }
  const known: Record<string, [ErrorCode, string]> = {
    LEVEL_LOCKED: ['Refused', 'two metadata peers need a --data directory each'],
    LEVEL_CORRUPTION: ['Corrupt', 'move it away and start anew: the names are read back from the ring'],
  }
  const full = /no space left|disk quota/i.test(message)
  const [kind, hint] = full
    ? (['NoSpace', 'make room on that disk'] as const)
    : (known[code ?? ''] ?? (['Local', 'choose a --data directory that this user can write'] as const))
  return new TritonError(kind, `could not ${action} the names in ${path}: ${message}`, { cause, hint })
}
