import process from 'node:process'
import type { Unit } from './report/bench-result.ts'
import { threeDigits } from './report/number.ts'
import type { Recording } from './report/recording.ts'

/** One thing that is measured again and again. */
export interface Turn {
  work: string
  who: string
  unit: Unit
  /** Does it once and returns the figure. `round` counts from 0, which is the warm-up. */
  act(round: number): Promise<number>
}

/**
 * Measures by turns: each round does every turn once, so that a disturbance of the machine meets all of them alike.
 * A first round warms up and does not count. A turn that fails is left out from then on, and its reason recorded.
 */
export async function measureByTurns(
  recording: Recording,
  rounds: number,
  turns: readonly Turn[],
): Promise<void> {
  const found = turns.map((): number[] => [])
  const failed = new Set<Turn>()
  for (let round = 0; round <= rounds; round++) {
    for (const [index, turn] of turns.entries()) {
      if (failed.has(turn)) continue
      try {
        const figure = await turn.act(round)
        tell(round, rounds, turn, figure)
        if (round > 0) found[index]!.push(figure)
      } catch (error) {
        failed.add(turn)
        recording.miss(turn.work, turn.who, error)
      }
    }
  }
  for (const [index, turn] of turns.entries()) {
    if (!failed.has(turn)) recording.figure(turn.work, turn.who, turn.unit, ...found[index]!)
  }
}

/** One line on a terminal, written over by the next. */
function tell(round: number, rounds: number, { work, who, unit }: Turn, figure: number): void {
  if (!process.stderr.isTTY) return
  const text = `round ${round} of ${rounds}: ${work}, ${who}: ${threeDigits(figure)} ${unit}`
  process.stderr.write(
    `\r\u001b[K${text.slice(0, process.stderr.columns - 1)}${round === rounds ? '\r\u001b[K' : ''}`,
  )
}
