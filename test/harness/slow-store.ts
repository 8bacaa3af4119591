import type { BlockBatch } from '../../src/block/batch.ts'
import { type Clock, pause } from '../../src/clock.ts'
import { MemoryStore } from '../../src/index.ts'
import type { BlockStore } from '../../src/store/store.ts'

/** A store that takes `delayMs` for every put. */
export function slowStore(clock: Clock, delayMs: number): BlockStore {
  return storeThatWaits(() => pause(clock, delayMs))
}

/** A store that takes so many bytes a second, one put after the other. */
export function serialStore(clock: Clock, bytesPerSecond: number): BlockStore {
  let last: Promise<void> = Promise.resolve()
  return storeThatWaits(({ bytes }) => {
    last = last.then(() => pause(clock, (1_000 * bytes.length) / bytesPerSecond))
    return last
  })
}

/** One whose every put comes after what `wait` gives. */
function storeThatWaits(wait: (batch: BlockBatch) => Promise<void>): BlockStore {
  const store = new MemoryStore()
  return {
    put: async (batch: BlockBatch, stamps) => {
      await wait(batch)
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
