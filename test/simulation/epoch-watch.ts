import assert from 'node:assert/strict'
import type { OverlayView } from '../../src/index.ts'
import type { World } from './world.ts'

/** Epochs never go back: at the coordinators, over their restarts, and at each start of a block peer. */
export class EpochWatch {
  readonly #world: World
  readonly #newest = new Map<unknown, OverlayView>()

  constructor(world: World) {
    this.#world = world
  }

  /** Throws when somebody's view is older than the last time; cheap enough for every step of the clock. */
  look(): void {
    const { metadata, blockPeers } = this.#world.cluster
    this.#check('the coordinator', 'coordinator', metadata?.view)
    for (const peer of blockPeers) this.#check(peer.id, peer, peer.view)
  }

  #check(who: string, start: unknown, view: OverlayView | undefined): void {
    if (view === undefined) return
    const before = this.#newest.get(start)
    if (before === view) return
    assert.ok(
      before === undefined || view.isNewerThan(before) || view.epoch === before.epoch,
      `${who} went back from term ${before?.term}, epoch ${before?.epoch} to ${view.term}, ${view.epoch}`,
    )
    this.#newest.set(start, view)
  }
}
