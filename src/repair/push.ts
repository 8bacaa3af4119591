import { hashBlock } from '../block/hash.ts'
import { TritonError } from '../errors.ts'
import {
  BATCH_BLOCKS_MAX,
  MESSAGE_PAYLOAD_MAX,
  PUSH_BYTES,
  PUSH_DEADLINE_MS,
  PUSHES_PER_PEER,
} from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import type { BlockStore } from '../store/store.ts'
import { PUSH } from '../wire/blocks.ts'
import { type KeyList, selectHeld } from './held-keys.ts'
import type { Leases } from './leases.ts'
import type { Pace } from './pace.ts'
import { encodeRuns } from './runs.ts'

/** What pushing needs of its peer. */
export interface PushPlace {
  network: Network
  store: BlockStore
  leases: Leases
  pace: Pace
  /** Called after each push with what the receiver took, and how much of it was new there. */
  onPushed: (pushed: { blocks: number; bytes: number; added: number }) => void
  /** Called with keys of which this peer's own copies may be wrong: the receiver hashed something else. */
  onDoubt: (keys: Uint8Array) => void
}

/**
 * Copies blocks held here to `peer`, in slabs. Resolves when it has them all. Throws what PUSH does; `Corrupt` when the
 * receiver got something else than the keys say.
 */
export async function push(
  place: PushPlace,
  peer: string,
  list: KeyList,
  signal: AbortSignal,
): Promise<void> {
  const batches = cutBatches(list)
  const lanes = Array.from({ length: PUSHES_PER_PEER }, async () => {
    for (let batch = batches.next(); !batch.done; batch = batches.next())
      await pushBatch(place, peer, batch.value, signal)
  })
  await Promise.all(lanes)
}

async function pushBatch(place: PushPlace, peer: string, batch: KeyList, signal: AbortSignal): Promise<void> {
  const { clock } = place.network
  signal.throwIfAborted()
  const startMs = clock.now()
  const found = await place.store.get(batch.keys, MESSAGE_PAYLOAD_MAX)
  const there = indexesOf(found.sizes)
  if (there.length === 0) return
  const { keys, sizes } =
    there.length === found.sizes.length
      ? { ...batch, sizes: found.sizes }
      : selectHeld({ ...batch, sizes: found.sizes }, there)
  const stamps = await place.store.stamps(keys)
  const { response } = await place.network.call(
    peer,
    PUSH,
    { runs: encodeRuns(sizes), stamps: Uint8Array.from(stamps) },
    { payload: found.bytes, signal, deadlineMs: PUSH_DEADLINE_MS },
  )
  if (Buffer.compare(response.digest, hashBlock(keys)) !== 0) {
    place.onDoubt(keys)
    throw new TritonError('Corrupt', `peer ${peer} got other blocks than their keys say`, { peer })
  }
  place.onPushed({ blocks: sizes.length, bytes: found.bytes.length, added: response.added })
  await place.pace.rest(clock.now() - startMs, signal)
}

/** The indexes of blocks that are still here. */
function indexesOf(sizes: Uint32Array): Uint32Array {
  const indexes = new Uint32Array(sizes.length)
  let count = 0
  for (let i = 0; i < sizes.length; i++) if (sizes[i]! > 0) indexes[count++] = i
  return indexes.subarray(0, count)
}

/** Slabs of PUSH_BYTES at most, or one larger block; blocks of one size stand together in them. */
function* cutBatches({ keys, sizes }: KeyList): Generator<KeyList> {
  const order = orderBySize(sizes)
  for (let first = 0; first < order.length; ) {
    let next = first
    for (let bytes = 0; next < order.length && next - first < BATCH_BLOCKS_MAX; next++) {
      bytes += sizes[order[next]!]!
      if (bytes > PUSH_BYTES && next > first) break
    }
    yield selectHeld({ keys, sizes }, order.subarray(first, next))
    first = next
  }
}

/** Indexes by size; those of one size in their order. Most lists have one size, or few. */
function orderBySize(sizes: Uint32Array): Uint32Array {
  const order = Uint32Array.from(sizes, (_, index) => index)
  const uniform = sizes.every((size) => size === sizes[0])
  return uniform ? order : order.sort((a, b) => sizes[a]! - sizes[b]! || a - b)
}
