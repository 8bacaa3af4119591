import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { BenchResult } from './bench-result.ts'
import type { Machine } from './machine.ts'

const DIRECTORY = `${import.meta.dirname}/../results`
const PATH = `${DIRECTORY}/results.json`

/** The results of benches on one machine. */
export interface SavedResults {
  machine: Machine
  results: BenchResult[]
}

/** What bench/results/results.json holds; undefined where there is none. */
export function loadResults(): SavedResults | undefined {
  return existsSync(PATH) ? JSON.parse(readFileSync(PATH, 'utf8')) : undefined
}

/** Puts results in place of earlier ones of the same benches; those of another machine, or of other versions, go, which is said. */
export function saveResults(added: SavedResults): SavedResults {
  const before = loadResults()
  const comparable = before === undefined || isDeepStrictEqual(before.machine, added.machine)
  if (!comparable)
    console.error('Earlier results go: of another machine, or other versions (npm run bench:setup).')
  const kept = comparable ? (before?.results ?? []) : []
  const others = kept.filter(({ bench }) => !added.results.some((result) => result.bench === bench))
  const results = [...others, ...added.results].sort((a, b) => (a.bench < b.bench ? -1 : 1))
  const saved = { machine: added.machine, results }
  writeResult('results.json', `${JSON.stringify(saved, null, 1)}\n`)
  return saved
}

/** Writes a file of bench/results/. */
export function writeResult(name: string, text: string): void {
  mkdirSync(DIRECTORY, { recursive: true })
  writeFileSync(`${DIRECTORY}/${name}`, text)
}
