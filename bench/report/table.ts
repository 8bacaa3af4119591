import Table from 'cli-table3'
import type { BenchResult } from './bench-result.ts'
import { threeDigits } from './number.ts'

/** A result as a table for a terminal, with what is missing and how it was measured below. */
export function tableOf({ title, figures, missing, notes, seconds }: BenchResult): string {
  const table = new Table({
    head: ['work', 'who', 'median', 'low', 'high', 'unit'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  })
  for (const { work, who, unit, median, low, high } of figures) {
    table.push([work, who, ...[median, low, high].map(threeDigits), unit])
  }
  const lost = missing.map(({ work, who, why }) => `not measured: ${who}, ${work}: ${why}`)
  const time = `${title}; ${threeDigits(seconds)} s`
  return [time, table.toString(), ...lost, ...notes].join('\n')
}
