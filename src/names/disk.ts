import type { Clock } from '../clock.ts'
import { LIST_PAGE_MAX, RECORDS_PAGE_MAX } from '../limits.ts'
import { FileRecord, PeerSeen, RecordState, SignedView } from '../wire/generated/tritonring.ts'
import { DiskTables, type Table, type Write } from './disk-table.ts'
import { Generations } from './generations.ts'
import { decodeKept, encodeKept } from './kept-record.ts'
import type { KeptWorld } from './kept-world.ts'
import { keysOf, listRange, nameKey } from './name-key.ts'
import { NameTurns } from './name-turns.ts'
import { decisionOf, type NameChange, type NameStore, type NamesPage, namesPage } from './names.ts'
import { isNewerRecord, madeBy } from './record.ts'

const BEGIN = new Uint8Array(0)
/** Behind every key of a table. */
const END = Uint8Array.of(0xff)
const VIEW_KEY = Buffer.from('view')
const REBUILD_KEY = Buffer.from('rebuild from')
const GENERATION_KEY = Buffer.from('generation')

/**
 * Names in a directory of this machine, in three tables: files by name, handles (which name a file's id has), and block
 * peers as they were last seen. Deleted names and operations have tables of their own. Belongs to one process.
 */
export class DiskNames implements NameStore {
  readonly lasting = true
  readonly #tables: DiskTables
  readonly #clock: Clock
  readonly #turns = new NameTurns()
  #generations: Generations
  /** Live names at the start, and how many more there are since. */
  #counted: Promise<number> = Promise.resolve(0)
  #more = 0

  constructor(directory: string, clock: Clock) {
    this.#tables = new DiskTables(directory)
    this.#clock = clock
    this.#generations = new Generations(clock)
  }

