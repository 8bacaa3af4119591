import { endedIn, isNewerStamp } from '../store/stamp.ts'
import type { BlockStore } from '../store/store.ts'

/** LEASED: one byte a key, 1 where the block is held under a lease that `generation` has not ended. */
export async function leased(store: BlockStore, generation: number, keys: Uint8Array): Promise<Uint8Array> {
  const ended = endedIn(generation)
  const stamps = await store.stamps(keys)
  return Uint8Array.from(stamps, (stamp) => (stamp >= 0 && isNewerStamp(stamp, ended) ? 1 : 0))
}
