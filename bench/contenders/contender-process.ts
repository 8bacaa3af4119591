import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BenchFile } from './bench-file.ts'
import { type Action, type Answer, type Counts, NotMeasured, type Order } from './contender.ts'
import { peakMemory, resetPeakMemory } from './peak-memory.ts'

/** What one order took. */
export interface Timing {
  seconds: number
  counts: Counts
}

/** A contender in a process of its own. */
export class ContenderProcess {
  readonly name: string
  readonly #child: ChildProcess

  private constructor(name: string, child: ChildProcess) {
    this.name = name
    this.#child = child
  }

  /**
   * Starts a contender's script, a path from bench/, with its arguments. Throws `NotMeasured` where what it needs is
   * not there.
   */
  static async start(
    name: string,
    script: string,
    args: string[] = [],
    nodeFlags: readonly string[] = [],
  ): Promise<ContenderProcess> {
    const path = fileURLToPath(new URL(`../${script}`, import.meta.url))
    const child = fork(path, args, {
      execArgv: ['--expose-gc', '--import', 'tsx', '--no-warnings', ...nodeFlags],
    })
    const contender = new ContenderProcess(name, child)
    try {
      await contender.#order('start')
      return contender
    } catch (error) {
      await contender.stop()
      throw error
    }
  }

  get pid(): number {
    return this.#child.pid!
  }

  /** Stores a file. */
  async upload(file: BenchFile): Promise<Timing> {
    await this.#order('prepare', file)
    return this.#order('upload', file)
  }

  /** Collects garbage now, so that the next order does not: before many begin together. */
  async collect(): Promise<void> {
    await this.#order('collect')
  }

  /** Reads a file and counts its bytes. */
  download(file: BenchFile): Promise<Timing> {
    return this.#order('download', file)
  }

  /** Reads a file and compares its bytes; throws where they differ. */
  async check(file: BenchFile): Promise<void> {
    await this.#order('check', file)
  }

  async forget(file: BenchFile): Promise<void> {
    await this.#order('forget', file)
  }

  /** Runs `act` and returns its result with this process's peak of resident memory meanwhile, in bytes. */
  async watchMemory<T>(act: () => Promise<T>): Promise<{ result: T; peakBytes: number | undefined }> {
    resetPeakMemory(this.pid)
    const result = await act()
    return { result, peakBytes: peakMemory(this.pid) }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    if (this.#child.connected) this.#child.disconnect()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(timer)
  }

  async #order(action: Action, file?: BenchFile): Promise<Timing> {
    const answer = await this.#answer({ action, file })
    if ('missing' in answer) throw new NotMeasured(answer.missing)
    if ('failed' in answer) throw new Error(`${this.name} could not ${action}: ${answer.failed}`)
    return answer
  }

  #answer(order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error(`${this.name} ended before it answered`))
      this.#child.once('exit', onExit)
      this.#child.once('message', (answer) => {
        this.#child.off('exit', onExit)
        resolve(answer as Answer)
      })
      this.#child.send(order)
    })
  }
}
