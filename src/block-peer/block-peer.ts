import type { Audit } from '../auth/audit.ts'
import { Gate } from '../auth/gate.ts'
import { Collector } from '../collection/collector.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { PING_MS } from '../limits.ts'
import { Membership } from '../membership/membership.ts'
import { Suspicion } from '../membership/suspicion.ts'
import type { OverlayView } from '../membership/view.ts'
import { Leases } from '../repair/leases.ts'
import { Repair } from '../repair/repair.ts'
import { takeCopies } from '../repair/take-copies.ts'
import { tellFingerprints } from '../repair/tell-fingerprints.ts'
import type { Network } from '../rpc/network.ts'
import { type Handler, handler, type Reply } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import * as blocks from '../wire/blocks.ts'
import type { ScrubResponse } from '../wire/generated/tritonring.ts'
import { checkKeys, get } from './get.ts'
import { leased } from './leased.ts'
import type { Notes } from './notes.ts'
import { type PutPlace, put, replicate } from './put.ts'
import { RecordShelf } from './record-shelf.ts'
import { scan } from './scan.ts'

export interface BlockPeerOptions {
  network: Network
  store: BlockStore
  /** Where name records and the last view outlive this peer; without it they do not. Closed with this peer. */
  notes?: Notes | undefined
  /** Multiaddrs of metadata peers. */
  bootstrap: readonly string[]
  /** Capacity relative to the others. Default 1. */
  weight?: number | undefined
  zone?: string | undefined
  /** Called when a newer start of the same identity has taken this peer's place; it answers nobody any more. */
  onFenced?: (reason: TritonError) => void
  /** The token by which this peer is let in, where it was invited: then it lets nobody in who shows none. */
  token?: (() => string) | undefined
  audit?: Audit | undefined
  /** Grows with each start of this identity: see `DataDirectory.nextIncarnation`. Default: the wall clock. */
  incarnation?: number | undefined
}

/** Keeps blocks by their keys, and name records for the metadata peers; knows nothing of files. */
export class BlockPeer {
  readonly #network: Network
  readonly #store: BlockStore
  readonly #membership: Membership
  readonly #notes: Notes | undefined
  readonly #records: RecordShelf
  /** As it was at the last look. */
  #room = { bytesFree: 0, roomKnown: false }
  readonly #place: PutPlace
  readonly #repair: Repair
  readonly #leases: Leases
  readonly #collector: Collector
  readonly #gate: Gate
  readonly #onFenced: (reason: TritonError) => void
  #startedMs = 0

