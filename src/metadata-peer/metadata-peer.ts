import type { PrivateKey } from '@libp2p/interface'
import type { Audit } from '../auth/audit.ts'
import { Gate } from '../auth/gate.ts'
import type { Trust } from '../auth/trust.ts'
import { TritonError } from '../errors.ts'
import type { Coordinator } from '../membership/coordinator.ts'
import type { Overlay } from '../membership/overlay.ts'
import type { Told } from '../membership/presence.ts'
import { Suspicion } from '../membership/suspicion.ts'
import type { OverlayView } from '../membership/view.ts'
import type { ViewKeeper } from '../membership/view-keeper.ts'
import { MemoryNames } from '../names/memory.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import { type Handler, handler } from '../rpc/server.ts'
import { IndexedNames } from '../search/indexed-names.ts'
import { BlockReader } from '../transfer/block-reader.ts'
import type { Member, MetadataPeerInfo, PeerStatus, StatusResponse } from '../wire/generated/tritonring.ts'
import * as metadata from '../wire/metadata.ts'
import type { Method } from '../wire/method.ts'
import { Authority } from './authority.ts'
import { Collections } from './collections.ts'
import { Commits } from './commit.ts'
import { commitMany } from './commit-many.ts'
import { locate } from './locate.ts'
import { Ownership } from './ownership.ts'
import { RecordKeeping } from './record-keeping.ts'
import { search } from './search.ts'
import { statMany } from './stat-many.ts'
import { UserNames } from './user-names.ts'

export interface MetadataPeerOptions {
  network: Network
  privateKey: PrivateKey
  /** Opened and closed with the peer. Default: in memory. */
  names?: NameStore | undefined
  /** How often block peers are to be heard. */
  heartbeatMs?: number | undefined
  /** How long after an eviction copies are made anew. */
  graceMs?: number | undefined
  /** How long a generation of collection lasts. */
  generationMs?: number | undefined
  /** Where the last view is kept over a restart, if not with the names. */
  viewKeeper?: ViewKeeper | undefined
  /** Whose tokens count. Without it there are no users, and everybody may do everything. */
  trust?: Trust | undefined
  audit?: Audit | undefined
  /** See CoordinatorOptions; a simulation brings its own. */
  drawSeed?: (() => Uint8Array<ArrayBuffer>) | undefined
}

/** The coordinator is asked how its block peers are for so long. */
const STATUS_MS = 1_000
const NOT_HEARD: Told = { blocks: 0, bytes: 0, repair: undefined }

/**
 * Knows who is on the ring and what file names mean; file bytes and hash lists never stay here. Started empty, it
 * reads its names back from the ring before it answers for them.
 */
export class MetadataPeer {
  readonly #network: Network
  readonly #names: IndexedNames
  readonly #keeping: RecordKeeping
  readonly #stopped = new AbortController()
  readonly #authority: Authority
  readonly #commits: Commits
  readonly #collections: Collections
  readonly #reader: BlockReader
  readonly #gate: Gate
  readonly #ownership: Ownership
  readonly #userNames: UserNames

