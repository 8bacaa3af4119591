import { selectKeys } from '../block/partition.ts'
import { verifyBlocks } from '../block/verify.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { RingRange } from '../ring/range.ts'
import { endedIn, isNewerStamp } from '../store/stamp.ts'
import { CHECK, HAS } from '../wire/blocks.ts'
import { type ComparePlace, compare } from './compare.ts'
import { fetchCopies } from './fetch-copies.ts'
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
   * The same, and what every owner has is deleted here, when a lease that it has here is renewed there, as long as
   * `epoch` tells the epoch of this ring. An owner that knows a newer one stops it (`WrongEpoch`): by that, this peer may
   * be an owner itself. Where a single copy would be left, its owner proves it byte by byte: nobody else could replace
   * one that is rotten. Resolves with the number of strays that are left.
   */
  async clear(epoch: () => number | undefined, signal: AbortSignal): Promise<number> {
    let left = 0
    for await (const found of this.#found()) {
      const epochMax = epoch()
      const epochs = { epochMin: this.#view.ringEpoch, epochMax: epochMax ?? Number.POSITIVE_INFINITY }
      await this.#bring(found, { ...this.#place, ...epochs }, signal)
      const safe = found.owners.length > 0 && !found.owners.some((owner) => this.#view.isSuspect(owner))
      const leased = safe && epochMax !== undefined && (await this.#renew(found, signal))
      const proven = leased && (found.owners.length > 1 || (await this.#prove(found, signal)))
      if (proven && epoch() !== undefined) await this.#place.store.delete(found.keys)
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

  /** Whether the owners have renewed the leases that blocks have here: an upload may rely on what it was told here. */
  async #renew({ owners, keys }: Found, signal: AbortSignal): Promise<boolean> {
    const { store, network, leases } = this.#place
    const ended = endedIn(leases.present)
    const stamps = await store.stamps(keys)
    const indexes = Uint32Array.from(stamps.keys()).filter((i) => isNewerStamp(stamps[i]!, ended))
    const leased = selectKeys(keys, indexes)
    for (let at = 0; at < leased.length; at += BATCH_BLOCKS_MAX * KEY_BYTES) {
      const payload = leased.subarray(at, at + BATCH_BLOCKS_MAX * KEY_BYTES)
      const options = { payload, answerBytesMax: BATCH_BLOCKS_MAX, signal }
      for (const owner of owners) {
        const answer = await network.call(owner, HAS, { generation: leases.present }, options)
        if (answer.payload.some((held) => held !== 1)) return false
      }
    }
    return true
  }

  /** Whether the owners give every block as its key says; one that does not is told to look at its copies. */
  async #prove({ owners, keys }: Found, signal: AbortSignal): Promise<boolean> {
    const { network } = this.#place
    for (const owner of owners)
      for await (const { keys: some, sizes, bytes } of fetchCopies(network, owner, keys, signal)) {
        if (!sizes.includes(0) && verifyBlocks(bytes, sizes, some).length === 0) continue
        await network.call(owner, CHECK, {}, { payload: some, signal })
        return false
      }
    return true
  }

  async *#found(): AsyncGenerator<Found> {
    for (const { owners, ranges } of foreignRanges(this.#place.network.id, this.#view))
      for await (const { keys, stretches } of heldKeys(this.#place.store, ranges)) {
        const held = stretches.filter(({ start, end }) => end > start).map(({ range }) => range)
        if (held.length > 0) yield { owners, ranges: held, keys }
      }
  }
}
