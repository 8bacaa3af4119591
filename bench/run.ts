/**
 * Runs benches, one after the other, each in a process of its own; prints what they found, and how it compares with the
 * goals.
 *
 *     npm run bench [-- NAME...] [-- --quick] [-- --json FILE] [-- --save]
 *
 * --quick takes smaller sizes and fewer rounds, and without names only the benches that have goals. --save puts the results
 * into bench/results/, in place of earlier ones of the same benches, and makes bench/RESULTS.md and its chart of all that
 * are there.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { GOALS } from './goals.ts'
import type { BenchResult } from './report/bench-result.ts'
import { judge } from './report/judge.ts'
import { machine } from './report/machine.ts'
import { ratesChart } from './report/rates-chart.ts'
import { Results } from './report/results.ts'
import { resultsPage } from './report/results-page.ts'
import { type SavedResults, saveResults, writeResult } from './report/saved-results.ts'
import { tableOf, tableOfGoals } from './report/table.ts'
import { runApart } from './run-apart.ts'

const BENCHES = readdirSync(`${import.meta.dirname}/benches`).map((file) => file.replace(/\.ts$/, ''))

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  })
  const unknown = positionals.filter((name) => !BENCHES.includes(name))
  if (unknown.length > 0) {
    console.error(`there is no bench ${unknown.join(', ')}: ${BENCHES.join(', ')}`)
    process.exit(2)
  }
  const all = values.quick ? BENCHES.filter((name) => GOALS.some(({ bench }) => bench === name)) : BENCHES
  return { ...values, names: positionals.length > 0 ? positionals : all }
}

/** Those that did not fail; each is told to `onResult` when it has ended, since all of them take an hour. */
async function runAll(
  names: readonly string[],
  quick: boolean,
  onResult: (result: BenchResult) => void,
): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const name of names) {
    console.log(`\n== ${name}`)
    const result = await runApart(name, { quick })
    if (result === undefined) continue
    results.push(result)
    console.log(tableOf(result))
    onResult(result)
  }
  return results
}

function printGoals(results: readonly BenchResult[]): void {
  const found = new Results(results)
  const verdicts = GOALS.filter(({ bench }) => found.has(bench)).map((goal) => judge(goal, found))
  if (verdicts.length > 0) console.log(`\n== goals\n${tableOfGoals(verdicts)}`)
}

function save(added: SavedResults): void {
  const saved = saveResults(added)
  const chart = ratesChart(saved.results)
  if (chart !== undefined) writeResult('rates.svg', `${chart}\n`)
  writeFileSync(`${import.meta.dirname}/RESULTS.md`, resultsPage(saved))
}

function printTime(seconds: number): void {
  console.log(`\nIn all ${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s.`)
}

const options = readArguments()
const startMs = performance.now()
const results = await runAll(options.names, options.quick, (result) => {
  if (options.save) save({ machine: machine(), results: [result] })
})
printGoals(results)
printTime((performance.now() - startMs) / 1000)
const found = { machine: machine(), results }
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(found, null, 1)}\n`)
if (results.length < options.names.length) process.exitCode = 1
