/**
 * Simulates failing clusters, a seed each, until the first that breaks a promise.
 *
 *     npm run simulate -- --seeds 1000 [--from 1] [--processes 2] [--minutes 10] [--all] [--trace KEY] [--edition 1]
 *
 * `--processes`: shares the seeds among so many. `--minutes`: begins no more seeds after so long. `--all`: goes on after a
 * failure. `--trace`: tells what becomes of the block whose key, in hex, begins so. `--edition 1`: without what came with decision
 * 0090, as the older regressions are played.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { useCheapSignatures } from './cheap-signatures.ts'
import type { Edition } from './setting.ts'
import { simulate } from './simulate.ts'

const numberAfter = (flag: string, otherwise: number) => {
  const at = process.argv.indexOf(flag)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const trace = process.argv[process.argv.indexOf('--trace') + 1 || process.argv.length]
const seeds = numberAfter('--seeds', 100)
const from = numberAfter('--from', Math.floor(Math.random() * 2 ** 30))
const edition = numberAfter('--edition', 2) as Edition
const processes = numberAfter('--processes', 1)
if (processes > 1) process.exit(await shareAmong(processes))

// Stack traces of errors that are expected take a tenth of the time.
Error.stackTraceLimit = 0
await useCheapSignatures()
const startMs = performance.now()
const outcomes = new Map<string, number>()
let files = 0
let elapsedMs = 0
const failed: number[] = []
const endMs = startMs + numberAfter('--minutes', Number.POSITIVE_INFINITY) * 60_000
let played = 0
for (let seed = from; seed < from + seeds && performance.now() < endMs; seed++, played++) {
  try {
    const tally = await simulate(seed, { trace, edition })
    files += tally.files
    elapsedMs += tally.elapsedMs
    for (const [code, count] of tally.outcomes) outcomes.set(code, (outcomes.get(code) ?? 0) + count)
  } catch (error) {
    failed.push(seed)
    console.error((error as Error).message)
    if (!process.argv.includes('--all')) break
  }
}
const minutes = (performance.now() - startMs) / 60_000
const cpuMinutes = process.cpuUsage().user / 60e6
console.log(`${[...outcomes].map(([code, count]) => `${count} ${code}`).join(', ')}; ${files} files`)
console.log(
  `${played} seeds from ${from}: ${failed.length} failed${failed.length > 0 ? ` (${failed.join(', ')})` : ''}; ` +
    `${Math.round(played / minutes)} a minute, ${Math.round(played / cpuMinutes)} a minute of processor time, ` +
    `${(elapsedMs / 3_600_000).toFixed(1)} h simulated`,
)
process.exit(failed.length > 0 ? 1 : 0)

/** Resolves with 0 where all seeds of all processes keep their promises. */
async function shareAmong(processes: number): Promise<number> {
  const share = Math.ceil(seeds / processes)
  const exitCodes = Array.from({ length: processes }, async (_, index) => {
    const first = index * share
    const own = ['--processes', 1, '--seeds', Math.min(share, seeds - first), '--from', from + first]
    const argv = [...process.execArgv, process.argv[1]!, ...own.map(String), ...process.argv.slice(2)]
    const [exitCode] = await once(spawn(process.execPath, argv, { stdio: 'inherit' }), 'exit')
    return exitCode === 0 ? 0 : 1
  })
  return Math.max(...(await Promise.all(exitCodes)))
}