  constructor(options: BlockPeerOptions) {
    const { network, store, notes } = options
    this.#network = network
    this.#store = store
    this.#leases = new Leases(store)
    this.#notes = notes
    this.#records = new RecordShelf(notes)
    const isMember = (peer: string) =>
      this.view?.member(peer) !== undefined || this.view?.isMetadataPeer(peer) === true
    const { audit } = options
    this.#gate = new Gate({ clock: network.clock, isMember, closed: options.token !== undefined, audit })
    network.guardBy(this.#gate)
    this.#membership = new Membership({
      ...options,
      held: () => this.#held(),
      onView: (view) => this.#follow(view),
      onFenced: (reason) => this.#fence(reason),
    })
    this.#onFenced = options.onFenced ?? (() => {})
    this.#place = {
      network,
      store,
      leases: this.#leases,
      suspicion: new Suspicion(network),
      view: () => this.#view(),
      learn: (signed) => this.#membership.learn(signed),
      noteAstray: () => this.#repair.noteArrival(false),
      noteOtherHolder: (epoch) => this.#repair.noteOtherHolder(epoch),
    }
    this.#repair = new Repair({
      ...this.#place,
      heartbeatMs: () => this.#membership.heartbeatMs,
      graceMs: () => this.#membership.graceMs,
      tell: () => this.#membership.tell(),
    })
    this.#collector = new Collector({
      ...this.#place,
      pace: this.#repair.pace,
      tell: () => this.#membership.tell(),
    })
    network.tellEpoch(() => this.#membership.view?.epoch ?? 0)
    network.serve(blocks.BLOCKS_PROTOCOL, this.#handlers())
  }

  get id(): string {
    return this.#network.id
  }

  get addresses(): readonly string[] {
    return this.#network.addresses
  }

  /** The newest view known here; undefined before this peer is on the ring. */
  get view(): OverlayView | undefined {
    return this.#membership.view
  }

  /** Why this peer is not on the ring: what its last attempt to join failed with, if one has. */
  get obstacle(): unknown {
    return this.#membership.obstacle
  }

  /** Listens, joins the overlay, and resolves when this peer is on the ring. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#recall()
    await this.#network.start()
    this.#startedMs = this.#network.clock.now()
    await this.#membership.start(signal)
    this.#leases.renewAll()
    this.#repair.start()
    this.#collector.start()
  }

  async stop(): Promise<void> {
    this.#collector.stop()
    this.#repair.stop()
    await this.#membership.stop()
    await this.#network.stop()
    await this.#store.close()
    await this.#notes?.close()
  }

  /** What this peer knew before goes on: a coordinator that starts with nothing learns of its world from such peers. */
  async #recall(): Promise<void> {
    if (this.#notes === undefined) return
    const { records, view } = await this.#notes.read()
    await this.#records.recall(records)
    if (view !== undefined) await this.#membership.recall(view)
  }

  /** Begins to look at every block (`start`); tells how far that has come. */
  scrub(start: boolean): ScrubResponse {
    return this.#repair.scrub(start)
  }

  /** A view that is not noted comes again from the coordinator. */
  #follow(view: OverlayView): void {
    this.#gate.trust(view.issuerKeys, view.denials)
    this.#notes?.noteView(view.signed).catch(() => {})
    const before = this.#leases.present
    this.#leases.follow(view)
    if (this.#leases.present > before) this.#membership.tell()
    this.#repair.follow(view)
    this.#collector.follow(view)
  }

  #handlers(): Handler[] {
    const store = this.#store
    return [
      handler(blocks.PUT, (request, payload, context) => {
        this.#repair.pace.noteClient()
        return this.#taking(put(this.#place, request, payload, context))
      }),
      handler(blocks.REPLICATE, (request, payload, { epoch }) => {
        return this.#taking(replicate(this.#place, request, payload)).finally(() => {
          if (request.astray || epoch !== this.#membership.view?.epoch) this.#place.noteAstray()
          this.#place.noteOtherHolder(epoch)
        })
      }),
      handler(blocks.GET, (request, keys) => {
        this.#repair.pace.noteClient()
        return get(store, request, keys)
      }),
      handler(blocks.HAS, async ({ peek, generation }, keys) => {
        checkKeys(keys)
        const stamp = peek ? undefined : this.#leases.stamp(generation)
        return { response: {}, payload: await store.has(keys, stamp) }
      }),
      handler(blocks.LEASED, async ({ generation }, keys) => {
        checkKeys(keys)
        return { response: {}, payload: await leased(store, generation, keys) }
      }),
      handler(blocks.COLLECT, ({ start, dryRun }) => ({
        response: { report: this.#collector.collect(start, dryRun) },
      })),
      handler(blocks.DELETE, async (_, keys) => {
        checkKeys(keys)
        return { response: { deleted: await store.delete(keys) } }
      }),
      handler(blocks.SCAN, (request) => scan(store, request)),
      handler(blocks.STATISTICS, async () => ({ response: await this.#statistics() })),
      handler(blocks.VIEW_PUSH, async ({ view }) => {
        if (view !== undefined) await this.#membership.learn(view)
        return { response: { epoch: this.#membership.view?.epoch ?? 0 } }
      }),
      handler(blocks.VIEW_PULL, () => ({ response: { view: this.#view().signed } })),
      handler(blocks.PUSH, (request, payload) => {
        const arrived = this.#collector.expectCopies(request.stamps)
        const taken = takeCopies(store, request, payload, this.#leases.stamp()).finally(arrived)
        return this.#taking(taken).finally(() => this.#place.noteAstray())
      }),
      handler(blocks.FINGERPRINT, (request, payload, { signal }) =>
        tellFingerprints(store, this.#network.clock, this.#repair.pace, request, payload, signal),
      ),
      handler(blocks.CHECK, (_, keys) => {
        checkKeys(keys)
        void this.#repair.check(keys)
        return { response: {} }
      }),
      handler(blocks.SCRUB, ({ start }) => ({ response: this.scrub(start) })),
      handler(blocks.ALIVE, () => ({ response: { incarnation: this.#membership.incarnation } })),
      handler(blocks.PROBE, async ({ peer }) => ({ response: { reached: await this.#reaches(peer) } })),
      handler(blocks.RECORD_PUT, async ({ records }) => {
        const mayCommit = (signer: string, term: number) => this.#mayCommit(signer, term)
        const kept = await Promise.all(records.map((record) => this.#records.keep(record, mayCommit)))
        return { response: { kept: kept.filter(Boolean).length } }
      }),
      handler(blocks.RECORD_SCAN, ({ after, countMax }) => {
        const { records, next } = this.#records.page(after, countMax)
        return {
          response: { records, ...(next === undefined ? {} : { next: next as Uint8Array<ArrayBuffer> }) },
        }
      }),
    ]
  }

  /** Blocks may have come even where that failed in the end, and then they have no second copy. */
  #taking<Response>(taken: Promise<Reply<Response>>): Promise<Reply<Response>> {
    return taken.then(
      (reply) => {
        if (((reply.response as { single?: number }).single ?? 0) > 0) this.#repair.noteArrival(true)
        return reply
      },
      (error) => {
        if (!isRefusal(error)) this.#repair.noteArrival(true)
        throw error
      },
    )
  }

  /** Whether a member of the view answers a ping; nobody else is called. */
  async #reaches(peer: string): Promise<boolean> {
    const member = this.#view().member(peer)
    if (member === undefined) throw new TritonError('NotFound', `peer ${peer} is not on the ring`)
    const ping = this.#network.call(peer, blocks.ALIVE, {}, { deadlineMs: PING_MS })
    return ping.then(
      ({ response }) => response.incarnation === member.incarnation,
      () => false,
    )
  }

  #fence(reason: TritonError): void {
    this.#collector.stop()
    this.#repair.stop()
    void this.#network.stop()
    this.#onFenced(reason)
  }

  /** Names are decided by this term's metadata peers; one that was before may wake up and is refused. */
  #mayCommit(signer: string, term: number): boolean {
    const view = this.#membership.view
    return view?.isMetadataPeer(signer) === true && term >= view.term
  }

  #view(): OverlayView {
    const { view } = this.#membership
    if (view === undefined) throw new TritonError('Unavailable', 'this block peer is not on the ring yet')
    return view
  }

  #held() {
    const { blocks, bytes } = this.#store.statistics()
    this.#measureRoom().catch(() => {})
    return {
      ...{ blocks, bytes, repair: this.#repair.report() },
      ...this.#room,
      ...{ generation: this.#leases.present, collection: this.#collector.report() },
    }
  }

  async #measureRoom(): Promise<void> {
    const bytesFree = await this.#store.room?.()
    this.#room = { bytesFree: bytesFree ?? 0, roomKnown: bytesFree !== undefined }
  }

  async #statistics() {
    await this.#measureRoom()
    return {
      ...this.#store.statistics(),
      wallMs: this.#network.clock.wallNow(),
      ...this.#room,
      records: this.#records.size,
      epoch: this.#membership.view?.epoch ?? 0,
      uptimeMs: Math.round(this.#network.clock.now() - this.#startedMs),
    }
  }
}

/** Whether a request for blocks was turned away before any of them was kept. */
function isRefusal(error: unknown): boolean {
  return (['WrongEpoch', 'BadRequest', 'TooLarge'] as const).some((code) => isTritonError(error, code))
}
