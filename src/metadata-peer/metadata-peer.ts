import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import { LIST_PAGE_MAX, REJOIN_MS_MAX } from '../limits.ts'
import { Coordinator } from '../membership/coordinator.ts'
import type { Overlay } from '../membership/overlay.ts'
import { Suspicion } from '../membership/suspicion.ts'
import type { OverlayView } from '../membership/view.ts'
import { MemoryNames } from '../names/memory.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import { type Handler, handler } from '../rpc/server.ts'
import { BlockReader } from '../transfer/block-reader.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import * as metadata from '../wire/metadata.ts'
import { Commits } from './commit.ts'
import { locate } from './locate.ts'
import { rebuild } from './rebuild.ts'
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
/**
 * So long after its start a metadata peer that has heard of no older world keeps questions about names waiting: by then
 * block peers that remember one are back (REJOIN_MS_MAX).
 */
const NEW_WORLD_MS = 2 * REJOIN_MS_MAX

/**
 * Knows who is on the ring and what file names mean; file bytes and hash lists never stay here. Started empty, it
 * reads its names back from the ring before it answers for them.
 */
export class MetadataPeer {
  readonly #network: Network
  readonly #coordinator: Coordinator
  readonly #names: NameStore
  readonly #keeping: RecordKeeping
  readonly #commits: Commits
  readonly #reader: BlockReader
  readonly #stopped = new AbortController()
  /** Resolves when no older world is to be expected any more, or one goes on. */
  #settle = () => {}
  #stopWaiting = () => {}
  readonly #settled = new Promise<void>((resolve) => {
    this.#settle = resolve
  })
  /** Resolves when the names are complete; replaced when an older view is adopted. */
  #complete: Promise<void> = Promise.resolve()
  #rebuilding = false

  constructor(options: MetadataPeerOptions) {
    const { network, privateKey, heartbeatMs, drawSeed } = options
    this.#network = network
    this.#names = options.names ?? new MemoryNames(network.clock)
    let before: OverlayView | undefined
    this.#coordinator = new Coordinator({
      network,
      privateKey,
      heartbeatMs,
      drawSeed,
      onView: (view, adopted) => {
        if (adopted !== undefined) this.#rebuild(view, adopted)
        else void this.#keeping.move(this.#names.all(), before, view)
        before = view
      },
    })
    this.#keeping = new RecordKeeping(network, privateKey)
    this.#commits = new Commits(this.#names, this.#keeping)
    const overlay: Overlay = {
      network,
      suspicion: new Suspicion(network),
      view: () => this.#view(),
      learn: async () => {},
    }
    this.#reader = new BlockReader(overlay)
    network.tellEpoch(() => this.#coordinator.view?.epoch ?? 0)
    network.serve(metadata.METADATA_PROTOCOL, this.#handlers())
  }

  get id(): string {
    return this.#network.id
  }

  get addresses(): readonly string[] {
    return this.#network.addresses
  }

  async start(): Promise<void> {
    await this.#network.start()
    this.#coordinator.start()
    this.#stopWaiting = this.#network.clock.after(NEW_WORLD_MS, () => this.#settle())
  }

  async stop(): Promise<void> {
    this.#stopped.abort(new TritonError('Aborted', 'this peer stops'))
    this.#stopWaiting()
    this.#coordinator.stop()
    await this.#network.stop()
  }

  #handlers(): Handler[] {
    const coordinator = this.#coordinator
    return [
      handler(metadata.JOIN, async (request, _, { peer }) => {
        const view = await coordinator.join(peer, request)
        return { response: { view: view.signed, heartbeatMs: coordinator.heartbeatMs } }
      }),
      handler(metadata.HEARTBEAT, async ({ incarnation, blocks, bytes }, _, { peer, epoch }) => {
        const view = await coordinator.heartbeat(peer, incarnation, { blocks, bytes })
        return { response: epoch < view.epoch ? { view: view.signed } : {} }
      }),
      handler(metadata.LEAVE, async ({ incarnation }, _, { peer }) => {
        await coordinator.leave(peer, incarnation)
        return { response: {} }
      }),
      handler(metadata.VIEW, () => {
        const { view } = coordinator
        return { response: view === undefined ? {} : { view: view.signed } }
      }),
      handler(metadata.COMMIT, async (request) => {
        const view = await this.#ready()
        return {
          response: { record: await this.#commits.commit(request, view, this.#network.clock.wallNow()) },
        }
      }),
      handler(metadata.STAT, async ({ name }) => ({ response: { record: await this.#live(name) } })),
      handler(metadata.LIST, async ({ prefix, after, countMax }) => {
        await this.#ready()
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
        return locate(this.#reader, this.#view(), root, request, signal)
      }),
      handler(metadata.STATUS, async () => ({ response: await this.#status() })),
    ]
  }

  #view(): OverlayView {
    const { view } = this.#coordinator
    if (view === undefined) {
      throw new TritonError('Unavailable', 'no block peer has joined yet', {
        hint: 'start some: tt block --bootstrap ADDRESS',
      })
    }
    return view
  }

  /** Resolves with the view when names can be answered for. */
  async #ready(): Promise<OverlayView> {
    this.#view()
    await this.#settled
    if (this.#coordinator.awaitsOlderWorld) {
      throw new TritonError('Unavailable', 'too few block peers are back to know what names mean', {
        hint: 'tt status shows who is there; start the others',
      })
    }
    await this.#complete
    return this.#view()
  }

  async #live(name: string): Promise<FileRecord> {
    await this.#ready()
    const record = await this.#names.get(OWNER, name)
    if (record?.state !== RecordState.LIVE)
      throw new TritonError('NotFound', `there is no file '${name}'`, { hint: 'tt ls lists what is there' })
    return record
  }

  /** Another coordinator's world goes on here: its names come from the ring, and get this peer's signature. */
  #rebuild(view: OverlayView, adopted: OverlayView): void {
    this.#rebuilding = true
    this.#settle()
    const signers = new Set([this.#network.id, adopted.coordinator])
    this.#complete = rebuild(this.#names, this.#network, view, signers, this.#stopped.signal)
      .then(() => {
        this.#rebuilding = false
        void this.#keeping.move(this.#names.all(), undefined, this.#coordinator.view ?? view)
      })
      .catch(() => {})
  }

  async #status() {
    const view = this.#coordinator.view
    return {
      term: view?.term ?? 0,
      epoch: view?.epoch ?? 0,
      replicas: view?.replicas ?? 0,
      files: await this.#names.size(),
      rebuilding: this.#rebuilding,
      peers: (view?.members ?? []).map(({ id, addresses, state }) => {
        const { silentMs, blocks, bytes } = this.#coordinator.presence(id)
        return { id, addresses, state, blocks, bytes, silentMs: Math.round(silentMs) }
      }),
    }
  }
}