  async open(): Promise<void> {
    await this.#tables.open()
    const kept = await this.#tables.get('state', GENERATION_KEY)
    this.#generations = new Generations(
      this.#clock,
      kept === undefined ? 0 : Buffer.from(kept).readUInt32BE(),
    )
    // Not waited for: a million names take a second.
    this.#counted = this.#tables.count('files')
    this.#counted.catch(() => {})
  }

  async close(): Promise<void> {
    await this.#counted.catch(() => {})
    await this.#tables.close()
  }

  async get(owner: string, name: string): Promise<FileRecord | undefined> {
    return (await this.#current([nameKey(owner, name)]))[0]
  }

  async byId(id: Uint8Array): Promise<FileRecord | undefined> {
    const key = await this.#tables.get('handles', id)
    const value = key === undefined ? undefined : await this.#tables.get('files', key)
    return value === undefined ? undefined : decodeKept(key!, value)
  }

  async list(owner: string, prefix: string, after: string, countMax: number): Promise<NamesPage> {
    const { from, to } = listRange(owner, prefix, after)
    const page = await this.#tables.page('files', from, to, countMax + 1)
    return namesPage(
      page.map(([key, value]) => decodeKept(key, value)),
      countMax,
    )
  }

  commit(change: NameChange): Promise<FileRecord> {
    const { operation } = change
    return this.#turns.take(change, async () => {
      await this.#turnGeneration()
      const done = await this.#operation(operation)
      if (done !== undefined) return done
      const before = await this.#current(keysOf(change))
      const made = madeBy(before[0], operation)
      if (made !== undefined) return made
      const records = await decisionOf(change, before[0], before[1])
      const writes = together(records.map((record, index) => changes(record, before[index])))
      const kept = { key: this.#operationKey(operation, 0), value: FileRecord.encode(records[0]) }
      await this.#tables.write([...writes, { table: 'operations', ...kept }])
      for (const [index, record] of records.entries())
        this.#more += liveness(record) - liveness(before[index])
      return records[0]
    })
  }

  async merge(records: readonly FileRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += RECORDS_PAGE_MAX) {
      const newest = newestOfEach(records.slice(at, at + RECORDS_PAGE_MAX))
      const current = await this.#current([...newest.values()].map(({ owner, name }) => nameKey(owner, name)))
      const news = [...newest.values()]
        .map((record, index) => ({ record, before: current[index] }))
        .filter(({ record, before }) => isNewerRecord(record, before))
      if (news.length === 0) continue
      await this.#tables.write(together(news.map(({ record, before }) => changes(record, before))))
      for (const { record, before } of news) this.#more += liveness(record) - liveness(before)
    }
  }

  async *all(): AsyncIterable<FileRecord> {
    for (const table of ['files', 'deleted'] as const)
      for await (const [key, value] of this.#entries(table)) yield decodeKept(key, value)
  }

  async size(): Promise<number> {
    return (await this.#counted) + this.#more
  }

  async world(): Promise<KeptWorld> {
    const [view, from] = await this.#tables.getMany([
      ['state', VIEW_KEY],
      ['state', REBUILD_KEY],
    ])
    return {
      view: view === undefined ? undefined : SignedView.decode(view),
      rebuildFrom: from === undefined ? undefined : SignedView.decode(from),
    }
  }

  keepView(view: SignedView): Promise<void> {
    return this.#tables.write([{ table: 'state', key: VIEW_KEY, value: SignedView.encode(view) }])
  }

  beginRebuild(from: SignedView): Promise<void> {
    return this.#tables.write([{ table: 'state', key: REBUILD_KEY, value: SignedView.encode(from) }])
  }

  endRebuild(): Promise<void> {
    return this.#tables.write([{ table: 'state', key: REBUILD_KEY, value: undefined }])
  }

  keepPeers(peers: readonly PeerSeen[]): Promise<void> {
    return this.#tables.write(
      peers.map((peer) => ({
        table: 'peers',
        key: Buffer.from(peer.member?.id ?? ''),
        value: PeerSeen.encode(peer),
      })),
    )
  }

  async *peers(): AsyncIterable<PeerSeen> {
    for await (const [, value] of this.#entries('peers')) yield PeerSeen.decode(value)
  }

  /** The newest record of each key. */
  async #current(keys: readonly Uint8Array[]): Promise<(FileRecord | undefined)[]> {
    const values = await this.#tables.getMany(
      keys.flatMap((key) => [['files', key] as const, ['deleted', key] as const]),
    )
    return keys.map((key, index) => {
      const value = values[2 * index] ?? values[2 * index + 1]
      return value === undefined ? undefined : decodeKept(key, value)
    })
  }

  /** What an operation did that is remembered. */
  async #operation(operation: Uint8Array): Promise<FileRecord | undefined> {
    const kept = await this.#tables.getMany([
      ['operations', this.#operationKey(operation, 0)],
      ['operations', this.#operationKey(operation, 1)],
    ])
    const value = kept[0] ?? kept[1]
    return value === undefined ? undefined : FileRecord.decode(value)
  }

  #operationKey(operation: Uint8Array, generationsAgo: number): Buffer {
    return Buffer.concat([generationKey(this.#generations.present - generationsAgo), operation])
  }

  async #turnGeneration(): Promise<void> {
    if (!this.#generations.turn()) return
    const { present } = this.#generations
    await this.#tables.write([{ table: 'state', key: GENERATION_KEY, value: generationKey(present) }])
    if (present > 1) await this.#tables.clear('operations', BEGIN, generationKey(present - 1))
  }

  async *#entries(table: Table): AsyncGenerator<[Uint8Array, Uint8Array]> {
    for (let from: Uint8Array | undefined = BEGIN; from !== undefined; ) {
      const page: [Uint8Array, Uint8Array][] = await this.#tables.page(table, from, END, LIST_PAGE_MAX)
      yield* page
      from = page.length < LIST_PAGE_MAX ? undefined : Buffer.concat([page.at(-1)![0], Uint8Array.of(0)])
    }
  }
}

/** What puts `record` in the place of `before`. */
function changes(record: FileRecord, before: FileRecord | undefined): Write[] {
  const key = nameKey(record.owner, record.name)
  const isLive = record.state === RecordState.LIVE
  const writes: Write[] = [
    { table: isLive ? 'files' : 'deleted', key, value: encodeKept(record) },
    { table: isLive ? 'deleted' : 'files', key, value: undefined },
  ]
  if (before !== undefined) writes.push({ table: 'handles', key: before.id, value: undefined })
  if (isLive) writes.push({ table: 'handles', key: record.id, value: key })
  return writes
}

/** The changes of several names as one; a file that is renamed takes its handle along. */
function together(all: readonly Write[][]): Write[] {
  const taken = new Set(
    all
      .flat()
      .map(({ table, key, value }) => (table === 'handles' && value !== undefined ? textOf(key) : '')),
  )
  return all
    .flat()
    .filter(({ table, key, value }) => table !== 'handles' || value !== undefined || !taken.has(textOf(key)))
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key).toString('latin1')
}

function newestOfEach(records: readonly FileRecord[]): Map<string, FileRecord> {
  const newest = new Map<string, FileRecord>()
  for (const record of records) {
    const name = `${record.owner}\0${record.name}`
    if (isNewerRecord(record, newest.get(name))) newest.set(name, record)
  }
  return newest
}

function liveness(record: FileRecord | undefined): number {
  return record?.state === RecordState.LIVE ? 1 : 0
}

function generationKey(generation: number): Buffer {
  const key = Buffer.alloc(4)
  key.writeUInt32BE(Math.max(0, generation))
  return key
}
