import { execFileSync, fork } from 'node:child_process'
import { loadavg } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Bench, BenchOptions } from './bench.ts'
import type { BenchResult } from './report/bench-result.ts'
import { percentBusy } from './report/other-work.ts'
import { Recording } from './report/recording.ts'

/** Runs a bench of bench/benches/ in a process of its own; undefined when it failed, which it has said on stderr. */
export function runApart(name: string, options: BenchOptions): Promise<BenchResult | undefined> {
  const child = fork(fileURLToPath(import.meta.url), [name, JSON.stringify(options)], {
    execArgv: ['--expose-gc', '--import', 'tsx', '--no-warnings'],
  })
  return new Promise((resolve) => {
    let result: BenchResult | undefined
    child.once('message', (message) => {
      result = message as BenchResult
    })
    child.once('exit', () => resolve(result))
  })
}

async function run(name: string, options: BenchOptions): Promise<BenchResult> {
  const { default: bench } = (await import(`./benches/${name}.ts`)) as { default: Bench }
  const recording = new Recording()
  const loadBefore = loadavg()[0]!
  const percentBusyBefore = await percentBusy()
  const startedAt = new Date()
  await bench.run(recording, options)
  const { figures, missing, notes } = recording
  const seconds = (Date.now() - startedAt.getTime()) / 1000
  return {
    bench: name,
    title: bench.title,
    figures,
    missing,
    notes,
    startedAt: startedAt.toISOString(),
    loadBefore,
    percentBusyBefore,
    seconds,
    commit: commit(),
    quick: options.quick,
  }
}

/** The commit that is measured; with a plus where the tree has changes. */
function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
    const changed = git('status', '--porcelain', '--', 'src', 'peers', 'package-lock.json') !== ''
    return git('rev-parse', '--short', 'HEAD') + (changed ? '+' : '')
  } catch {
    return 'unknown'
  }
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, options] = process.argv.slice(2) as [string, string]
  process.once('disconnect', () => process.exit(1))
  process.send(await run(name, JSON.parse(options)), () => process.exit())
}
