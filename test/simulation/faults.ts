import { pause } from '../../src/clock.ts'
import { isTritonError } from '../../src/index.ts'
import { CLIENTS } from './workload.ts'
import type { World } from './world.ts'

/** The end of the faults; what is under way goes on. */
export const FAULTS_END_MS = 25_000
/** Block peers that ever run at once. */
const PEERS_MAX = 6
/** Between two looks whether everything has healed. */
const LOOK_MS = 250

/**
 * A course of faults that the random numbers choose. What takes copies away (a crash, which loses the names' records at
 * least; a wiped disk; rot) comes only when everything has healed from the last time: two copies promise no more. All else
 * comes whenever it likes.
 */
export class Faults {
  /** What happened, and when: for whoever reads a failure. */
  readonly log: string[] = []
  readonly #world: World
  readonly #random: () => number
  /** Block peers that something is being done to. */
  readonly #busy = new Set<number>()

  constructor(world: World, random: () => number) {
    this.#world = world
    this.#random = random
  }

  /** Resolves when all faults are over. */
  async play(): Promise<void> {
    this.#spoilNetwork()
    await Promise.all([
      this.#cutLinks(),
      this.#freezeSome(),
      this.#takeCopies(),
      this.#disturbMetadata(),
      this.#changeRing(),
    ])
    this.#world.cluster.network.setFaults({})
  }

