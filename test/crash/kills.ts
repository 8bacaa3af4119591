import type { DiskStoreOptions } from '../../src/store/disk.ts'
import { DiskStore } from '../../src/store/disk.ts'
import type { BlockStore } from '../../src/store/store.ts'
import { BlockWitness } from '../checkers/block-witness.ts'
import type { StoreProcess } from './store-process.ts'

/** Small files, so that there are many, and blocks of several kinds. */
export const CRASH_OPTIONS: DiskStoreOptions = { segmentBytes: 2 ** 20, reserveBytes: 2 ** 19 }
const SIZES = [64, 700, 5000, 70_000]
const BLOCKS_A_SIZE = 120
const WORKERS = 6
/** How long a process lives once it is ready. */
const LIFE_MS_MAX = 200

/** What crashes cost. Blocks lost or wrong end a run. */
export interface CrashFigures {
  crashes: number
  blocksAcknowledged: number
  openMsLongest: number
}

export function newWitness(random: () => number): BlockWitness {
  return new BlockWitness(random, SIZES, BLOCKS_A_SIZE)
}

/** Works on a store until the returned function is called, or the store's process dies. */
export function startWork(store: BlockStore, witness: BlockWitness): () => Promise<void> {
  let stopped = false
  const workers = Array.from({ length: WORKERS }, async () => {
    while (!stopped) await witness.act(store)
  })
  const failure = Promise.all(workers)
  failure.catch(() => {})
  return async () => {
    stopped = true
    await Promise.race([failure, new Promise((resolve) => setTimeout(resolve, 5))])
  }
}

/** Kills a store's process again and again while it works; after each the store must hold what was acknowledged. */
export async function runKills(
  kills: number,
  directory: string,
  random: () => number,
  start: () => Promise<StoreProcess>,
  onCrash: (done: number) => void = () => {},
): Promise<CrashFigures> {
  const witness = newWitness(random)
  let openMsLongest = 0
  for (let done = 1; done <= kills; done++) {
    const process = await start()
    const stop = startWork(process, witness)
    await new Promise((resolve) => setTimeout(resolve, random() * LIFE_MS_MAX))
    await process.kill()
    await stop()
    witness.forgetWork()
    openMsLongest = Math.max(openMsLongest, await checkStore(directory, (store) => witness.check(store)))
    onCrash(done)
  }
  return { crashes: kills, blocksAcknowledged: witness.acknowledged, openMsLongest }
}

/** Opens a store and has it checked; resolves with the time that opening took, in milliseconds. */
export async function checkStore(
  directory: string,
  check: (store: DiskStore) => Promise<void>,
): Promise<number> {
  const start = performance.now()
  const store = await DiskStore.open(directory, CRASH_OPTIONS)
  const openMs = performance.now() - start
  try {
    await check(store)
  } finally {
    await store.close()
  }
  return openMs
}
