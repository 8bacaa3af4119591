import { TritonError } from '../errors.ts'
import { GENERATION_LOOK_MS, GENERATION_MS_DEFAULT, TRIM_EVERY_MS } from '../limits.ts'
import { printable } from '../names/file-name.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import type { CollectionReport, RootsRequest, RootsResponse } from '../wire/generated/tritonring.ts'
import type { Authority } from './authority.ts'
import type { Commits } from './commit.ts'
import { LiveRoots } from './live-roots.ts'
import { Trimming } from './trimming.ts'

export interface CollectionsOptions {
  network: Network
  names: NameStore
  commits: Commits
  authority: Authority
  /** How long a generation lasts. */
  generationMs?: number | undefined
}

/** What the coordinator does for collection: it begins generations, tells block peers the live roots, and trims records. */
export class Collections {
  readonly generationMs: number
  readonly #network: Network
  readonly #authority: Authority
  readonly #roots: LiveRoots
  /** Since when this peer has gone by the present generation. */
  #began = { generation: 0, atMs: 0 }
  readonly #trimming: Trimming
  #trimAtMs: number
  #trimmingNow = false
  readonly #stopped = new AbortController()
  #stop = () => {}

  constructor({ network, names, commits, authority, generationMs }: CollectionsOptions) {
    this.#network = network
    this.#authority = authority
    this.#roots = new LiveRoots(names, commits, network.clock)
    this.#trimming = new Trimming(names, commits, network.clock)
    this.#trimAtMs = network.clock.now() + TRIM_EVERY_MS
    this.generationMs = generationMs ?? GENERATION_MS_DEFAULT
  }

  start(): void {
    const againMs = Math.min(GENERATION_LOOK_MS, this.generationMs / 4)
    this.#stop = this.#network.clock.after(againMs, () => {
      this.start()
      void this.#raiseWhenDue().catch(() => {})
      void this.#trimWhenDue().catch(() => {})
    })
  }

  stop(): void {
    this.#stopped.abort()
    this.#stop()
    this.#stop = () => {}
  }

  /** Why nothing can be collected now; undefined where nothing stands in the way. */
  get obstacle(): string | undefined {
    const { coordinator, rebuilding } = this.#authority
    if (coordinator === undefined) return 'this metadata peer is not the coordinator'
    if (rebuilding) return 'the names are being read back from the ring'
    return coordinator.obstacle
  }

  /** Begins a generation, whenever the last one began. Throws `Busy` where something stands in the way. */
  async raise(): Promise<number> {
    this.#check()
    return (await this.#authority.coordinator!.raise()).generation
  }

  /** ROOTS: for a block peer that goes by the very view that this coordinator has. Throws `Busy` with what is in the way. */
  async roots(
    request: RootsRequest,
    epoch: number,
  ): Promise<{ response: RootsResponse; payload: Uint8Array }> {
    const view = await this.#authority.ready()
    const checkAll = () => {
      this.#check()
      const { newest } = this.#authority
      if (newest !== view || request.generation !== view.generation || epoch !== view.epoch)
        throw new TritonError('Busy', `the view has changed: this is epoch ${newest?.epoch}, not ${epoch}`)
    }
    checkAll()
    if (request.nameOf.length > 0) {
      const name = await this.#roots.nameOf(request.nameOf)
      return { response: { list: 0, count: 0, name: printable(name ?? '') }, payload: new Uint8Array(0) }
    }
    const { list, count, keys } = await this.#roots.page(request, view.generation)
    checkAll()
    return { response: { list, count, name: '' }, payload: keys }
  }

  /** What the members have told of their collections. */
  reports(): CollectionReport[] {
    const { coordinator, newest } = this.#authority
    return (newest?.members ?? []).flatMap(({ id }) => {
      const { collection, toldMs } = coordinator?.presence.of(id) ?? {}
      if (collection === undefined) return []
      const endedMs = collection.endedMs === 0 ? 0 : Math.round(collection.endedMs + (toldMs ?? 0))
      return [{ ...collection, peer: id, endedMs }]
    })
  }

  #check(): void {
    const { obstacle } = this
    if (obstacle !== undefined) throw new TritonError('Busy', `nothing can be collected now: ${obstacle}`)
  }

  async #trimWhenDue(): Promise<void> {
    const { coordinator, rebuilding, newest } = this.#authority
    const { clock } = this.#network
    if (coordinator === undefined || rebuilding || newest === undefined) return
    if (this.#trimmingNow || clock.now() < this.#trimAtMs) return
    this.#trimmingNow = true
    await this.#trimming.trim(newest, this.#stopped.signal).finally(() => {
      this.#trimmingNow = false
      this.#trimAtMs = clock.now() + TRIM_EVERY_MS
    })
  }

  async #raiseWhenDue(): Promise<void> {
    const now = this.#network.clock.now()
    const generation = this.#authority.coordinator?.view?.generation
    if (generation === undefined) return
    if (generation !== this.#began.generation) this.#began = { generation, atMs: now }
    if (now - this.#began.atMs >= this.generationMs && this.obstacle === undefined) await this.raise()
  }
}
