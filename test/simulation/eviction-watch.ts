import assert from 'node:assert/strict'
import type { OverlayView } from '../../src/index.ts'
import type { World } from './world.ts'

/** What happened to a peer counts for so long: two intervals in silence, and the judge's ticks and questions. */
const AFTER_MS = 4_000

/** Nobody is evicted to whom nothing happened, and never half of the members together. */
export class EvictionWatch {
  readonly #world: World
  #before: OverlayView | undefined

  constructor(world: World) {
    this.#world = world
  }

  /** Throws when somebody was evicted since the last time who should not have been. */
  look(): void {
    const view = this.#world.cluster.metadata?.view
    const before = this.#before
    this.#before = view
    if (view === undefined || before === undefined || view === before || view.term !== before.term) return
    const gone = before.members.filter(({ id }) => view.member(id) === undefined)
    for (const { id } of gone)
      assert.ok(
        this.#world.troubledMs(id) >= this.#world.nowMs - AFTER_MS,
        `${id} is evicted at ${this.#world.nowMs.toFixed()} ms, although nothing happened to it`,
      )
    assert.ok(
      gone.length === 0 || 2 * gone.length < before.members.length || view.epoch > before.epoch + 1,
      `${gone.length} of ${before.members.length} members are evicted together`,
    )
  }
}
