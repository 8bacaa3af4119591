import type { BenchResult, Figure } from './bench-result.ts'

/** The figures of some benches, to look one up. */
export class Results {
  readonly #results: readonly BenchResult[]

  constructor(results: readonly BenchResult[]) {
    this.#results = results
  }

  /** Whether the bench was run. */
  has(bench: string): boolean {
    return this.#results.some((result) => result.bench === bench)
  }

  /** The first figure of a bench by its doer whose work begins so. Throws `Absent`, with the reason, where there is none. */
  figure(bench: string, work: string, who: string): Figure {
    const result = this.#results.find((one) => one.bench === bench)
    const figure = result?.figures.find((one) => one.who === who && one.work.startsWith(work))
    if (figure !== undefined) return figure
    const missing = result?.missing.find(
      (one) => one.who === who && (one.work === 'all' || one.work.startsWith(work)),
    )
    throw new Absent(missing?.why ?? `${bench}: no figure of ${work} by ${who}`)
  }
}

/** A figure is not there; the message says why. */
export class Absent extends Error {
  override name = 'Absent'
}
