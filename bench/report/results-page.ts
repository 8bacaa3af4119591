import { GOALS } from '../goals.ts'
import type { BenchResult } from './bench-result.ts'
import { FAIRNESS } from './fairness.ts'
import { judge } from './judge.ts'
import type { Machine } from './machine.ts'
import { threeDigits } from './number.ts'
import { Results } from './results.ts'
import type { SavedResults } from './saved-results.ts'

/** bench/RESULTS.md, made of saved results. */
export function resultsPage({ machine, results }: SavedResults): string {
  const parts = [
    '# Results of the benches',
    'Made by `npm run bench -- --save`; not to be edited.',
    ...machineParts(machine),
    '![Rates by contender](results/rates.svg)',
    '## Goals',
    ...goalParts(results),
    '## What was measured, and what is not equal',
    FAIRNESS,
    ...results.flatMap(benchParts),
  ]
  return `${parts.join('\n\n')}\n`
}

function machineParts({ cpu, cores, memoryGiB, system, node, versions }: Machine): string[] {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `${cores} cores of ${cpu}, ${memoryGiB} GiB, ${system}; Node ${node.replace(/^v/, '')}.`,
    `Versions: ${list.join(', ')}.`,
  ]
}

function goalParts(results: readonly BenchResult[]): string[] {
  const all = new Results(results)
  const verdicts = GOALS.map((goal) => judge(goal, all))
  const met = verdicts.filter(({ outcome }) => outcome === 'met').length
  const rows = verdicts.map(({ work, goal, measured, outcome }, index) => {
    const first = verdicts[index - 1]?.work !== work
    return [first ? work : '', goal, measured, outcome === 'met' ? 'met' : `**${outcome}**`]
  })
  const quick = results.some((result) => result.quick)
  return [
    `${met} of ${verdicts.length} are met.${quick ? ' **Some of these are of a quick run, with smaller sizes.**' : ''}`,
    markdownTable(['work', 'goal', 'measured', 'outcome'], rows),
  ]
}

function benchParts(result: BenchResult): string[] {
  const { bench, title, figures, missing, notes, startedAt, seconds, commit, loadBefore, quick } = result
  const command = `npm run bench -- ${bench}${quick ? ' --quick' : ''}`
  const rows = figures.map(({ work, who, unit, median, low, high, rounds }) => {
    const spread = rounds.length > 1 ? `${threeDigits(low)} – ${threeDigits(high)}` : ''
    return [work, who, `${threeDigits(median)} ${unit}`, spread, `${rounds.length}`]
  })
  return [
    `## ${title}`,
    `\`${command}\`: commit ${commit}, ${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${Math.round(seconds)} s, load before ${loadBefore.toFixed(1)}.`,
    markdownTable(['work', 'who', 'median', 'low – high', 'rounds'], rows),
    ...missing.map(({ work, who, why }) => `Not measured: ${who}, ${work}: ${why}.`),
    ...notes,
  ]
}

function markdownTable(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}
