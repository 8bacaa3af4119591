import { threeDigits } from './number.ts'
import { Absent, type Results } from './results.ts'

/** What was measured for a goal. */
export interface Reading {
  value: number
  /** What the value was made of. */
  detail?: string
}

/** Throws `Absent` where a figure is missing. */
export type Read = (results: Results) => Reading

export type Relation = '≥' | '≤' | '<'

/** One condition of the table of goals. */
export interface Goal {
  /** What is done; conditions of one work stand together. */
  work: string
  bench: string
  relation: Relation
  bound: number
  /** Follows a number, such as `MB/s` or `× Redis`. */
  unit: string
  read: Read
}

/** A goal beside what was measured, in words. */
export interface Verdict {
  work: string
  goal: string
  measured: string
  /** `met`, or how far it is from that. */
  outcome: string
}

export function judge({ work, relation, bound, unit, read }: Goal, results: Results): Verdict {
  const goal = `${relation} ${threeDigits(bound)} ${unit}`
  try {
    const { value, detail } = read(results)
    const measured = `${threeDigits(value)} ${unit}${detail === undefined ? '' : ` (${detail})`}`
    const missed = `missed: ${threeDigits(value / bound)} of the goal`
    return { work, goal, measured, outcome: isMet(relation, value, bound) ? 'met' : missed }
  } catch (error) {
    if (!(error instanceof Absent)) throw error
    return { work, goal, measured: error.message, outcome: 'not measured' }
  }
}

function isMet(relation: Relation, value: number, bound: number): boolean {
  if (relation === '≥') return value >= bound
  return relation === '≤' ? value <= bound : value < bound
}
