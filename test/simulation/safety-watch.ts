import type { OverlayView } from '../../src/index.ts'
import { assertTwoCopies, type KnownFile } from './copies.ts'
import type { World } from './world.ts'

/** What is said wrongly is said when something has just changed. */
const CLOSELY_MS = 1_000
const CLOSE_LOOK_MS = 25
const LOOK_MS = 250

/** Whenever all is called safe, each block of each acknowledged file is on two peers. */
export class SafetyWatch {
  readonly #world: World
  /** Whether nothing is being done to any disk. */
  readonly #isCalm: () => boolean
  readonly #files: () => Iterable<KnownFile>
  #view: OverlayView | undefined
  #changedMs = 0

  constructor(world: World, isCalm: () => boolean, files: () => Iterable<KnownFile>) {
    this.#world = world
    this.#isCalm = isCalm
    this.#files = files
  }

  /** How long it may be until the next look. */
  get nextMs(): number {
    return this.#world.nowMs - this.#changedMs < CLOSELY_MS ? CLOSE_LOOK_MS : LOOK_MS
  }

  /** Throws when something is called safe that is not. */
  async look(): Promise<void> {
    const view = this.#world.cluster.metadata?.view
    if (view !== this.#view) this.#changedMs = this.#world.nowMs
    this.#view = view
    if (this.#isCalm() && (await this.#world.saysSafe()) && this.#isCalm())
      assertTwoCopies(this.#world, this.#files())
  }
}
