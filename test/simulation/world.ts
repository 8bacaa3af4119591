import { healthOf } from '../../src/cli/health.ts'
import { pause } from '../../src/clock.ts'
import type { OverlayStatus } from '../../src/index.ts'
import type { LinkFaults } from '../../src/rpc/memory-link.ts'
import { MemberState, type PeerStatus } from '../../src/wire/generated/tritonring.ts'
import { FreezableClock } from '../harness/freezable-clock.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { Bell } from './bell.ts'
import type { Setting } from './setting.ts'
import { NotesOnDisk, SimulatedNotes } from './simulated-notes.ts'
import { SimulatedStore } from './simulated-store.ts'
import { UnsyncedWrites } from './unsynced-writes.ts'

/** Short intervals: a minute of a cluster's life in seconds. */
export const HEARTBEAT_MS = 500
const GRACE_MS = 1_000
const SYNC_SEED = 0xd15c

interface Trouble {
  underWay: number
  endedMs: number
}

/** Of the workload; a peer that stands still hears nothing of them either. */
const CLIENT_IDS = ['client-0', 'client-1']

const NO_TROUBLE: Trouble = { underWay: 0, endedMs: Number.NEGATIVE_INFINITY }

/** A cluster of the true roles on simulated clocks, disks and links, with everything that faults and checkers need of it. */
export class World {
  readonly cluster: MemoryCluster
  /** Disks, by the block peers' indexes. */
  readonly stores: SimulatedStore[]
  /** Connections break now and then. */
  losesWords = false
  /** Rings when something has just happened that whoever acts at once may suffer from. */
  readonly bell = new Bell()
  /** Rings when a name was committed. */
  readonly committed = new Bell()
  /** Called after each step of the clock. */
  onStep = () => {}
  #usualFaults: Partial<LinkFaults> = {}
  /** Links that were slow once: they have faults of their own. */
  readonly #slowed = new Map<string, readonly [from: string, to: string]>()
  readonly #clocks: FreezableClock[]
  readonly #running = new Set<number>()
  /** Block peers that stand still since the power went, and will come back with what their disks keep. */
  readonly powerless = new Set<number>()
  /** By the block peers' indexes, where they have any. */
  readonly #notes: SimulatedNotes[]
  #starting = 0
  /** What happens to peers, by their ids. */
  readonly #troubles = new Map<string, Trouble>()

  private constructor(
    cluster: MemoryCluster,
    stores: SimulatedStore[],
    notes: SimulatedNotes[],
    clocks: FreezableClock[],
  ) {
    this.cluster = cluster
    this.stores = stores
    this.#notes = notes
    this.#clocks = clocks
    for (let index = 0; index < cluster.blockPeers.length; index++) this.#running.add(index)
  }

  static async start(seed: number, setting: Setting): Promise<World> {
    const { peers, weightOf, zoneOf, generationMs, syncMsMax } = setting
    const random = seededRandom(seed ^ SYNC_SEED)
    const stores: SimulatedStore[] = []
    const notes: SimulatedNotes[] = []
    const clocks: FreezableClock[] = []
    const peer = (index: number) => {
      const place = { weight: weightOf(index), zone: zoneOf(index) }
      if (syncMsMax === undefined) return place
      const writes = () => new UnsyncedWrites(clocks[index]!, random, syncMsMax)
      stores[index]!.writes = writes()
      notes[index] = new SimulatedNotes(notes[index]?.disk ?? new NotesOnDisk(), writes())
      return { ...place, notes: notes[index] }
    }
    const cluster = await MemoryCluster.start({
      ...{ seed, blockPeers: peers, heartbeatMs: HEARTBEAT_MS, graceMs: GRACE_MS, generationMs },
      peer,
      store: (index) => {
        stores[index] ??= new SimulatedStore()
        return stores[index]
      },
      clock: (index, clock) => {
        const wallOffMs = clocks[index]?.wallOffMs ?? 0
        clocks[index] = new FreezableClock(clock)
        clocks[index].wallOffMs = wallOffMs
        return clocks[index]
      },
    })
    return new World(cluster, stores, notes, clocks)
  }

  get nowMs(): number {
    return this.cluster.clock.now()
  }

