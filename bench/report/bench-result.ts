/** What a bench found; written to JSON as it is. */
export interface BenchResult {
  bench: string
  title: string
  figures: Figure[]
  /** What could not be measured. */
  missing: Missing[]
  /** Sentences on how it was measured, for people. */
  notes: string[]
  startedAt: string
  /** Load average of the minute before; the bench before it counts too. */
  loadBefore: number
  /** Per cent of all cores that other work took in the second before. */
  percentBusyBefore?: number
  seconds: number
  commit: string
  quick: boolean
}

export type Unit = 'MB/s' | 'M/s' | '/s' | 's' | 'ms' | 'ns' | 'B' | 'MiB' | '%' | '×' | 'peers'

/** One measured number. Larger is better for rates, smaller for all else. */
export interface Figure {
  /** What was done, such as `upload 64 MiB at 64 B`. */
  work: string
  /** Who did it, such as `tritonring` or `Redis MSET`. */
  who: string
  unit: Unit
  median: number
  low: number
  high: number
  /** One a round, in order. */
  rounds: number[]
}

export interface Missing {
  work: string
  who: string
  why: string
}
