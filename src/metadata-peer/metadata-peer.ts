import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import { LIST_PAGE_MAX } from '../limits.ts'
import type { Coordinator } from '../membership/coordinator.ts'
import type { Overlay } from '../membership/overlay.ts'
import { Suspicion } from '../membership/suspicion.ts'
import type { OverlayView } from '../membership/view.ts'
import type { ViewKeeper } from '../membership/view-keeper.ts'
import { MemoryNames } from '../names/memory.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import { type Handler, handler } from '../rpc/server.ts'
import { BlockReader } from '../transfer/block-reader.ts'
import {
  type FileRecord,
  type Member,
  type MetadataPeerInfo,
  type PeerStatus,
  RecordState,
  type StatusResponse,
} from '../wire/generated/tritonring.ts'
import * as metadata from '../wire/metadata.ts'
import type { Method } from '../wire/method.ts'
import { Authority } from './authority.ts'
import { Collections } from './collections.ts'
import { Commits } from './commit.ts'
import { locate } from './locate.ts'
import { RecordKeeping } from './record-keeping.ts'

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
  /** See CoordinatorOptions; a simulation brings its own. */
  drawSeed?: (() => Uint8Array<ArrayBuffer>) | undefined
}

const OWNER = ''
/** The coordinator is asked how its block peers are for so long. */
const STATUS_MS = 1_000
const NOT_HEARD = { silentMs: 0, toldMs: 0, blocks: 0, bytes: 0, repair: undefined }

/**
 * Knows who is on the ring and what file names mean; file bytes and hash lists never stay here. Started empty, it
 * reads its names back from the ring before it answers for them.
 */
export class MetadataPeer {
  readonly #network: Network
  readonly #names: NameStore
  readonly #keeping: RecordKeeping
  readonly #stopped = new AbortController()
  readonly #authority: Authority
  readonly #commits: Commits
  readonly #collections: Collections
  readonly #reader: BlockReader

  constructor(options: MetadataPeerOptions) {
    const { network, privateKey } = options
    this.#network = network
    const names = options.names ?? new MemoryNames(network.clock)
    this.#names = names
    this.#keeping = new RecordKeeping(network, privateKey, this.#stopped.signal)
    this.#authority = new Authority({ ...options, names, keeping: this.#keeping })
    const generation = () => this.#authority.newest?.generation ?? 0
    this.#commits = new Commits(names, this.#keeping, network.clock, generation)
    const own = { authority: this.#authority, commits: this.#commits }
    this.#collections = new Collections({ ...options, ...own, names })
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

  #handlers(): Handler[] {
    return [
      handler(metadata.JOIN, async (request, _, { peer }) => {
        const { coordinator } = this.#authority
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
      handler(metadata.COMMIT, async (request) => {
        const view = await this.#authority.ready()
        return {
          response: { record: await this.#commits.commit(request, view, this.#network.clock.wallNow()) },
        }
      }),
      handler(metadata.STAT, async ({ name, id, deleted }) => ({
        response: { record: await (id.length > 0 ? this.#byId(id) : this.#named(name, deleted)) },
      })),
      handler(metadata.LIST, async ({ prefix, after, countMax }) => {
        await this.#authority.ready()
        const { records, next } = await this.#names.list(
          OWNER,
          prefix,
          after,
          Math.min(Math.max(countMax, 1), LIST_PAGE_MAX),
        )
        // A page of long histories would be more than a frame holds.
        return { response: { records: records.map(withoutHistory), next: next ?? '' } }
      }),
      handler(metadata.LOCATE, async (request, _, { signal }) => {
        const root = request.root.length > 0 ? request.root : (await this.#named(request.name)).root
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

  async #byId(id: Uint8Array): Promise<FileRecord> {
    await this.#authority.ready()
    const record = await this.#names.byId(id)
    if (record !== undefined) return record
    throw new TritonError('NotFound', `there is no file with the id ${Buffer.from(id).toString('hex')}`)
  }

  /** Who is to be asked instead. Throws `Busy` while nobody is the coordinator. */
  #elsewhere(): MetadataPeerInfo {
    const { elsewhere } = this.#authority
    if (elsewhere !== undefined) return elsewhere
    throw new TritonError('Busy', 'the metadata peers are choosing their coordinator')
  }

  /** A live file, or what is left of one, where `deleted` is said. */
  async #named(name: string, deleted = false): Promise<FileRecord> {
    await this.#authority.ready()
    const record = await this.#names.get(OWNER, name)
    if (record === undefined || (record.state !== RecordState.LIVE && !deleted))
      throw new TritonError('NotFound', `there is no file '${name}'`, { hint: 'tt ls lists what is there' })
    return record
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
      heartbeatMs: coordinator?.heartbeatMs ?? 0,
      graceMs: coordinator?.graceMs ?? 0,
      collections: this.#collections.reports(),
      generation: view?.generation ?? 0,
      generationMs: this.#collections.generationMs,
      collectionObstacle: this.#collections.obstacle ?? '',
      peers: (view?.members ?? []).map((member) => peerStatus(member, coordinator)),
    }
  }
}

function withoutHistory(record: FileRecord): FileRecord {
  return record.history.length === 0 ? record : { ...record, history: [] }
}

function peerStatus(
  { id, addresses, state, weight, zone, draining }: Member,
  coordinator: Coordinator | undefined,
): PeerStatus {
  const { silentMs, toldMs, blocks, bytes, repair } = coordinator?.presence.of(id) ?? NOT_HEARD
  return {
    ...{ id, addresses, state, weight, zone, draining, blocks, bytes },
    silentMs: Math.round(silentMs),
    toldMs: Math.round(toldMs),
    ...(repair === undefined ? {} : { repair }),
  }
}
