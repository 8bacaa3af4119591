import { FreezableClock } from '../harness/freezable-clock.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import type { Setting } from './setting.ts'
import { SimulatedStore } from './simulated-store.ts'

/** Short intervals: a minute of a cluster's life in seconds. */
export const HEARTBEAT_MS = 500
const GRACE_MS = 1_000

interface Trouble {
  underWay: number
  endedMs: number
}

const NO_TROUBLE: Trouble = { underWay: 0, endedMs: Number.NEGATIVE_INFINITY }

/** A cluster of the true roles on simulated clocks, disks and links, with everything that faults and checkers need of it. */
export class World {
  readonly cluster: MemoryCluster
  /** Disks, by the block peers' indexes. */
  readonly stores: SimulatedStore[]
  /** Connections break now and then. */
  losesWords = false
  readonly #clocks: FreezableClock[]
  readonly #running = new Set<number>()
  /** What happens to peers, by their ids. */
  readonly #troubles = new Map<string, Trouble>()

  private constructor(cluster: MemoryCluster, stores: SimulatedStore[], clocks: FreezableClock[]) {
    this.cluster = cluster
    this.stores = stores
    this.#clocks = clocks
    for (let index = 0; index < cluster.blockPeers.length; index++) this.#running.add(index)
  }

  static async start(seed: number, { peers, weightOf, zoneOf, generationMs }: Setting): Promise<World> {
    const stores: SimulatedStore[] = []
    const clocks: FreezableClock[] = []
    const cluster = await MemoryCluster.start({
      ...{ seed, blockPeers: peers, heartbeatMs: HEARTBEAT_MS, graceMs: GRACE_MS, generationMs },
      peer: (index) => ({ weight: weightOf(index), zone: zoneOf(index) }),
      store: (index) => {
        stores[index] ??= new SimulatedStore()
        return stores[index]
      },
      clock: (index, clock) => {
        clocks[index] = new FreezableClock(clock)
        return clocks[index]
      },
    })
    return new World(cluster, stores, clocks)
  }

  get nowMs(): number {
    return this.cluster.clock.now()
  }

  /** Indexes of block peers whose processes run, frozen ones too. */
  get running(): number[] {
    return [...this.#running]
  }

  /** When something last happened to a peer that may have kept it from answering: now, while it does. */
  troubledMs(id: string): number {
    const { underWay, endedMs } = this.#troubles.get(id) ?? NO_TROUBLE
    return underWay > 0 ? this.nowMs : endedMs
  }

  /** Says that something happens to a peer, or is over. */
  #trouble(id: string, over: boolean): void {
    const { underWay } = this.#troubles.get(id) ?? NO_TROUBLE
    this.#troubles.set(id, { underWay: underWay + (over ? -1 : 1), endedMs: this.nowMs })
  }

  /** Cuts a link, or mends it. One to the coordinator alone is no reason to evict anybody, unless witnesses are lost too. */
  cut(from: string, to: string): void {
    for (const id of this.#troubledBy(from, to)) this.#trouble(id, false)
    this.cluster.network.cut(from, to)
  }

  mend(from: string, to: string): void {
    for (const id of this.#troubledBy(from, to)) this.#trouble(id, true)
    this.cluster.network.mend(from, to)
  }

  #troubledBy(from: string, to: string): string[] {
    const ids = [from, to]
    return ids.includes(this.cluster.metadataId) && !this.losesWords ? [] : ids
  }

  crash(index: number): void {
    this.#trouble(this.cluster.blockPeerId(index), false)
    this.#running.delete(index)
    this.cluster.crash(index)
  }

  /** Starts a block peer, again or for the first time; resolves when it is on the ring. */
  async restart(index: number): Promise<void> {
    const wasThere = this.cluster.blockPeers[index] !== undefined
    this.#running.add(index)
    await this.cluster.restart(index)
    if (wasThere) this.#trouble(this.cluster.blockPeerId(index), true)
  }

  freeze(index: number): void {
    this.#trouble(this.cluster.blockPeerId(index), false)
    this.#clocks[index]!.freeze()
    this.cluster.isolate(index)
  }

  thaw(index: number): void {
    this.cluster.reconnect(index)
    this.#clocks[index]!.thaw()
    this.#trouble(this.cluster.blockPeerId(index), true)
  }

  freezeMetadata(): void {
    this.cluster.metadataClock.freeze()
    this.#withMetadata((one, other) => this.cluster.network.cut(one, other))
  }

  thawMetadata(): void {
    this.#withMetadata((one, other) => this.cluster.network.mend(one, other))
    this.cluster.metadataClock.thaw()
  }

  /** By what everybody has told: all that run are on the ring and alive, and every copy is in its place. */
  async isHealed(): Promise<boolean> {
    const { metadata } = this.cluster
    const view = metadata?.view
    if (view === undefined || view.previous.length > 0) return false
    const { peers = [], recordsBacklog, rebuilding } = await metadata!.status()
    if (rebuilding || recordsBacklog !== 0 || peers.length !== this.#running.size) return false
    return peers.every(
      ({ state, repair }) =>
        state === 'ALIVE' &&
        repair?.settled === view.ringEpoch &&
        !repair.comparing &&
        repair.backlogBlocks === 0,
    )
  }

  /** By what everybody has told: any one peer can be lost, and every file stays. */
  async isSafe(): Promise<boolean> {
    const keepers = this.cluster.metadata?.view?.members.filter(({ draining }) => !draining) ?? []
    if (keepers.length < 2 || !(await this.isHealed())) return false
    const { peers = [] } = await this.cluster.metadata!.status()
    return peers.every(({ repair }) => repair?.corruptBlocks === 0)
  }

  /** On how many running peers a block is as it should be; its key in hex. */
  goodCopies(key: string): number {
    return this.running.filter((index) => this.stores[index]!.isRight(key)).length
  }

  /** Lets time pass until `work` ends. */
  async run<Result>(work: Promise<Result>, limitMs: number): Promise<Result> {
    let ended = false
    const note = () => {
      ended = true
    }
    work.then(note, note)
    await this.cluster.clock.advanceUntil(() => ended, limitMs)
    if (!ended) throw new Error(`not ended after ${limitMs} ms`)
    return work
  }

  #withMetadata(each: (one: string, other: string) => void): void {
    const ids = this.cluster.blockPeers.map((_, index) => this.cluster.blockPeerId(index))
    for (const id of [...ids, 'client-0', 'client-1']) {
      each(this.cluster.metadataId, id)
      each(id, this.cluster.metadataId)
    }
  }
}
