import { pause } from '../../src/clock.ts'
import { isTritonError } from '../../src/index.ts'
import { seededRandom } from '../harness/random.ts'
import { playOutages } from './outages.ts'
import { type LaterKind, randomOf, type Setting } from './setting.ts'
import { playSkews } from './skews.ts'
import { playSplits } from './splits.ts'
import { Stage } from './stage.ts'
import { CLIENTS } from './workload.ts'
import type { World } from './world.ts'

/** Between two looks whether everything has healed. */
const LOOK_MS = 250

/**
 * A course of faults that the random numbers choose. What takes copies away (a crash, which loses the names' records at
 * least; a wiped disk; rot) comes only when everything has healed from the last time: two copies promise no more. All else
 * comes whenever it likes.
 */
export class Faults {
  readonly #stage: Stage
  readonly #seed: number
  readonly #world: World
  readonly #setting: Setting
  readonly #random: () => number

  constructor(seed: number, world: World, setting: Setting) {
    const random = seededRandom(seed ^ 0x5eed)
    this.#seed = seed
    this.#setting = setting
    this.#world = world
    this.#random = random
    this.#stage = new Stage(world, setting, random)
  }

  /** What happened, and when: for whoever reads a failure. */
  get log(): readonly string[] {
    return this.#stage.log
  }

  /** Resolves when all faults are over. */
  async play(): Promise<void> {
    if (this.#stage.has('network')) this.#spoilNetwork()
    await Promise.all([
      this.#slowLinks(),
      this.#cutLinks(),
      this.#freezeSome(),
      this.#takeCopies(),
      this.#disturbMetadata(),
      this.#changeRing(),
      playOutages(this.#apart('outage')),
      playSplits(this.#apart('split')),
      playSkews(this.#apart('skew')),
    ])
    this.#world.setFaults({})
  }

  #apart(kind: LaterKind): Stage {
    return this.#stage.drawingFrom(randomOf(kind, this.#seed))
  }

  #spoilNetwork(): void {
    const loss = this.#random() < 0.5 ? 0 : this.#random() * 0.01
    this.#world.setFaults({
      delayMs: this.#random() * 30,
      jitterMs: this.#random() * 30,
      loss,
      reorder: this.#random() * 0.05,
    })
  }

  /** Cuts links, one way or both, for a while each. */
  async #cutLinks(): Promise<void> {
    const { cluster } = this.#world
    while (this.#stage.has('cut') && (await this.#stage.later(0.16))) {
      const ids = [cluster.metadataId, ...Array.from({ length: CLIENTS }, (_, index) => `client-${index}`)]
      ids.push(...this.#world.running.map((index) => cluster.blockPeerId(index)))
      const [from, to] = [this.#stage.anyOf(ids), this.#stage.anyOf(ids)]
      const both = this.#random() < 0.5
      this.#stage.note(`cut ${from} > ${to}${both ? ' and back' : ''}`)
      this.#world.cut(from, to)
      if (both) this.#world.cut(to, from)
      this.#world.bell.ring()
      await pause(cluster.clock, this.#random() * 5_000)
      this.#world.mend(from, to)
      if (both) this.#world.mend(to, from)
    }
  }

  async #freezeSome(): Promise<void> {
    while (this.#stage.has('freeze') && (await this.#stage.later(0.32))) {
      await this.#withIdle(undefined, async (index) => {
        this.#stage.note(`freeze ${index}`)
        this.#world.freeze(index)
        this.#world.bell.ring()
        await pause(this.#world.cluster.clock, this.#random() * 6_000)
        this.#world.thaw(index)
        this.#stage.note(`thaw ${index}`)
      })
    }
  }

  /** One holder's copies at a time. */
  async #takeCopies(): Promise<void> {
    while (this.#stage.has('crash', 'rot') && (await this.#stage.later(0.24))) {
      const apart = this.#stage.has('pursuit') && this.#random() < 0.6 ? await this.#separate() : []
      const [pursued, away] = apart
      if (!(await this.#safe())) return
      await this.#withIdle(pursued, async (index) => {
        if (!this.#stage.has('crash') || (this.#stage.has('rot') && this.#random() < 0.3))
          await this.#rot(index)
        else await this.#slowTowards(pursued === index ? away : undefined, () => this.#crash(index))
      })
    }
  }

