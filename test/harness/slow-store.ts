import type { BlockBatch } from '../../src/block/batch.ts'
import { type Clock, pause } from '../../src/clock.ts'
import { MemoryStore } from '../../src/index.ts'
import type { BlockStore } from '../../src/store/store.ts'

/** A store that takes `delayMs` for every put. */
export function slowStore(clock: Clock, delayMs: number): BlockStore {
  const store = new MemoryStore()
  return {
    put: async (batch: BlockBatch, stamps) => {
      await pause(clock, delayMs)
      return store.put(batch, stamps)
    },
    get: (keys, bytesMax) => store.get(keys, bytesMax),
    has: (keys, stamp) => store.has(keys, stamp),
    delete: (keys, expired) => store.delete(keys, expired),
    stamps: (keys) => store.stamps(keys),
    renewAll: (stamp) => store.renewAll(stamp),
    expired: (stamp, after) => store.expired(stamp, after),
    scan: (range, after, countMax) => store.scan(range, after, countMax),
    verify: (after, bytesMax) => store.verify(after, bytesMax),
    statistics: () => store.statistics(),
    close: () => store.close(),
  }
}
