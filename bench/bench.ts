import type { Recording } from './report/recording.ts'

/** One bench: a file of bench/benches/ whose default export is this. */
export interface Bench {
  /** What it measures, in a line. */
  title: string
  run(recording: Recording, options: BenchOptions): Promise<void>
}

export interface BenchOptions {
  /** Smaller sizes and fewer rounds: all that have goals take less than five minutes together. */
  quick: boolean
}