  /** Two peers cannot reach each other while clients write: what one of them keeps, the other lacks. Resolves with them. */
  async #separate(): Promise<[one: number, other: number]> {
    const { cluster } = this.#world
    const [one, other] = [this.#stage.anyOf(this.#world.running), this.#stage.anyOf(this.#world.running)]
    const ids = [cluster.blockPeerId(one), cluster.blockPeerId(other)] as const
    this.#stage.note(`separate ${ids.join(' and ')}`)
    this.#world.cut(...ids)
    this.#world.cut(ids[1], ids[0])
    this.#world.bell.ring()
    await pause(cluster.clock, 100 + this.#random() * 2_000)
    this.#world.mend(...ids)
    this.#world.mend(ids[1], ids[0])
    return [one, other]
  }

  /** What the others send to a peer takes long while it needs most from them. */
  async #slowTowards(away: number | undefined, work: () => Promise<void>): Promise<void> {
    const { cluster, running } = this.#world
    const others = away === undefined ? [] : running.filter((index) => index !== away)
    const to = cluster.blockPeerId(away ?? 0)
    const delayMs = 100 + this.#random() * 500
    if (others.length > 0) this.#stage.note(`block peers are slow for ${to}: ${delayMs.toFixed()} ms`)
    for (const index of others) this.#world.slow(cluster.blockPeerId(index), to, delayMs)
    await work()
    if (others.length > 0) await pause(cluster.clock, 3_000)
    for (const index of others) this.#world.slow(cluster.blockPeerId(index), to, undefined)
  }

