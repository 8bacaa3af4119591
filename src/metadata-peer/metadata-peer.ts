import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import { LIST_PAGE_MAX } from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import { Suspicion } from '../membership/suspicion.ts'
import { MemoryNames } from '../names/memory.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import { type Handler, handler } from '../rpc/server.ts'
import { BlockReader } from '../transfer/block-reader.ts'
import {
  type FileRecord,
  type MetadataPeerInfo,
  RecordState,
  type StatusResponse,
} from '../wire/generated/tritonring.ts'
import * as metadata from '../wire/metadata.ts'
import { Authority } from './authority.ts'
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
  /** See CoordinatorOptions; a simulation brings its own. */
  drawSeed?: (() => Uint8Array<ArrayBuffer>) | undefined
}

const OWNER = ''
/** The coordinator is asked how its block peers are for so long. */
const STATUS_MS = 1_000
const NOT_HEARD = { silentMs: 0, blocks: 0, bytes: 0 }

/**
 * Knows who is on the ring and what file names mean; file bytes and hash lists never stay here. Started empty, it
 * reads its names back from the ring before it answers for them.
 */
export class MetadataPeer {
  readonly #network: Network
  readonly #names: NameStore
  readonly #authority: Authority
  readonly #commits: Commits
  readonly #reader: BlockReader

  constructor(options: MetadataPeerOptions) {
    const { network, privateKey, heartbeatMs, drawSeed } = options
    this.#network = network
    this.#names = options.names ?? new MemoryNames(network.clock)
    const keeping = new RecordKeeping(network, privateKey)
    const names = this.#names
    this.#authority = new Authority({ network, privateKey, names, keeping, heartbeatMs, drawSeed })
    this.#commits = new Commits(names, keeping)
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

  /** Throws what the name store throws when it cannot be opened. */
  async start(): Promise<void> {
    await this.#names.open()
    await this.#network.start()
    await this.#authority.start()
  }

  async stop(): Promise<void> {
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
        return { response: { view: view.signed, heartbeatMs: coordinator.heartbeatMs } }
      }),
      handler(metadata.HEARTBEAT, async ({ incarnation, blocks, bytes }, _, { peer, epoch }) => {
        const { coordinator } = this.#authority
        if (coordinator === undefined)
          throw new TritonError('NotFound', 'this metadata peer is not the coordinator: join again')
        const view = await coordinator.heartbeat(peer, incarnation, { blocks, bytes })
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
      handler(metadata.STAT, async ({ name }) => ({ response: { record: await this.#live(name) } })),
      handler(metadata.LIST, async ({ prefix, after, countMax }) => {
        await this.#authority.ready()
        const { records, next } = await this.#names.list(
          OWNER,
          prefix,
          after,
          Math.min(Math.max(countMax, 1), LIST_PAGE_MAX),
        )
        return { response: { records, next: next ?? '' } }
      }),
      handler(metadata.LOCATE, async (request, _, { signal }) => {
        const root = request.root.length > 0 ? request.root : (await this.#live(request.name)).root
        return locate(this.#reader, this.#authority.view(), root, request, signal)
      }),
      handler(metadata.STATUS, async ({ forwarded }) => ({ response: await this.#status(forwarded) })),
    ]
  }

  /** Who is to be asked instead. Throws `Busy` while nobody is the coordinator. */
  #elsewhere(): MetadataPeerInfo {
    const { elsewhere } = this.#authority
    if (elsewhere !== undefined) return elsewhere
    throw new TritonError('Busy', 'the metadata peers are choosing their coordinator')
  }

  async #live(name: string): Promise<FileRecord> {
    await this.#authority.ready()
    const record = await this.#names.get(OWNER, name)
    if (record?.state !== RecordState.LIVE)
      throw new TritonError('NotFound', `there is no file '${name}'`, { hint: 'tt ls lists what is there' })
    return record
  }

  /** The coordinator knows how its block peers are; without it the view has to do. */
  async #status(forwarded: boolean): Promise<Partial<StatusResponse>> {
    const { elsewhere } = this.#authority
    if (elsewhere === undefined || forwarded) return this.#ownStatus()
    const request = { forwarded: true }
    const answer = this.#network.call(elsewhere.id, metadata.STATUS, request, { deadlineMs: STATUS_MS })
    return answer.then(({ response }) => response).catch(() => this.#ownStatus())
  }

  async #ownStatus(): Promise<Partial<StatusResponse>> {
    const { newest: view, coordinator, rebuilding } = this.#authority
    return {
      term: view?.term ?? 0,
      epoch: view?.epoch ?? 0,
      replicas: view?.replicas ?? 0,
      files: await this.#names.size(),
      rebuilding,
      peers: (view?.members ?? []).map(({ id, addresses, state }) => {
        const { silentMs, blocks, bytes } = coordinator?.presence(id) ?? NOT_HEARD
        return { id, addresses, state, blocks, bytes, silentMs: Math.round(silentMs) }
      }),
    }
  }
}
