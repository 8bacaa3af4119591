import type { Clock } from '../../clock.ts'
import { isTritonError, TritonError } from '../../errors.ts'
import { CALL_DEADLINE_MS, ETCD_TXN_RECORDS, LIST_PAGE_MAX } from '../../limits.ts'
import { FileRecord, PeerSeen, SignedView, View } from '../../wire/generated/tritonring.ts'
import type { Council } from '../council.ts'
import { decodeKept } from '../kept-record.ts'
import type { KeptWorld } from '../kept-world.ts'
import { keysOf, listRange, nameKey } from '../name-key.ts'
import { NameTurns } from '../name-turns.ts'
import { decisionOf, type NameChange, type NameStore, type NamesPage, namesPage } from '../names.ts'
import { isNewerRecord, madeBy } from '../record.ts'
import { checkUploadLease } from '../upload-lease.ts'
import { changesOf, together } from './changes.ts'
import { EtcdCouncil } from './etcd-council.ts'
import { EtcdTables } from './etcd-tables.ts'
import { EtcdGateway } from './gateway.ts'
import { OperationLeases } from './lease.ts'
import * as requests from './requests.ts'
import { REBUILD_KEY, VIEW_KEY } from './state-keys.ts'

const FORMAT_KEY = Buffer.from('format')
/** Grows when what is written could be misread by older programs. */
const FORMAT = '1'
/** The term of the view, which every commit is guarded by. */
const TERM_KEY = Buffer.from('term')

/** What is known of one name at one moment. */
interface Known {
  done: FileRecord | undefined
  current: FileRecord | undefined
  /** What the other name of the change means, if there is one. */
  from: FileRecord | undefined
  /** Revisions of the name as a file and as a tombstone, and of the other name. */
  revisions: string[]
  /** Of the view that was kept last; `generation` is that of collection. */
  term: { value: number; generation: number; revision: string }
}

/**
 * Names in etcd, a replicated store with Raft: any number of metadata peers share them, and none keeps anything itself.
 * A commit is one transaction that holds only when the name is still what it was decided by, its operation was not
 * applied, and the term is still that of the record; a view is written only by the coordinator.
 */
export class EtcdNames implements NameStore {
  readonly lasting = true
  readonly council: Council
  readonly #gateway: EtcdGateway
  readonly #tables: EtcdTables
  readonly #clock: Clock
  readonly #turns = new NameTurns()
  readonly #leases: OperationLeases
  readonly #seat: EtcdCouncil
  /** When the view was last changed, as far as this peer knows: one that a late request would bring back is refused. */
  #viewRevision = '0'

  /** `endpoints`: URLs of etcd's members; `prefix`: what the keys of this overlay begin with. */
  constructor({ endpoints, prefix, clock }: { endpoints: readonly string[]; prefix: string; clock: Clock }) {
    this.#clock = clock
    this.#gateway = new EtcdGateway(endpoints, clock)
    this.#tables = new EtcdTables(this.#gateway, prefix)
    this.#leases = new OperationLeases(this.#gateway, clock)
    this.#seat = new EtcdCouncil(this.#gateway, this.#tables, clock)
    this.council = this.#seat
  }

