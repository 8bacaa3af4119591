import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { LIST_PAGE_MAX, OPERATIONS_MAX } from '../limits.ts'
import { FileRecord, type PeerSeen, RecordState, type SignedView } from '../wire/generated/tritonring.ts'
import { Generations } from './generations.ts'
import { decodeKept, encodeKept } from './kept-record.ts'
import type { KeptWorld } from './kept-world.ts'
import { keysOf, listRange, nameKey } from './name-key.ts'
import { NameTurns } from './name-turns.ts'
import { decisionOf, type NameChange, type NameStore, type NamesPage, namesPage } from './names.ts'
import { isNewerRecord, madeBy } from './record.ts'
import { SortedMap } from './sorted-map.ts'

/**
 * Names in memory; a metadata peer that starts with this empty rebuilds it from the ring. Keys and records are strings of
 * bytes, which take a fraction of what objects do.
 */
export class MemoryNames implements NameStore {
  readonly lasting = false
  readonly #live = new SortedMap<string>()
  readonly #deleted = new SortedMap<string>()
  /** The keys of live names by the ids of their files. */
  readonly #handles = new SortedMap<string>()
  readonly #peers = new Map<string, PeerSeen>()
  readonly #turns = new NameTurns()
  readonly #generations: Generations
  /** The records of operations of this generation, and of the one before. */
  #operations = new Map<string, Uint8Array>()
  #operationsBefore = new Map<string, Uint8Array>()
  #world: KeptWorld = { view: undefined, rebuildFrom: undefined }

  constructor(clock: Clock) {
    this.#generations = new Generations(clock)
  }

  async open(): Promise<void> {}

  async close(): Promise<void> {}

  async get(owner: string, name: string): Promise<FileRecord | undefined> {
    return this.#get(bytesOf(nameKey(owner, name)))
  }

  async byId(id: Uint8Array): Promise<FileRecord | undefined> {
    const key = this.#handles.get(bytesOf(id))
    return key === undefined ? undefined : this.#get(key)
  }

  async list(owner: string, prefix: string, after: string, countMax: number): Promise<NamesPage> {
    const { from, to } = listRange(owner, prefix, after)
    const page = this.#live.page(bytesOf(from), countMax + 1, bytesOf(to))
    return namesPage(
      page.map(([key, value]) => recordOf(key, value)),
      countMax,
    )
  }

  commit(change: NameChange): Promise<FileRecord> {
    const { operation } = change
    const [key, from] = keysOf(change)
    return this.#turns.take(change, async () => {
      const id = bytesOf(operation)
      const done = this.#operations.get(id) ?? this.#operationsBefore.get(id)
      if (done !== undefined) return FileRecord.decode(done)
      const current = this.#get(bytesOf(key))
      const made = madeBy(current, operation)
      if (made !== undefined) return made
      this.#checkRoom()
      const source = from === undefined ? undefined : this.#get(bytesOf(from))
      const records = await decisionOf(change, current, source)
      for (const record of records) this.#put(record)
      this.#operations.set(id, FileRecord.encode(records[0]))
      return records[0]
    })
  }

  async merge(records: readonly FileRecord[]): Promise<void> {
    for (const record of records) {
      if (isNewerRecord(record, this.#get(bytesOf(nameKey(record.owner, record.name))))) this.#put(record)
    }
  }

  async *all(): AsyncIterable<FileRecord> {
    for (const table of [this.#live, this.#deleted]) {
      for (let from: string | undefined = ''; from !== undefined; ) {
        const page: [string, string][] = table.page(from, LIST_PAGE_MAX)
        for (const [key, value] of page) yield recordOf(key, value)
        from = page.length < LIST_PAGE_MAX ? undefined : `${page.at(-1)![0]}\0`
      }
    }
  }

  async size(): Promise<number> {
    return this.#live.size
  }

  async world(): Promise<KeptWorld> {
    return this.#world
  }

  async keepView(view: SignedView): Promise<void> {
    this.#world = { ...this.#world, view }
  }

  async beginRebuild(from: SignedView): Promise<void> {
    this.#world = { ...this.#world, rebuildFrom: from }
  }

  async endRebuild(): Promise<void> {
    this.#world = { ...this.#world, rebuildFrom: undefined }
  }

  async keepPeers(peers: readonly PeerSeen[]): Promise<void> {
    for (const peer of peers) if (peer.member !== undefined) this.#peers.set(peer.member.id, peer)
  }

  async *peers(): AsyncIterable<PeerSeen> {
    yield* this.#peers.values()
  }

  #get(key: string): FileRecord | undefined {
    const value = this.#live.get(key) ?? this.#deleted.get(key)
    return value === undefined ? undefined : recordOf(key, value)
  }

  #put(record: FileRecord): void {
    const key = bytesOf(nameKey(record.owner, record.name))
    const isLive = record.state === RecordState.LIVE
    const before = this.#get(key)
    // A file that was renamed has taken its handle along.
    if (before !== undefined && this.#handles.get(bytesOf(before.id)) === key)
      this.#handles.delete(bytesOf(before.id))
    if (isLive) this.#handles.set(bytesOf(record.id), key)
    const [table, other] = isLive ? [this.#live, this.#deleted] : [this.#deleted, this.#live]
    table.set(key, bytesOf(encodeKept(record)))
    other.delete(key)
  }

  #checkRoom(): void {
    if (this.#generations.turn()) {
      this.#operationsBefore = this.#operations
      this.#operations = new Map()
    }
    if (this.#operations.size < OPERATIONS_MAX) return
    throw new TritonError(
      'Busy',
      `could not commit: ${this.#operations.size} commits of the last minutes have to be remembered, and no more can be`,
    )
  }
}

/** Bytes as characters, so that comparing strings compares bytes. */
function bytesOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function recordOf(key: string, value: string): FileRecord {
  return decodeKept(Buffer.from(key, 'latin1'), new Uint8Array(Buffer.from(value, 'latin1')))
}
