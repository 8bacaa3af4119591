import { systemClock } from '../../src/index.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { NameWitness } from '../checkers/name-witness.ts'
import { Child } from './child.ts'
import { keepActing, type Subject } from './subject.ts'

const NAMES = 200
const WORKERS = 6

/** Names on disk. */
export class Names implements Subject {
  readonly what = 'commits'
  readonly #script: string
  readonly #execArgv: string[]
  readonly #witness: NameWitness

  /** `script`: names-child.ts, or what was made of it; `execArgv`: what Node needs to run it. */
  constructor(random: () => number, script: string, execArgv: string[] = []) {
    this.#witness = new NameWitness(random, NAMES)
    this.#script = script
    this.#execArgv = execArgv
  }

  get acknowledged(): number {
    return this.#witness.acknowledged
  }

  start(directory: string): Promise<Child> {
    return Child.start(this.#script, this.#execArgv, [directory])
  }

  work(child: Child): () => Promise<void> {
    return keepActing(WORKERS, () => this.#witness.act((intent) => child.call('commit', [intent])))
  }

  check(directory: string): Promise<number> {
    return withNames(directory, (names) => this.#witness.check(names))
  }

  checkCopy(directory: string): Promise<number> {
    return withNames(directory, (names) => this.#witness.checkCopy(names))
  }
}

async function withNames(directory: string, check: (names: DiskNames) => Promise<void>): Promise<number> {
  const start = performance.now()
  const names = new DiskNames(directory, systemClock())
  await names.open()
  const openMs = performance.now() - start
  try {
    await check(names)
  } finally {
    await names.close()
  }
  return openMs
}
