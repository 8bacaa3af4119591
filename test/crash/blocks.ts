import { DiskStore, type DiskStoreOptions } from '../../src/store/disk.ts'
import { BlockWitness } from '../checkers/block-witness.ts'
import { Child } from './child.ts'
import { StoreProcess } from './store-process.ts'
import { keepActing, type Subject } from './subject.ts'

/** Small files, so that there are many, and blocks of several kinds. */
export const CRASH_OPTIONS: DiskStoreOptions = { segmentBytes: 2 ** 20, reserveBytes: 2 ** 19 }
const SIZES = [64, 700, 5000, 70_000]
const BLOCKS_A_SIZE = 120
const WORKERS = 6

export function newWitness(random: () => number): BlockWitness {
  return new BlockWitness(random, SIZES, BLOCKS_A_SIZE)
}

/** A disk store of blocks. */
export class Blocks implements Subject {
  readonly what = 'blocks'
  readonly #script: string
  readonly #execArgv: string[]
  readonly #witness: BlockWitness

  /** `script`: store-child.ts, or what was made of it; `execArgv`: what Node needs to run it. */
  constructor(random: () => number, script: string, execArgv: string[] = []) {
    this.#witness = newWitness(random)
    this.#script = script
    this.#execArgv = execArgv
  }

  get acknowledged(): number {
    return this.#witness.acknowledged
  }

  start(directory: string): Promise<Child> {
    return Child.start(this.#script, this.#execArgv, [directory, JSON.stringify(CRASH_OPTIONS)])
  }

  work(child: Child): () => Promise<void> {
    const store = new StoreProcess(child)
    return keepActing(WORKERS, () => this.#witness.act(store))
  }

  check(directory: string): Promise<number> {
    this.#witness.forgetWork()
    return withStore(directory, (store) => this.#witness.check(store))
  }

  checkCopy(directory: string): Promise<number> {
    return withStore(directory, (store) => this.#witness.checkCopy(store))
  }
}

/** Opens a store and has it checked; resolves with the time that opening took, in milliseconds. */
async function withStore(directory: string, check: (store: DiskStore) => Promise<void>): Promise<number> {
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
