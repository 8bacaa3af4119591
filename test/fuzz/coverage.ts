import { type Profiler, Session } from 'node:inspector'

/** Whose code counts: ours, and that of the parsers that our doors hand bytes to. */
const COUNTED = /\/src\/|protons-runtime|multiaddr|\/yaml\//

/** What code has run, as V8's own counters tell it: no instrumented build is needed. */
export class Coverage {
  readonly #session = new Session()
  readonly #seen = new Set<string>()

  start(): void {
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  stop(): void {
    this.#session.disconnect()
  }

  /** The stretches of code that ran since the last call of this or `ran`, and never before. */
  fresh(): Set<string> {
    const fresh = new Set([...this.#taken()].filter((stretch) => !this.#seen.has(stretch)))
    for (const stretch of fresh) this.#seen.add(stretch)
    return fresh
  }

  /** Whether one of `stretches` ran since the last call of this or `fresh`. */
  ran(stretches: ReadonlySet<string>): boolean {
    return [...this.#taken()].some((stretch) => stretches.has(stretch))
  }

  #taken(): Set<string> {
    const taken = new Set<string>()
    this.#session.post('Profiler.takePreciseCoverage', (_, answer) => {
      for (const script of answer?.result ?? []) if (COUNTED.test(script.url)) addStretches(script, taken)
    })
    return taken
  }
}

function addStretches({ scriptId, functions }: Profiler.ScriptCoverage, to: Set<string>): void {
  for (const { ranges } of functions)
    for (const { startOffset, endOffset, count } of ranges)
      if (count > 0) to.add(`${scriptId} ${startOffset} ${endOffset}`)
}
