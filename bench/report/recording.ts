import { NotMeasured } from '../contenders/contender.ts'
import type { Figure, Missing, Unit } from './bench-result.ts'
import { median } from './statistics.ts'

/** What a bench has found so far. */
export class Recording {
  readonly figures: Figure[] = []
  readonly missing: Missing[] = []
  readonly notes: string[] = []

  /** Adds a figure of one or more rounds. */
  figure(work: string, who: string, unit: Unit, ...rounds: number[]): void {
    const [low, high] = [Math.min(...rounds), Math.max(...rounds)]
    this.figures.push({ work, who, unit, median: median(rounds), low, high, rounds })
  }

  /** Adds something that could not be measured, by the error that says why. */
  miss(work: string, who: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    if (!(error instanceof NotMeasured)) console.error(error)
    this.missing.push({ work, who, why: why.split('\n')[0]! })
  }

  note(sentence: string): void {
    this.notes.push(sentence)
  }
}
