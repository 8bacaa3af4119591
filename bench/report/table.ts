import Table from 'cli-table3'
import type { BenchResult } from './bench-result.ts'
import type { Verdict } from './judge.ts'
import { threeDigits } from './number.ts'

const STYLE = {
  style: { head: [], border: [] },
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
}

/** A result as a table for a terminal, with what is missing and how it was measured below. */
export function tableOf({ title, figures, missing, notes, seconds }: BenchResult): string {
  const table = new Table({
    ...STYLE,
    head: ['work', 'who', 'median', 'low', 'high', 'unit'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'left'],
  })
  for (const { work, who, unit, median, low, high } of figures) {
    table.push([work, who, ...[median, low, high].map(threeDigits), unit])
  }
  const lost = missing.map(({ work, who, why }) => `not measured: ${who}, ${work}: ${why}`)
  return [`${title}; ${threeDigits(seconds)} s`, table.toString(), ...lost, ...notes].join('\n')
}

export function tableOfGoals(verdicts: readonly Verdict[]): string {
  const table = new Table({ ...STYLE, head: ['work', 'goal', 'measured', 'outcome'] })
  for (const { work, goal, measured, outcome } of verdicts) table.push([work, goal, measured, outcome])
  return table.toString()
}