  /** What one peer sends to some others takes long for a while. */
  async #slowLinks(): Promise<void> {
    const { cluster } = this.#world
    while (this.#stage.has('slow') && (await this.#stage.later(0.4))) {
      const ids = [cluster.metadataId, ...this.#world.running.map((index) => cluster.blockPeerId(index))]
      const from = this.#stage.anyOf(ids)
      const others = ids.filter((id) => id !== from && this.#random() < 0.6)
      const delayMs = 100 + this.#random() * 1_000
      this.#stage.note(`${from} is slow for ${others.join()}: ${delayMs.toFixed()} ms`)
      for (const id of others) this.#world.slow(from, id, delayMs)
      this.#world.bell.ring()
      await pause(cluster.clock, this.#random() * 4_000)
      for (const id of others) this.#world.slow(from, id, undefined)
    }
  }

  /** A block goes bad, and after a while a scrub finds it: before it is mended nobody knows that there is one copy less. */
  async #rot(index: number): Promise<void> {
    const { cluster, stores, nowMs } = this.#world
    const key = stores[index]!.rot(this.#random())
    this.#stage.note(`rot ${key?.slice(0, 8)} on ${index}`)
    this.#world.bell.ring(key)
    await pause(cluster.clock, this.#random() * 2_000)
    for (const endMs = nowMs + this.#setting.faultsMs; this.#world.nowMs < endMs; ) {
      cluster.blockPeers[index]!.scrub(true)
      await pause(cluster.clock, LOOK_MS)
      if (key === undefined || this.#world.goodCopies(key) >= 2) return
    }
  }

  async #crash(index: number): Promise<void> {
    if (this.#setting.departure === 'twin') return this.#startTwin(index)
    const keepsDisk = this.#random() < 0.5
    this.#stage.note(`${this.#setting.departure} ${index}, its disk is ${keepsDisk ? 'kept' : 'lost'}`)
    if (this.#setting.departure === 'leave') await this.#world.leave(index)
    else this.#world.crash(index)
    if (!keepsDisk) this.#world.loseDisk(index)
    this.#world.bell.ring()
    await pause(this.#world.cluster.clock, this.#random() * (this.#random() < 0.4 ? 300 : 8_000))
    this.#stage.note(`restart ${index}`)
    await this.#world.restart(index)
    this.#world.bell.ring()
  }

  /** A second process with a peer's identity and an empty disk of its own; the first goes when it hears of that. */
  async #startTwin(index: number): Promise<void> {
    this.#stage.note(`a twin of ${index}`)
    this.#world.bell.ring()
    await this.#world.startTwin(index)
    this.#stage.note(`the older of ${index} is fenced`)
  }

  async #disturbMetadata(): Promise<void> {
    const { metadata } = this.#stage
    while (this.#stage.has('metadata') && (await this.#stage.later(0.48))) {
      if (metadata.busy) continue
      metadata.busy = true
      const { clock } = this.#world.cluster
      if (this.#random() < 0.3) {
        this.#stage.note('freeze the metadata peer')
        this.#world.freezeMetadata()
        await pause(clock, this.#random() * 4_000)
        this.#world.thawMetadata()
      } else await this.#crashMetadata()
      metadata.busy = false
    }
  }

  /** Often it reaches only some peers before, and only some when it is back; and it dies just when a name was committed. */
  async #crashMetadata(): Promise<void> {
    const { cluster, bell, committed } = this.#world
    const pursued = this.#stage.has('pursuit') && this.#random() < 0.7
    const ids = this.#world.running.map((index) => cluster.blockPeerId(index))
    const before = pursued ? ids.filter(() => this.#random() < 0.6) : []
    await this.#outOfReach(before, async () => {
      bell.ring()
      if (pursued) await committed.wait(cluster.clock, 2_500)
      this.#stage.note('crash the metadata peer')
      cluster.crashMetadata()
      await pause(cluster.clock, this.#random() * (pursued ? 500 : 3_000))
    })
    const rest = ids.filter((id) => !before.includes(id))
    const after = !pursued ? [] : this.#random() < 0.5 ? rest : ids.filter(() => this.#random() < 0.6)
    await this.#outOfReach(after, async () => {
      await cluster.restartMetadata()
      bell.ring()
      if (after.length > 0) await pause(cluster.clock, this.#random() * 4_000)
    })
  }

  /** What the metadata peer sends to some block peers does not arrive before `work` is done. */
  async #outOfReach(ids: readonly string[], work: () => Promise<void>): Promise<void> {
    const { metadataId } = this.#world.cluster
    if (ids.length > 0) this.#stage.note(`the metadata peer does not reach ${ids.join()}`)
    for (const id of ids) this.#world.cut(metadataId, id)
    await work()
    for (const id of ids) this.#world.mend(metadataId, id)
  }

  /** Peers join, are drained, and get their shares again; the wall clock jumps; disks are full for a while. */
  async #changeRing(): Promise<void> {
    const { cluster } = this.#world
    const kinds = (['join', 'drain', 'clock', 'full'] as const).filter((kind) => this.#stage.has(kind))
    while (kinds.length > 0 && (await this.#stage.later(0.32))) {
      const kind = this.#stage.anyOf(kinds)
      if (kind === 'join' && cluster.blockPeers.length < this.#setting.peersMax) {
        this.#stage.note(`join ${cluster.blockPeers.length}`)
        await this.#world.restart(cluster.blockPeers.length)
      } else if (kind === 'drain') await this.#drainAndBack()
      else if (kind === 'full') await this.#fillDisk()
      else if (kind === 'clock') {
        this.#stage.note('the wall clock jumps')
        cluster.clock.jumpWall((this.#random() - 0.5) * 4 * 3_600_000)
      }
    }
  }

  async #drainAndBack(): Promise<void> {
    const index = this.#stage.anyOf(this.#world.running)
    const id = this.#world.cluster.blockPeerId(index)
    this.#stage.note(`drain ${index}`)
    await this.#operate(id, false)
    await pause(this.#world.cluster.clock, this.#random() * 5_000)
    this.#stage.note(`drain of ${index} called off`)
    while (!(await this.#operate(id, true))) await pause(this.#world.cluster.clock, LOOK_MS)
  }

  /** Whether nothing is being done to any block peer. */
  get calm(): boolean {
    return this.#stage.busy.size === 0
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

  /** One disk, or several: then nobody may be left for a second copy. */
  async #fillDisk(): Promise<void> {
    const share = this.#random()
    const full = this.#world.running.filter(() => this.#random() < share)
    this.#stage.note(`the disks of ${full.join()} are full`)
    for (const index of full) this.#world.stores[index]!.full = true
    await pause(this.#world.cluster.clock, this.#random() * 4_000)
    for (const index of full) this.#world.stores[index]!.full = false
  }

  /** Whether all is safe before the end of the faults; waits for it. */
  async #safe(): Promise<boolean> {
    while (this.#world.nowMs < this.#setting.faultsMs) {
      if (this.calm && (await this.#world.isSafe())) return true
      await pause(this.#world.cluster.clock, LOOK_MS)
    }
    return false
  }

  /** Does something to a block peer that nothing else is being done to, if there is one. */
  async #withIdle(wanted: number | undefined, action: (index: number) => Promise<void>): Promise<void> {
    const idle = this.#world.running.filter((index) => !this.#stage.busy.has(index))
    if (idle.length === 0) return
    const index = wanted !== undefined && idle.includes(wanted) ? wanted : this.#stage.anyOf(idle)
    this.#stage.busy.add(index)
    try {
      await action(index)
    } finally {
      this.#stage.busy.delete(index)
    }
  }
}
