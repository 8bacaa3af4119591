import { type Clock, pause } from '../clock.ts'
import { SEARCH_AGAIN_MS, SEARCH_BUILD_SHARE } from '../limits.ts'
import type { Council } from '../names/council.ts'
import type { KeptWorld } from '../names/kept-world.ts'
import type { Decision, NameChange, NameStore, NamesPage } from '../names/names.ts'
import { type FileRecord, type PeerSeen, RecordState, type SignedView } from '../wire/generated/tritonring.ts'
import { type Query, SearchIndex } from './search-index.ts'

/** Records that are taken into a new index before others get their turn. */
const STEP = 1024

/** What a search found. */
export interface SearchPage {
  records: FileRecord[]
  found: number
  /** Some names cannot be found: the index is still being made, or is full. */
  incomplete: boolean
}

/**
 * A name store that can be searched. The index follows what is changed through this store, and is made from all names when
 * that is opened; where several metadata peers share the names, again now and then, since others change them too.
 */
export class IndexedNames implements NameStore {
  readonly lasting: boolean
  readonly council?: Council
  readonly #names: NameStore
  readonly #clock: Clock
  readonly #closed = new AbortController()
  #index = new SearchIndex()
  /** What has changed since the index that is being made was begun. */
  #changed: Map<string, FileRecord> | undefined
  #complete = false
  #builtMs = 0
  #buildTookMs = 0

  constructor(names: NameStore, clock: Clock) {
    this.#names = names
    this.#clock = clock
    this.lasting = names.lasting
    if (names.council !== undefined) this.council = names.council
  }

  async open(): Promise<void> {
    await this.#names.open()
    void this.#build()
  }

  close(): Promise<void> {
    this.#closed.abort()
    return this.#names.close()
  }

  /** The live files that fit a query best, at most `countMax`. */
  async search(query: Query, countMax: number): Promise<SearchPage> {
    if (this.#isOld()) void this.#build()
    const { found, names } = this.#index.find(query, countMax)
    const records = await Promise.all(names.map(({ owner, name }) => this.#names.get(owner, name)))
    const live = records.filter((record) => record?.state === RecordState.LIVE)
    return { records: live as FileRecord[], found, incomplete: !this.#complete || this.#index.full }
  }

  async commit(change: NameChange): Promise<FileRecord> {
    let decision: Decision | undefined
    const record = await this.#names.commit({
      ...change,
      decide: async (current, from) => {
        decision = await change.decide(current, from)
        return decision
      },
    })
    for (const each of await this.#meaning(change, decision)) this.#note(each)
    return record
  }

  async merge(records: readonly FileRecord[]): Promise<void> {
    await this.#names.merge(records)
    const now = await Promise.all(records.map(({ owner, name }) => this.#names.get(owner, name)))
    for (const record of now) this.#note(record)
  }

  get(owner: string, name: string): Promise<FileRecord | undefined> {
    return this.#names.get(owner, name)
  }

  byId(id: Uint8Array): Promise<FileRecord | undefined> {
    return this.#names.byId(id)
  }

  list(owner: string, prefix: string, after: string, countMax: number): Promise<NamesPage> {
    return this.#names.list(owner, prefix, after, countMax)
  }

  all(atOnce?: boolean): AsyncIterable<FileRecord> {
    return this.#names.all(atOnce)
  }

  size(): Promise<number> {
    return this.#names.size()
  }

  world(): Promise<KeptWorld> {
    return this.#names.world()
  }

  keepView(view: SignedView): Promise<void> {
    return this.#names.keepView(view)
  }

  beginRebuild(from: SignedView): Promise<void> {
    return this.#names.beginRebuild(from)
  }

  endRebuild(): Promise<void> {
    return this.#names.endRebuild()
  }

  keepPeers(peers: readonly PeerSeen[]): Promise<void> {
    return this.#names.keepPeers(peers)
  }

  peers(): AsyncIterable<PeerSeen> {
    return this.#names.peers()
  }

  /** What the names of a change mean after it: what was done before may have been changed again since. */
  async #meaning(
    { owner, name, from, fromOwner = owner }: NameChange,
    decision: Decision | undefined,
  ): Promise<readonly (FileRecord | undefined)[]> {
    if (decision !== undefined) return 'length' in decision ? decision : [decision]
    const there = this.#names.get(owner, name)
    return Promise.all(from === undefined ? [there] : [there, this.#names.get(fromOwner, from)])
  }

  #note(record: FileRecord | undefined): void {
    if (record === undefined) return
    this.#index.note(record)
    this.#changed?.set(`${record.owner}\0${record.name}`, record)
    if (this.#index.worn) void this.#build()
  }

  /** Whether others may have changed names that the index does not know of; making it takes a small part of the time. */
  #isOld(): boolean {
    if (this.#complete && this.council === undefined) return false
    const restMs = Math.max(SEARCH_AGAIN_MS, SEARCH_BUILD_SHARE * this.#buildTookMs)
    return this.#clock.now() - this.#builtMs >= restMs
  }

  /** Makes the index anew from all names, while the old one serves. */
  async #build(): Promise<void> {
    if (this.#changed !== undefined || this.#closed.signal.aborted) return
    this.#changed = new Map()
    const startMs = this.#clock.now()
    try {
      const index = await this.#indexOfAll()
      for (const record of this.#changed.values()) index.note(record)
      this.#index = index
      this.#complete = true
    } catch {
      // The store cannot be reached, or is closed: a later search tries again.
    } finally {
      this.#changed = undefined
      this.#builtMs = this.#clock.now()
      this.#buildTookMs = this.#builtMs - startMs
    }
  }

  async #indexOfAll(): Promise<SearchIndex> {
    const index = new SearchIndex()
    let count = 0
    for await (const record of this.#names.all()) {
      index.note(record)
      if (++count % STEP === 0) await pause(this.#clock, 0, this.#closed.signal)
    }
    return index
  }
}