  /** Indexes of block peers whose processes run, frozen ones too. */
  get running(): number[] {
    return [...this.#running]
  }

  /** Whether some block peer is being started. */
  get isStarting(): boolean {
    return this.#starting > 0
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

  /** What goes wrong on every link that is not slow. */
  setFaults(faults: Partial<LinkFaults>): void {
    this.#usualFaults = faults
    this.losesWords ||= (faults.loss ?? 0) > 0
    this.cluster.network.setFaults(faults)
    for (const link of this.#slowed.values()) this.cluster.network.setLinkFaults(...link, faults)
  }

  /** What `from` sends to `to` takes `delayMs`; undefined: as long as usual again. */
  slow(from: string, to: string, delayMs: number | undefined): void {
    for (const id of [from, to]) this.#trouble(id, delayMs === undefined)
    this.#slowed.set(`${from} ${to}`, [from, to])
    const slowness = delayMs === undefined ? {} : { delayMs }
    this.cluster.network.setLinkFaults(from, to, { ...this.#usualFaults, ...slowness })
  }

  crash(index: number): void {
    this.#trouble(this.cluster.blockPeerId(index), false)
    this.#running.delete(index)
    this.stores[index]!.writes?.cutPower()
    this.#notes[index]?.cutPower()
    this.cluster.crash(index)
  }

  /** Nothing that a block peer, which does not run, had on its disk is there any more. */
  loseDisk(index: number): void {
    this.stores[index]!.wipe()
    this.#notes[index]?.disk.wipe()
  }

  /** A block peer says that it goes, and goes. */
  async leave(index: number): Promise<void> {
    this.#trouble(this.cluster.blockPeerId(index), false)
    await this.cluster.leave(index)
    this.#running.delete(index)
  }

  /** Starts another process with a block peer's identity and an empty disk; resolves when the older one is fenced. */
  async startTwin(index: number): Promise<void> {
    this.#trouble(this.cluster.blockPeerId(index), false)
    const { fenced, clock } = this.cluster
    const before = fenced.length
    this.stores[index] = new SimulatedStore()
    delete this.#notes[index]
    await this.cluster.restart(index)
    while (fenced.length === before) await pause(clock, 50)
    this.#trouble(this.cluster.blockPeerId(index), true)
  }

  /** Starts a block peer, again or for the first time; resolves when it is on the ring. */
  async restart(index: number): Promise<void> {
    const wasThere = this.cluster.blockPeers[index] !== undefined
    this.#running.add(index)
    this.#starting++
    await this.cluster.restart(index)
    this.#starting--
    if (wasThere) this.#trouble(this.cluster.blockPeerId(index), true)
  }

  /** Sets one peer's wall clock off by so much; 0: sets it right. It stays so when the peer starts anew. */
  skew(index: number | 'metadata', wallOffMs: number): void {
    const clock = index === 'metadata' ? this.cluster.metadataClock : this.#clocks[index]!
    clock.wallOffMs = wallOffMs
  }

  freeze(index: number): void {
    this.#trouble(this.cluster.blockPeerId(index), false)
    this.#clocks[index]!.freeze()
    this.cluster.isolate(index)
    this.#withClients(this.cluster.blockPeerId(index), (one, other) => this.cluster.network.cut(one, other))
  }

  thaw(index: number): void {
    this.cluster.reconnect(index)
    this.#withClients(this.cluster.blockPeerId(index), (one, other) => this.cluster.network.mend(one, other))
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
    const { peers = [], recordsBacklog, rebuilding, lastHolders = [] } = await metadata!.status()
    if (rebuilding || recordsBacklog !== 0 || lastHolders.length > 0) return false
    if (peers.length !== this.#running.size) return false
    return peers.every(
      ({ state, repair }) =>
        state === 'ALIVE' &&
        repair?.settled === view.ringEpoch &&
        !repair.comparing &&
        repair.backlogBlocks === 0,
    )
  }

  /** Whether `tt status` says that any one peer can be lost, and every file stays. */
  async saysSafe(): Promise<boolean> {
    const { metadata } = this.cluster
    if (metadata?.view === undefined) return false
    const status = (await metadata.status()) as Omit<OverlayStatus, 'peers'> & { peers: PeerStatus[] }
    const peers = status.peers.map((peer) => {
      const state = peer.state === MemberState.ALIVE ? ('alive' as const) : ('suspect' as const)
      return { ...peer, state, repair: peer.repair }
    })
    return (healthOf({ ...status, peers }).losable ?? 0) >= 1
  }

  /** The same, and all that run are on the ring. */
  async isSafe(): Promise<boolean> {
    return (await this.isHealed()) && (await this.saysSafe())
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
    const isOver = () => {
      this.onStep()
      return ended
    }
    await this.cluster.clock.advanceUntil(isOver, limitMs)
    if (!ended) throw new Error(`not ended after ${limitMs} ms`)
    return work
  }

  #withMetadata(each: (one: string, other: string) => void): void {
    const ids = this.cluster.blockPeers.map((_, index) => this.cluster.blockPeerId(index))
    for (const id of ids) {
      each(this.cluster.metadataId, id)
      each(id, this.cluster.metadataId)
    }
    this.#withClients(this.cluster.metadataId, each)
  }

  #withClients(peer: string, each: (one: string, other: string) => void): void {
    for (const id of CLIENT_IDS) {
      each(peer, id)
      each(id, peer)
    }
  }
}
