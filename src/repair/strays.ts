import { KEY_BYTES } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { RingRange } from '../ring/range.ts'
import { type ComparePlace, compare } from './compare.ts'
import { heldKeys } from './held-keys.ts'
import { foreignRanges } from './plan.ts'
import { type PushPlace, push } from './push.ts'

/** Some strays with the same owners. */
interface Found {
  owners: string[]
  ranges: RingRange[]
  /** What is here in the ranges now; more may come. */
  keys: Uint8Array
}

/**
 * Blocks that this peer holds without being their owner: hints that it kept for an owner that was away, and what it owned
 * before the ring changed.
 */
export class Strays {
  readonly #place: PushPlace
  readonly #view: OverlayView

  constructor(place: PushPlace, view: OverlayView) {
    this.#place = place
    this.#view = view
  }

  /** Brings to their owners what those lack; resolves with the number of strays. Throws what that meets. */
  async bringHome(signal: AbortSignal): Promise<number> {
    let count = 0
    for await (const found of this.#found()) {
      count += found.keys.length / KEY_BYTES
      await this.#bring(found, this.#place, signal)
    }
    return count
  }

  /**
   * The same, and what every owner has is deleted here, as long as `epoch` tells the epoch of this ring. An owner that
   * knows a newer one stops it (`WrongEpoch`): by that, this peer may be an owner itself. Resolves with the number of
   * strays that are left.
   */
  async clear(epoch: () => number | undefined, signal: AbortSignal): Promise<number> {
    let left = 0
    for await (const found of this.#found()) {
      const epochMax = epoch()
      await this.#bring(found, epochMax === undefined ? this.#place : { ...this.#place, epochMax }, signal)
      const safe = found.owners.length > 0 && !found.owners.some((owner) => this.#view.isSuspect(owner))
      if (safe && epochMax !== undefined && epoch() !== undefined) await this.#place.store.delete(found.keys)
      else left += found.keys.length / KEY_BYTES
    }
    return left
  }

  /** When this resolves, every owner has everything that this peer holds in the ranges. */
  async #bring({ owners, ranges }: Found, place: ComparePlace, signal: AbortSignal): Promise<void> {
    for (const owner of owners)
      for await (const missing of compare(place, owner, ranges, signal))
        await push(this.#place, owner, missing, signal)
  }

  async *#found(): AsyncGenerator<Found> {
    for (const { owners, ranges } of foreignRanges(this.#place.network.id, this.#view))
      for await (const { keys, stretches } of heldKeys(this.#place.store, ranges)) {
        const held = stretches.filter(({ start, end }) => end > start).map(({ range }) => range)
        if (held.length > 0) yield { owners, ranges: held, keys }
      }
  }
}
