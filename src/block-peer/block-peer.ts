import { TritonError } from '../errors.ts'
import { Membership } from '../membership/membership.ts'
import { Suspicion } from '../membership/suspicion.ts'
import type { OverlayView } from '../membership/view.ts'
import type { Network } from '../rpc/network.ts'
import { type Handler, handler } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import * as blocks from '../wire/blocks.ts'
import { checkKeys, get } from './get.ts'
import { type PutPlace, put, replicate } from './put.ts'
import { RecordShelf } from './record-shelf.ts'
import { scan } from './scan.ts'

export interface BlockPeerOptions {
  network: Network
  store: BlockStore
  /** Multiaddrs of metadata peers. */
  bootstrap: readonly string[]
  /** Capacity relative to the others. Default 1. */
  weight?: number | undefined
  zone?: string | undefined
  /** Grows with each start of this identity: see `DataDirectory.nextIncarnation`. Default: the wall clock. */
  incarnation?: number | undefined
}

/** Keeps blocks by their keys, and name records for the metadata peers; knows nothing of files. */
export class BlockPeer {
  readonly #network: Network
  readonly #store: BlockStore
  readonly #membership: Membership
  readonly #records = new RecordShelf()
  readonly #place: PutPlace
  #startedMs = 0

  constructor(options: BlockPeerOptions) {
    const { network, store } = options
    this.#network = network
    this.#store = store
    this.#membership = new Membership({ ...options, held: () => this.#held() })
    this.#place = {
      network,
      store,
      suspicion: new Suspicion(network),
      view: () => this.#view(),
      learn: (signed) => this.#membership.learn(signed),
    }
    network.tellEpoch(() => this.#membership.view?.epoch ?? 0)
    network.serve(blocks.BLOCKS_PROTOCOL, this.#handlers())
  }

  get id(): string {
    return this.#network.id
  }

  get addresses(): readonly string[] {
    return this.#network.addresses
  }

  /** Listens, joins the overlay, and resolves when this peer is on the ring. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#network.start()
    this.#startedMs = this.#network.clock.now()
    await this.#membership.start(signal)
  }

  async stop(): Promise<void> {
    await this.#membership.stop()
    await this.#network.stop()
    await this.#store.close()
  }

  #handlers(): Handler[] {
    const store = this.#store
    return [
      handler(blocks.PUT, (request, payload, context) => put(this.#place, request, payload, context)),
      handler(blocks.REPLICATE, (request, payload) => replicate(this.#place, request, payload)),
      handler(blocks.GET, (request, keys) => get(store, request, keys)),
      handler(blocks.HAS, async (_, keys) => {
        checkKeys(keys)
        return { response: {}, payload: await store.has(keys) }
      }),
      handler(blocks.DELETE, async (_, keys) => {
        checkKeys(keys)
        return { response: { deleted: await store.delete(keys) } }
      }),
      handler(blocks.SCAN, (request) => scan(store, request)),
      handler(blocks.STATISTICS, () => ({ response: this.#statistics() })),
      handler(blocks.VIEW_PUSH, async ({ view }) => {
        if (view !== undefined) await this.#membership.learn(view)
        return { response: { epoch: this.#membership.view?.epoch ?? 0 } }
      }),
      handler(blocks.VIEW_PULL, () => ({ response: { view: this.#view().signed } })),
      handler(blocks.RECORD_PUT, async ({ records }) => {
        let kept = 0
        for (const record of records)
          if (await this.#records.keep(record, (signer, term) => this.#mayCommit(signer, term))) kept++
        return { response: { kept } }
      }),
      handler(blocks.RECORD_SCAN, ({ after, countMax }) => {
        const { records, next } = this.#records.page(after, countMax)
        return {
          response: { records, ...(next === undefined ? {} : { next: next as Uint8Array<ArrayBuffer> }) },
        }
      }),
    ]
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

  #held(): { blocks: number; bytes: number } {
    const { blocks, bytes } = this.#store.statistics()
    return { blocks, bytes }
  }

  #statistics() {
    return {
      ...this.#store.statistics(),
      records: this.#records.size,
      epoch: this.#membership.view?.epoch ?? 0,
      uptimeMs: Math.round(this.#network.clock.now() - this.#startedMs),
    }
  }
}