  #spoilNetwork(): void {
    this.#world.cluster.network.setFaults({
      delayMs: this.#random() * 30,
      jitterMs: this.#random() * 30,
      loss: this.#random() < 0.5 ? 0 : this.#random() * 0.01,
      reorder: this.#random() * 0.05,
    })
  }

  /** Cuts links, one way or both, for a while each. */
  async #cutLinks(): Promise<void> {
    const { cluster } = this.#world
    while (await this.#later(4_000)) {
      const ids = [cluster.metadataId, ...Array.from({ length: CLIENTS }, (_, index) => `client-${index}`)]
      ids.push(...this.#world.running.map((index) => cluster.blockPeerId(index)))
      const [from, to] = [this.#anyOf(ids), this.#anyOf(ids)]
      const both = this.#random() < 0.5
      this.#note(`cut ${from} > ${to}${both ? ' and back' : ''}`)
      cluster.network.cut(from, to)
      if (both) cluster.network.cut(to, from)
      await pause(cluster.clock, this.#random() * 5_000)
      cluster.network.mend(from, to)
      if (both) cluster.network.mend(to, from)
    }
  }

  async #freezeSome(): Promise<void> {
    while (await this.#later(8_000)) {
      await this.#withIdle(async (index) => {
        this.#note(`freeze ${index}`)
        this.#world.freeze(index)
        await pause(this.#world.cluster.clock, this.#random() * 6_000)
        this.#world.thaw(index)
        this.#note(`thaw ${index}`)
      })
    }
  }

  /** One holder's copies at a time. */
  async #takeCopies(): Promise<void> {
    while (await this.#later(6_000)) {
      if (!(await this.#healed())) return
      await this.#withIdle(async (index) => {
        if (this.#random() < 0.15) await this.#rot(index)
        else await this.#crash(index)
      })
    }
  }

  /** A block goes bad, and a scrub finds it: before that nobody knows that there is one copy less. */
  async #rot(index: number): Promise<void> {
    const store = this.#world.stores[index]!
    this.#note(`rot ${store.rot(this.#random())?.slice(0, 8)} on ${index}`)
    const peer = this.#world.cluster.blockPeers[index]!
    while (store.wrong().length > 0 && this.#world.nowMs < FAULTS_END_MS) {
      peer.scrub(true)
      await pause(this.#world.cluster.clock, LOOK_MS)
    }
  }

  async #crash(index: number): Promise<void> {
    const keepsDisk = this.#random() < 0.5
    this.#note(`crash ${index}, its disk is ${keepsDisk ? 'kept' : 'lost'}`)
    this.#world.crash(index)
    if (!keepsDisk) this.#world.stores[index]!.wipe()
    await pause(this.#world.cluster.clock, this.#random() * 8_000)
    this.#note(`restart ${index}`)
    await this.#world.restart(index)
  }

  async #disturbMetadata(): Promise<void> {
    while (await this.#later(12_000)) {
      const { clock } = this.#world.cluster
      if (this.#random() < 0.3) {
        this.#note('freeze the metadata peer')
        this.#world.freezeMetadata()
        await pause(clock, this.#random() * 4_000)
        this.#world.thawMetadata()
      } else {
        this.#note('crash the metadata peer')
        this.#world.cluster.crashMetadata()
        await pause(clock, this.#random() * 3_000)
        await this.#world.cluster.restartMetadata()
      }
    }
  }

  /** Peers join, are drained, and get their shares again; the wall clock jumps; disks are full for a while. */
  async #changeRing(): Promise<void> {
    const { cluster } = this.#world
    while (await this.#later(8_000)) {
      const draw = this.#random()
      if (draw < 0.35 && cluster.blockPeers.length < PEERS_MAX) {
        this.#note(`join ${cluster.blockPeers.length}`)
        await this.#world.restart(cluster.blockPeers.length)
      } else if (draw < 0.6) await this.#drainAndBack()
      else if (draw < 0.8) {
        this.#note('the wall clock jumps')
        cluster.clock.jumpWall((this.#random() - 0.5) * 4 * 3_600_000)
      } else await this.#fillDisk()
    }
  }

  async #drainAndBack(): Promise<void> {
    const index = this.#anyOf(this.#world.running)
    const id = this.#world.cluster.blockPeerId(index)
    this.#note(`drain ${index}`)
    await this.#operate(id, false)
    await pause(this.#world.cluster.clock, this.#random() * 5_000)
    this.#note(`drain of ${index} called off`)
    while (!(await this.#operate(id, true))) await pause(this.#world.cluster.clock, LOOK_MS)
  }

  /** Whether the coordinator did it, or has no such member any more. */
  async #operate(id: string, cancel: boolean): Promise<boolean> {
    try {
      const client = await this.#world.cluster.client('operator')
      await client.administration.drain(id, { cancel }).finally(() => client.close())
      return true
    } catch (error) {
      return isTritonError(error, 'NotFound') || isTritonError(error, 'Refused')
    }
  }

  async #fillDisk(): Promise<void> {
    const index = this.#anyOf(this.#world.running)
    const store = this.#world.stores[index]!
    this.#note(`the disk of ${index} is full`)
    store.full = true
    await pause(this.#world.cluster.clock, this.#random() * 4_000)
    store.full = false
  }

  /** Whether everything has healed before the end of the faults; waits for it. */
  async #healed(): Promise<boolean> {
    while (this.#world.nowMs < FAULTS_END_MS) {
      if (this.#busy.size === 0 && (await this.#world.isHealed())) return true
      await pause(this.#world.cluster.clock, LOOK_MS)
    }
    return false
  }

  /** Does something to a block peer that nothing else is being done to, if there is one. */
  async #withIdle(action: (index: number) => Promise<void>): Promise<void> {
    const idle = this.#world.running.filter((index) => !this.#busy.has(index))
    if (idle.length === 0) return
    const index = this.#anyOf(idle)
    this.#busy.add(index)
    try {
      await action(index)
    } finally {
      this.#busy.delete(index)
    }
  }

  /** Waits for up to `ms`, or so long that nothing of the kind happens any more: then false. */
  async #later(ms: number): Promise<boolean> {
    await pause(this.#world.cluster.clock, this.#random() * ms)
    return this.#world.nowMs < FAULTS_END_MS
  }

  #anyOf<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)]!
  }

  #note(what: string): void {
    this.log.push(`${this.#world.nowMs.toFixed().padStart(6)} ms  ${what}`)
  }
}