  constructor(options: MetadataPeerOptions) {
    const { network, privateKey } = options
    this.#network = network
    const names = new IndexedNames(options.names ?? new MemoryNames(network.clock), network.clock)
    this.#names = names
    this.#keeping = new RecordKeeping(network, privateKey, this.#stopped.signal)
    this.#authority = new Authority({ ...options, names, keeping: this.#keeping })
    const generation = () => this.#authority.newest?.generation ?? 0
    this.#commits = new Commits(names, this.#keeping, network.clock, generation)
    const own = { authority: this.#authority, commits: this.#commits }
    this.#collections = new Collections({ ...options, ...own, names })
    this.#gate = this.#guard(options)
    this.#ownership = new Ownership(this.#gate, names)
    this.#userNames = new UserNames({
      ...{ names, commits: this.#commits, ownership: this.#ownership, clock: network.clock },
      ...{ trust: options.trust, audit: options.audit },
    })
    const overlay: Overlay = {
      network,
      suspicion: new Suspicion(network),
      view: () => this.#authority.view(),
      learn: async () => {},
    }
    this.#reader = new BlockReader(overlay)
    network.tellEpoch(() => this.#authority.newest?.epoch ?? 0)
    network.serve(metadata.METADATA_PROTOCOL, this.#handlers())
  }

  get id(): string {
    return this.#network.id
  }

  get addresses(): readonly string[] {
    return this.#network.addresses
  }

  /** The newest view; undefined while nobody has joined. */
  get view(): OverlayView | undefined {
    return this.#authority.newest
  }

  /** Throws what the name store throws when it cannot be opened. */
  async start(): Promise<void> {
    await this.#names.open()
    await this.#network.start()
    await this.#authority.start()
    this.#collections.start()
  }

  async stop(): Promise<void> {
    this.#stopped.abort(new TritonError('Aborted', 'this peer stops'))
    this.#collections.stop()
    await this.#authority.stop()
    await this.#network.stop()
    await this.#names.close()
  }

  /** Lets in whom the views name, and who shows a token that `trust` counts. */
  #guard({ network, trust, audit }: MetadataPeerOptions): Gate {
    const isMember = (peer: string) =>
      this.view?.member(peer) !== undefined || this.#authority.isMetadataPeer(peer)
    const gate = new Gate({ clock: network.clock, isMember, closed: trust !== undefined, audit })
    const follow = () => gate.trust(trust?.keys ?? [], trust?.denials ?? [])
    follow()
    trust?.onChange(() => {
      follow()
      void this.#authority.coordinator?.renewView().catch(() => {})
    })
    network.guardBy(gate)
    if (trust?.claimsOf !== undefined) trust.claimsOf = (peer) => gate.claims(peer)
    return gate
  }

  #handlers(): Handler[] {
    return [
      handler(metadata.JOIN, async (request, _, { peer }) => {
        const { coordinator } = this.#authority
        await this.#gate.checkPlace(peer, request.token)
        if (coordinator === undefined) return { response: { coordinator: this.#elsewhere() } }
        const view = await coordinator.join(peer, request)
        const { heartbeatMs, graceMs } = coordinator
        return { response: { view: view.signed, heartbeatMs, graceMs } }
      }),
      handler(metadata.HEARTBEAT, async ({ incarnation, ...told }, _, { peer, epoch }) => {
        const { coordinator } = this.#authority
        if (coordinator === undefined)
          throw new TritonError('NotFound', 'this metadata peer is not the coordinator: join again')
        const view = await coordinator.heartbeat(peer, incarnation, { ...told, repair: told.repair })
        return { response: epoch < view.epoch ? { view: view.signed } : {} }
      }),
      handler(metadata.LEAVE, async ({ incarnation }, _, { peer }) => {
        await this.#authority.coordinator?.leave(peer, incarnation)
        return { response: {} }
      }),
      handler(metadata.VIEW, () => {
        const { newest } = this.#authority
        return { response: newest === undefined ? {} : { view: newest.signed } }
      }),
      handler(metadata.COMMIT, async (request, _, { peer }) => {
        const view = await this.#authority.ready()
        return { response: { record: await this.#userNames.commit(peer, request, view) } }
      }),
      handler(metadata.COMMIT_MANY, async (request, _, { peer }) => {
        const view = await this.#authority.ready()
        return { response: await commitMany((each) => this.#userNames.commit(peer, each, view), request) }
      }),
      handler(metadata.SHARE, async (request, _, { peer }) => {
        const view = await this.#authority.ready()
        return { response: { record: await this.#userNames.share(peer, request, view) } }
      }),
      handler(metadata.QUOTA, async (request, _, { peer }) => ({
        response: await this.#userNames.quota(peer, request),
      })),
      handler(metadata.AUTH_PEER, () => ({ response: this.#userNames.authPeer })),
      handler(metadata.STAT, async ({ name, id, deleted }, _, { peer }) => {
        await this.#authority.ready()
        const found =
          id.length > 0 ? this.#ownership.byId(peer, id) : this.#ownership.named(peer, name, deleted)
        return { response: { record: await found } }
      }),
      handler(metadata.STAT_MANY, async (request, _, { peer }) => {
        await this.#authority.ready()
        return { response: await statMany(this.#ownership, peer, request) }
      }),
      handler(metadata.SEARCH, async (request, _, { peer }) => {
        await this.#authority.ready()
        return { response: await search(this.#names, this.#ownership, peer, request) }
      }),
      handler(metadata.LIST, async (request, _, { peer }) => {
        await this.#authority.ready()
        return { response: await this.#ownership.list(peer, request) }
      }),
      handler(metadata.LOCATE, async (request, _, { peer, signal }) => {
        await this.#authority.ready()
        const { name, root: told } = request
        const root = told.length > 0 ? told : (await this.#ownership.named(peer, name)).root
        return locate(this.#reader, this.#authority.view(), root, request, signal)
      }),
      handler(metadata.EVICT, (request) =>
        this.#byCoordinator(metadata.EVICT, request, (c) => c.evict(request.peer)),
      ),
      handler(metadata.DRAIN, (request) =>
        this.#byCoordinator(metadata.DRAIN, request, (c) => c.drain(request.peer, request.cancel)),
      ),
      handler(metadata.REBUILD, async (request) => {
        if (this.#authority.coordinator === undefined)
          await this.#network.call(this.#elsewhere().id, metadata.REBUILD, request)
        else await this.#authority.reread()
        return { response: {} }
      }),
      handler(metadata.ROOTS, (request, _, { epoch }) => this.#collections.roots(request, epoch)),
      handler(metadata.RAISE, async (request) => {
        if (this.#authority.coordinator !== undefined)
          return { response: { generation: await this.#collections.raise() } }
        return this.#network.call(this.#elsewhere().id, metadata.RAISE, request)
      }),
      handler(metadata.STATUS, async ({ forwarded }) => ({ response: await this.status(forwarded) })),
    ]
  }

  /** Who is to be asked instead. Throws `Busy` while nobody is the coordinator. */
  #elsewhere(): MetadataPeerInfo {
    const { elsewhere } = this.#authority
    if (elsewhere !== undefined) return elsewhere
    throw new TritonError('Busy', 'the metadata peers are choosing their coordinator')
  }

  /** What changes the view is the coordinator's to do, whoever is asked. */
  async #byCoordinator<Request>(
    method: Method<Request, { epoch: number }>,
    request: Request,
    change: (coordinator: Coordinator) => Promise<OverlayView>,
  ): Promise<{ response: { epoch: number } }> {
    const { coordinator } = this.#authority
    if (coordinator !== undefined) return { response: { epoch: (await change(coordinator)).epoch } }
    const { response } = await this.#network.call(this.#elsewhere().id, method, request as Partial<Request>)
    return { response }
  }

  /** What STATUS tells. The coordinator knows how its block peers are; without it the view has to do. */
  async status(forwarded = false): Promise<Partial<StatusResponse>> {
    const { elsewhere } = this.#authority
    if (elsewhere === undefined || forwarded) return this.#ownStatus()
    const request = { forwarded: true }
    const answer = this.#network.call(elsewhere.id, metadata.STATUS, request, { deadlineMs: STATUS_MS })
    return answer.then(({ response }) => response).catch(() => this.#ownStatus())
  }

  async #ownStatus(): Promise<Partial<StatusResponse>> {
    const { newest: view, coordinator, rebuilding, progress } = this.#authority
    return {
      term: view?.term ?? 0,
      epoch: view?.epoch ?? 0,
      ringEpoch: view?.ringEpoch ?? 0,
      replicas: view?.replicas ?? 0,
      files: await this.#names.size(),
      rebuilding,
      rebuild: progress,
      recordsBacklog: this.#keeping.backlog,
      pending: (view?.previous.length ?? 0) > 0,
      frozen: coordinator?.frozen ?? false,
      lastHolders: [...(view?.lastHolders ?? [])],
      departed: view?.departed ?? [],
      heartbeatMs: coordinator?.heartbeatMs ?? 0,
      graceMs: coordinator?.graceMs ?? 0,
      collections: this.#collections.reports(),
      generation: view?.generation ?? 0,
      generationMs: this.#collections.generationMs,
      collectionObstacle: this.#collections.obstacle ?? '',
      wallMs: this.#network.clock.wallNow(),
      peers: (view?.members ?? []).map((member) => peerStatus(member, coordinator)),
    }
  }
}

function peerStatus(
  { id, addresses, state, weight, zone, draining }: Member,
  coordinator: Coordinator | undefined,
): PeerStatus {
  const heard = coordinator?.presence.of(id) ?? { ...NOT_HEARD, silentMs: 0, toldMs: 0 }
  const { silentMs, toldMs, blocks, bytes, bytesFree = 0, roomKnown = false, repair } = heard
  return {
    ...{ id, addresses, state, weight, zone, draining, blocks, bytes, bytesFree, roomKnown },
    silentMs: Math.round(silentMs),
    toldMs: Math.round(toldMs),
    ...(repair === undefined ? {} : { repair }),
  }
}
