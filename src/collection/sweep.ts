import { group, selectKeys } from '../block/partition.ts'
import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES, LEASE_GENERATIONS } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { NO_MEMBER } from '../ring/choose.ts'
import type { Network } from '../rpc/network.ts'
import { endedIn, stampOf } from '../store/stamp.ts'
import type { BlockStore } from '../store/store.ts'
import { LEASED } from '../wire/blocks.ts'

export interface SweepPlace {
  network: Network
  store: BlockStore
  /** By which everything live was marked. */
  view: OverlayView
  /** Throws when that is not how things are any more. */
  check: () => void
  signal: AbortSignal
  /** Told of each part: blocks whose leases have ended, and those of them that were deleted. */
  onSwept: (found: { blocks: number; bytes: number }, freed: { blocks: number; bytes: number }) => void
}

/**
 * Deletes the blocks held here whose leases have ended, where no other owner has them under one: an owner that was away
 * may not have been told what the others were. `dryRun`: only counts them. Throws what `check` throws, and when an owner
 * does not answer.
 */
export async function sweep(place: SweepPlace, dryRun: boolean): Promise<void> {
  const ended = endedIn(place.view.generation)
  for (let after: number | undefined = 0; after !== undefined; ) {
    place.check()
    const page = await place.store.expired(ended, after)
    for (let first = 0; first < page.sizes.length; first += BATCH_BLOCKS_MAX) {
      const keys = page.keys.subarray(first * KEY_BYTES, (first + BATCH_BLOCKS_MAX) * KEY_BYTES)
      const sizes = page.sizes.subarray(first, first + BATCH_BLOCKS_MAX)
      await sweepSome(place, keys, sizes, dryRun)
    }
    after = page.next
  }
}

async function sweepSome(place: SweepPlace, keys: Uint8Array, sizes: Uint32Array, dryRun: boolean) {
  const { view, store } = place
  const leased = await leasedElsewhere(place, keys)
  const [kept, gone] = [new Uint32Array(sizes.length), new Uint32Array(sizes.length)]
  let keptCount = 0
  let count = 0
  let bytes = 0
  for (let i = 0; i < sizes.length; i++) {
    if (leased[i] === 1) kept[keptCount++] = i
    else {
      gone[count++] = i
      bytes += sizes[i]!
    }
  }
  const youngest = view.generation - LEASE_GENERATIONS + 1
  if (keptCount > 0) await store.has(selectKeys(keys, kept.subarray(0, keptCount)), stampOf(youngest))
  place.check()
  const ended = endedIn(view.generation)
  const freed = dryRun ? 0 : await store.delete(selectKeys(keys, gone.subarray(0, count)), ended)
  const share = count === 0 ? 0 : freed / count
  place.onSwept({ blocks: count, bytes }, { blocks: freed, bytes: Math.round(bytes * share) })
}

/** One byte a key: 1 where another of its owners has the block under a lease. */
async function leasedElsewhere({ network, view, signal }: SweepPlace, keys: Uint8Array): Promise<Uint8Array> {
  const { ring, generation } = view
  const self = ring.indexOf(network.id)
  const leased = new Uint8Array(keys.length / KEY_BYTES)
  const owners = new Uint16Array(leased.length)
  for (let rank = 0; rank < ring.ownerCount; rank++) {
    for (let i = 0; i < owners.length; i++) {
      const owner = ring.ownerAt(ring.arcOf(keys, i * KEY_BYTES), rank)
      owners[i] = owner < 0 || owner === self || owner === NO_MEMBER ? ring.size : owner
    }
    const asked = group(owners, ring.size + 1).filter((part) => part.group < ring.size)
    await Promise.all(
      asked.map(async (part) => {
        const peer = ring.members[part.group]!.id
        const options = {
          payload: selectKeys(keys, part.indexes),
          answerBytesMax: part.indexes.length,
          signal,
        }
        const { payload } = await network.call(peer, LEASED, { generation }, options)
        if (payload.length !== part.indexes.length)
          throw new TritonError(
            'Corrupt',
            `peer ${peer} told of ${payload.length} leases, not ${part.indexes.length}`,
          )
        for (let i = 0; i < payload.length; i++) if (payload[i] === 1) leased[part.indexes[i]!] = 1
      }),
    )
  }
  return leased
}
