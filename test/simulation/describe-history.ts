import type { Operation } from '../checkers/register.ts'

/** A line for each operation: for whoever reads a failure. */
export function describeHistory(history: readonly Operation<string>[]): string {
  return history
    .map(({ kind, value, callMs, returnMs }) => {
      const what = value?.slice(0, 8) ?? 'nothing'
      return `  ${kind} ${what} from ${callMs.toFixed()} to ${returnMs.toFixed()} ms`
    })
    .join('\n')
}
