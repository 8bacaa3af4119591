import { seededRandom } from '../harness/random.ts'
import { Coverage } from './coverage.ts'
import type { Target } from './target.ts'
import { type Finding, type OnInput, type Tally, TargetRun } from './target-run.ts'

export interface FuzzOptions {
  /** Ends after so many inputs, all targets together. */
  inputs: number
  /** Ends after so long. */
  milliseconds: number
  seed: number
  /** Whether inputs that reach new code join the corpus. */
  guided: boolean
  /** Well-formed or otherwise telling inputs besides the targets' own, by target. */
  corpus?: ReadonlyMap<string, readonly Uint8Array[]>
  onInput?: OnInput
}

export interface FuzzReport {
  inputs: number
  byTarget: Map<string, Tally>
  findings: Finding[]
  /** Memory in use at the end beyond that after the first round; collected before both, where `gc` is there. */
  grownBytes: number
}

/** Each target has its turn for so long before the next, and for no more than its share of the inputs. */
const TURN_MS = 250
const BATCH = 1000

/** Gives every target, in turns, mutated inputs. Resolves when the inputs or the time are used up. */
export async function fuzz(targets: readonly Target[], options: FuzzOptions): Promise<FuzzReport> {
  const coverage = options.guided ? new Coverage() : undefined
  coverage?.start()
  const random = seededRandom(options.seed)
  const runs: TargetRun[] = []
  for (const target of targets) {
    const more = options.corpus?.get(target.name) ?? []
    runs.push(await TargetRun.start({ target, more, random, coverage, onInput: options.onInput }))
  }
  const endMs = performance.now() + options.milliseconds
  let left = options.inputs
  const share = Math.ceil(left / targets.length)
  let usedBytes: number | undefined
  while (left > 0 && performance.now() < endMs) {
    for (const run of runs) {
      const turnEndMs = Math.min(endMs, performance.now() + TURN_MS)
      const leftAfter = Math.max(0, left - share)
      while (left > leftAfter && performance.now() < turnEndMs)
        left -= await run.batch(Math.min(BATCH, left - leftAfter))
    }
    usedBytes ??= usedMemory()
  }
  coverage?.stop()
  return {
    inputs: options.inputs - left,
    byTarget: new Map(runs.map((run) => [run.target.name, run.tally])),
    findings: runs.flatMap(({ findings }) => findings),
    grownBytes: usedMemory() - (usedBytes ?? 0),
  }
}

function usedMemory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
