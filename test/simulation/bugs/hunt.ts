import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import type { Bug } from './bugs.ts'
import { plant } from './plant.ts'

/** What became of a bug. */
export interface Catch {
  /** Seeds that were played until one broke a promise; undefined when none did. */
  seeds: number | undefined
  /** The promise. */
  broken: string
  seconds: number
}

/** Simulates with a bug, from seed 1 on, until a seed breaks a promise, at most `seedsMax` of them or `secondsMax`. */
export async function hunt(bug: Bug, seedsMax: number, secondsMax: number): Promise<Catch> {
  const outfile = `node_modules/.cache/bug-${process.pid}-${bug.does.replaceAll(/\W+/g, '-')}.js`
  await plant(bug, outfile)
  const startMs = performance.now()
  const told = await play(outfile, seedsMax, secondsMax).finally(() => rm(outfile, { force: true }))
  const seconds = (performance.now() - startMs) / 1000
  const seed = /^seed (\d+) breaks a promise: (.*)/m.exec(told)
  if (seed === null) return { seeds: undefined, broken: '', seconds }
  return { seeds: Number(seed[1]), broken: seed[2]!, seconds }
}

function play(bundle: string, seeds: number, secondsMax: number): Promise<string> {
  const flags = ['--max-semi-space-size=64', bundle, '--from', '1', '--seeds', String(seeds)]
  const options = { timeout: secondsMax * 1000, killSignal: 'SIGKILL' as const }
  return new Promise((resolve) => {
    execFile(process.execPath, flags, options, (_, stdout, stderr) => resolve(stderr + stdout))
  })
}
