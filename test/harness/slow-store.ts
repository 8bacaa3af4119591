import type { BlockBatch } from '../../src/block/batch.ts'
import { type Clock, pause } from '../../src/clock.ts'
import { MemoryStore } from '../../src/index.ts'
import type { BlockStore } from '../../src/store/store.ts'

/** A store that takes `delayMs` for every put. */
export function slowStore(clock: Clock, delayMs: number): BlockStore {
  const store = new MemoryStore()
  return {
    put: async (batch: BlockBatch) => {
      await pause(clock, delayMs)
      return store.put(batch)
    },
    get: (keys, bytesMax) => store.get(keys, bytesMax),
    has: (keys) => store.has(keys),
    delete: (keys) => store.delete(keys),
    scan: (range, after, countMax) => store.scan(range, after, countMax),
    verify: (after, bytesMax) => store.verify(after, bytesMax),
    statistics: () => store.statistics(),
    close: () => store.close(),
  }
}
