/**
 * Runs benches, one after the other, each in a process of its own; prints what they found as tables.
 *
 *     npm run bench [-- NAME...] [-- --quick] [-- --json FILE] [-- --save]
 *
 * --save puts the results into bench/results.json, in place of earlier ones of the same benches, and makes
 * bench/RESULTS.md and bench/results.svg of all that are there.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { BenchResult } from './report/bench-result.ts'
import { machine } from './report/machine.ts'
import { tableOf } from './report/table.ts'
import { runApart } from './run-apart.ts'

const BENCHES = readdirSync(`${import.meta.dirname}/benches`).map((file) => file.replace(/\.ts$/, ''))

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const unknown = positionals.filter((name) => !BENCHES.includes(name))
if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}: ${BENCHES.join(', ')}`)
  process.exit(2)
}

const results: BenchResult[] = []
let failed = 0
for (const name of positionals.length > 0 ? positionals : BENCHES) {
  console.log(`\n== ${name}`)
  const result = await runApart(name, { quick: options.quick })
  if (result === undefined) failed++
  else {
    results.push(result)
    console.log(tableOf(result))
  }
}
if (options.json !== undefined) {
  writeFileSync(options.json, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`)
}
process.exit(failed === 0 ? 0 : 1)
