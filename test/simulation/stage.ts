import { pause } from '../../src/clock.ts'
import type { FaultKind, LaterKind, Setting } from './setting.ts'
import type { World } from './world.ts'

/** Where faults of all kinds happen, and what each has to know of the others. */
export class Stage {
  readonly world: World
  readonly setting: Setting
  readonly random: () => number
  /** What happened, and when: for whoever reads a failure. */
  readonly log: string[]
  /** Block peers that something is being done to. */
  readonly busy: Set<number>
  /** Whether something is being done to the metadata peer. */
  metadata: { busy: boolean }

  constructor(
    world: World,
    setting: Setting,
    random: () => number,
    shared: Pick<Stage, 'log' | 'busy' | 'metadata'> = {
      log: [],
      busy: new Set(),
      metadata: { busy: false },
    },
  ) {
    this.world = world
    this.setting = setting
    this.random = random
    this.log = shared.log
    this.busy = shared.busy
    this.metadata = shared.metadata
  }

  /** The same, for faults with random numbers of their own: others draw what they would without them. */
  drawingFrom(random: () => number): Stage {
    return new Stage(this.world, this.setting, random, this)
  }

  has(...kinds: (FaultKind | LaterKind)[]): boolean {
    return kinds.some((kind) => this.setting.faults.has(kind))
  }

  /** Waits for up to that share of the time, or so long that nothing of the kind happens any more: then false. */
  async later(share: number): Promise<boolean> {
    await pause(this.world.cluster.clock, this.random() * share * this.setting.faultsMs)
    return this.world.nowMs < this.setting.faultsMs
  }

  anyOf<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)]!
  }

  note(what: string): void {
    this.log.push(`${this.world.nowMs.toFixed().padStart(6)} ms  ${what}`)
  }
}