  async open(): Promise<void> {
    const key = this.#tables.key('state', FORMAT_KEY)
    const answer = await this.#tables.txn({
      compare: [requests.createdAt(key, '0')],
      success: [requests.putOperation(key, Buffer.from(FORMAT))],
      failure: [requests.getOperation(key)],
    })
    const { value } = requests.foundAt(answer, 0)
    const format = value === undefined ? FORMAT : Buffer.from(value).toString()
    if (format === FORMAT) return
    throw new TritonError(
      'Unsupported',
      `could not use the names in etcd at ${this.#gateway.title}: they have format ${format}, this program reads ${FORMAT}`,
      { hint: 'start the version of tt that wrote them' },
    )
  }

  async close(): Promise<void> {
    await this.#seat.leave()
  }

  async get(owner: string, name: string): Promise<FileRecord | undefined> {
    const [found] = await this.#current([nameKey(owner, name)])
    return found!.record
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
    const endMs = this.#clock.now() + CALL_DEADLINE_MS
    return this.#turns.take(change, async () => {
      let known = await this.#know(change)
      for (;;) {
        if (known.done !== undefined) return known.done
        const records = await decisionOf(change, known.current, known.from)
        const outcome = await this.#tryCommit(change, records, known)
        if (outcome === 'applied') return records[0]
        known = outcome
        if (this.#clock.now() < endMs) continue
        throw new TritonError('Busy', `could not commit '${change.name}': others change it all the time`)
      }
    })
  }

  async merge(records: readonly FileRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += ETCD_TXN_RECORDS) {
      const page = records.slice(at, at + ETCD_TXN_RECORDS)
      const newest = new Map(
        page.toSorted(older).map((record) => [`${record.owner}\0${record.name}`, record]),
      )
      while (!(await this.#tryMerge([...newest.values()])));
    }
  }

  async *all(atOnce = false): AsyncIterable<FileRecord> {
    const revision = atOnce ? await this.#tables.revision() : undefined
    for (const table of ['files', 'deleted'] as const)
      for await (const [key, value] of this.#tables.entries(table, LIST_PAGE_MAX, revision))
        yield decodeKept(key, value)
  }

  size(): Promise<number> {
    return this.#tables.count('files')
  }

  async world(): Promise<KeptWorld> {
    const answer = await this.#tables.txn({
      success: [VIEW_KEY, REBUILD_KEY].map((key) => requests.getOperation(this.#tables.key('state', key))),
    })
    const [{ value: view, revision }, { value: from }] = [
      requests.foundAt(answer, 0),
      requests.foundAt(answer, 1),
    ]
    this.#viewRevision = revision
    return {
      view: view === undefined ? undefined : SignedView.decode(view),
      rebuildFrom: from === undefined ? undefined : SignedView.decode(from),
    }
  }

  async keepView(view: SignedView): Promise<void> {
    const { term, generation } = View.decode(view.view)
    const [key, value] = [this.#tables.key('state', VIEW_KEY), SignedView.encode(view)]
    const answer = await this.#tables.txn({
      compare: [...this.#seat.fence(), requests.modifiedAt(key, this.#viewRevision)],
      success: [
        requests.putOperation(key, value),
        requests.putOperation(this.#tables.key('state', TERM_KEY), Buffer.from(`${term} ${generation}`)),
      ],
      failure: [requests.getOperation(key)],
    })
    const found = requests.foundAt(answer, 0)
    // Asked twice, since the first answer was lost: it is there already.
    const there = !answer.succeeded && found.value !== undefined && Buffer.compare(found.value, value) === 0
    if (!answer.succeeded && !there) throw deposed('keep a view')
    this.#viewRevision = answer.succeeded ? answer.header.revision : found.revision
  }

  async beginRebuild(from: SignedView): Promise<void> {
    const key = this.#tables.key('state', REBUILD_KEY)
    await this.#asCoordinator('begin a rebuild', [requests.putOperation(key, SignedView.encode(from))])
  }

  async endRebuild(): Promise<void> {
    const key = this.#tables.key('state', REBUILD_KEY)
    await this.#asCoordinator('end a rebuild', [requests.deleteOperation(key)])
  }

  async keepPeers(peers: readonly PeerSeen[]): Promise<void> {
    for (let at = 0; at < peers.length; at += ETCD_TXN_RECORDS) {
      const page = peers.slice(at, at + ETCD_TXN_RECORDS)
      const puts = page.map((peer) =>
        requests.putOperation(
          this.#tables.key('peers', Buffer.from(peer.member?.id ?? '')),
          PeerSeen.encode(peer),
        ),
      )
      await this.#tables.txn({ success: puts })
    }
  }

  async *peers(): AsyncIterable<PeerSeen> {
    for await (const [, value] of this.#tables.entries('peers', LIST_PAGE_MAX)) yield PeerSeen.decode(value)
  }

  /** Reads, in one moment, all that a commit is decided by. */
  async #know(change: NameChange): Promise<Known> {
    return this.#knownOf(change, await this.#tables.txn({ success: this.#questions(change) }))
  }

  #questions(change: NameChange): requests.Operation[] {
    const places = [
      this.#tables.key('operations', change.operation),
      this.#tables.key('state', TERM_KEY),
      ...this.#places(change),
    ]
    return places.map(requests.getOperation)
  }

  /** Where the names of a change are kept: each as a file and as a tombstone. */
  #places(change: NameChange): Buffer[] {
    return keysOf(change).flatMap((key) => [this.#tables.key('files', key), this.#tables.key('deleted', key)])
  }

  #knownOf(change: NameChange, answer: requests.TxnAnswer): Known {
    const [done, term] = [requests.foundAt(answer, 0), requests.foundAt(answer, 1)]
    const keys = keysOf(change)
    const places = this.#places(change).map((_, index) => requests.foundAt(answer, 2 + index))
    const [current, from] = keys.map((key, index) => {
      const value = places[2 * index]!.value ?? places[2 * index + 1]!.value
      return value === undefined ? undefined : decodeKept(key, value)
    })
    return {
      done: done.value === undefined ? madeBy(current, change.operation) : FileRecord.decode(done.value),
      current,
      from,
      revisions: places.map(({ revision }) => revision),
      term: { ...termOf(term.value), revision: term.revision },
    }
  }

  /** `applied`, or what is known now that somebody else was first. */
  async #tryCommit(
    change: NameChange,
    records: readonly [FileRecord, ...FileRecord[]],
    known: Known,
  ): Promise<'applied' | Known> {
    const [record] = records
    if (record.term < known.term.value) {
      throw new TritonError(
        'Unavailable',
        `could not commit '${change.name}': this metadata peer knows term ${record.term}, the coordinator's is ${known.term.value}`,
      )
    }
    if (change.generation !== undefined)
      checkUploadLease(change.name, change.generation, known.term.generation)
    const operation = this.#tables.key('operations', change.operation)
    const lease = await this.#leases.present()
    const answer = await this.#tables
      .txn({
        compare: [
          requests.createdAt(operation, '0'),
          ...this.#places(change).map((place, index) => requests.modifiedAt(place, known.revisions[index]!)),
          requests.modifiedAt(this.#tables.key('state', TERM_KEY), known.term.revision),
        ],
        success: [
          ...together(
            records.map((each, index) =>
              changesOf(this.#tables, each, index === 0 ? known.current : known.from),
            ),
          ),
          requests.putOperation(operation, FileRecord.encode(record), lease),
        ],
        failure: this.#questions(change),
      })
      .catch((error) => {
        if (isTritonError(error, 'NotFound')) this.#leases.forget()
        throw error
      })
    return answer.succeeded ? 'applied' : this.#knownOf(change, answer)
  }

  /** False when a name was changed meanwhile. */
  async #tryMerge(records: readonly FileRecord[]): Promise<boolean> {
    const keys = records.map(({ owner, name }) => nameKey(owner, name))
    const current = await this.#current(keys)
    const news = records
      .map((record, index) => ({
        ...current[index]!,
        before: current[index]!.record,
        key: keys[index]!,
        record,
      }))
      .filter(({ record, before }) => isNewerRecord(record, before))
    if (news.length === 0) return true
    const answer = await this.#tables.txn({
      compare: news.flatMap(({ key, files, deleted }) => [
        requests.modifiedAt(this.#tables.key('files', key), files),
        requests.modifiedAt(this.#tables.key('deleted', key), deleted),
      ]),
      success: together(news.map(({ record, before }) => changesOf(this.#tables, record, before))),
    })
    return answer.succeeded === true
  }

  /** The newest record of each key, and the revisions of its two places. */
  async #current(
    keys: readonly Uint8Array[],
  ): Promise<{ record: FileRecord | undefined; files: string; deleted: string }[]> {
    const places = keys.flatMap((key) => [this.#tables.key('files', key), this.#tables.key('deleted', key)])
    const answer = await this.#tables.txn({ success: places.map(requests.getOperation) })
    return keys.map((key, index) => {
      const [files, deleted] = [requests.foundAt(answer, 2 * index), requests.foundAt(answer, 2 * index + 1)]
      const value = files.value ?? deleted.value
      const record = value === undefined ? undefined : decodeKept(key, value)
      return { record, files: files.revision, deleted: deleted.revision }
    })
  }

  /** Writes what the coordinator alone may write: only while its seat is the one that it took. */
  async #asCoordinator(action: string, success: requests.Operation[]): Promise<void> {
    const answer = await this.#tables.txn({ compare: this.#seat.fence(), success })
    if (answer.succeeded) return
    throw deposed(action)
  }
}

/** What is kept under TERM_KEY: the term, and the generation of collection. */
function termOf(value: Uint8Array | undefined): { value: number; generation: number } {
  const [term, generation] = Buffer.from(value ?? [])
    .toString()
    .split(' ')
  return { value: Number(term), generation: Number(generation ?? 0) }
}

function deposed(action: string): TritonError {
  return new TritonError(
    'Unavailable',
    `could not ${action}: another metadata peer is the coordinator by now`,
  )
}

function older(a: FileRecord, b: FileRecord): number {
  return a.version - b.version || a.term - b.term
}
