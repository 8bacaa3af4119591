import { setImmediate } from 'node:timers/promises'
import { TritonError } from '../../src/errors.ts'
import type { Coverage } from './coverage.ts'
import { mutate } from './mutate.ts'
import type { Target } from './target.ts'

/** Told before each input is taken: by it a watcher knows what hangs. */
export type OnInput = (target: Target, input: Uint8Array) => void

/** An input that a door did not refuse as it should. */
export interface Finding {
  target: string
  input: Uint8Array
  why: string
}

/** What a target has come to. */
export interface Tally {
  inputs: number
  ms: number
  /** Inputs that reached code which none before had. */
  reached: readonly Uint8Array[]
}

export interface TargetRunOptions {
  target: Target
  /** Inputs of the corpus besides the target's own. */
  more: readonly Uint8Array[]
  random: () => number
  coverage: Coverage | undefined
  onInput: OnInput | undefined
}

const CORPUS_MAX = 1000
/** Findings of a target that are kept; more of it say nothing new. */
const FINDINGS_MAX = 5
/** An input that takes longer, three times over, is a finding. */
const SLOW_MS = 500
/** Inputs taken together while the one that reached new code is looked for. */
const SEARCHED = 50

/** One target, with what mutation of it starts from. */
export class TargetRun {
  readonly target: Target
  readonly findings: Finding[] = []
  readonly #corpus: Uint8Array[]
  readonly #reached: Uint8Array[] = []
  readonly #options: TargetRunOptions
  #inputs = 0
  #ms = 0

  private constructor(options: TargetRunOptions, corpus: Uint8Array[]) {
    this.target = options.target
    this.#options = options
    this.#corpus = corpus
  }

  /** Takes the corpus as it is first. */
  static async start(options: TargetRunOptions): Promise<TargetRun> {
    const run = new TargetRun(options, [...(await options.target.seeds()), ...options.more])
    for (const seed of run.#corpus) await run.#take(seed)
    options.coverage?.fresh()
    return run
  }

  get tally(): Tally {
    return { inputs: this.#inputs, ms: this.#ms, reached: this.#reached }
  }

  /** Takes `count` mutated inputs; those that reach code which none had reached join the corpus. */
  async batch(count: number): Promise<number> {
    const { random, coverage } = this.#options
    const startMs = performance.now()
    const inputs = Array.from({ length: count }, () => mutate(this.#corpus, random))
    for (const input of inputs) await this.#take(input)
    // Weak references and timers end only when the event loop turns.
    await setImmediate()
    const fresh = coverage?.fresh()
    if (fresh !== undefined && fresh.size > 0) await this.#keepThoseThatReach(fresh, inputs, SEARCHED)
    this.#ms += performance.now() - startMs
    this.#inputs += count
    return count
  }

  async #keepThoseThatReach(
    code: ReadonlySet<string>,
    inputs: readonly Uint8Array[],
    step: number,
  ): Promise<void> {
    for (let start = 0; start < inputs.length; start += step) {
      const some = inputs.slice(start, start + step)
      for (const input of some) await this.#take(input)
      if (this.#options.coverage?.ran(code) !== true) continue
      if (step === 1) return this.#keep(some[0]!)
      await this.#keepThoseThatReach(code, some, 1)
    }
  }

  #keep(input: Uint8Array): void {
    if (this.#corpus.length >= CORPUS_MAX) return
    this.#corpus.push(input)
    this.#reached.push(input)
  }

  async #take(input: Uint8Array): Promise<void> {
    this.#options.onInput?.(this.target, input)
    const startMs = performance.now()
    try {
      const taking = this.target.take(input)
      if (taking !== undefined) await taking
    } catch (error) {
      if (!(error instanceof TritonError)) this.#found(input, error)
    }
    if (performance.now() - startMs > SLOW_MS) await this.#timeAgain(input)
  }

  /** The machine may have been busy, or collected. */
  async #timeAgain(input: Uint8Array): Promise<void> {
    let fastestMs = Number.POSITIVE_INFINITY
    for (let time = 0; time < 3; time++) {
      const start = process.cpuUsage()
      try {
        await this.target.take(input)
      } catch {
        // How long it took is the question.
      }
      fastestMs = Math.min(fastestMs, process.cpuUsage(start).user / 1000)
    }
    if (fastestMs > SLOW_MS) this.#found(input, `it took ${Math.round(fastestMs)} ms`)
  }

  #found(input: Uint8Array, error: unknown): void {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    if (this.findings.length < FINDINGS_MAX)
      this.findings.push({ target: this.target.name, input: input.slice(), why })
  }
}
