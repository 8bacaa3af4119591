import type { Recording } from '../report/recording.ts'
import { ContenderProcess } from './contender-process.ts'

/** Starts the contenders of a bench one after the other, and stops them when the bench is over. */
export class Together {
  readonly #stops: (() => Promise<void>)[] = []
  readonly #recording: Recording

  constructor(recording: Recording) {
    this.#recording = recording
  }

  /** Undefined, and recorded as missing, where the contender cannot be started. */
  async start(who: string, script: string, args: string[] = []): Promise<ContenderProcess | undefined> {
    try {
      const contender = await ContenderProcess.start(who, script, args)
      this.stopLater(() => contender.stop())
      return contender
    } catch (error) {
      this.#recording.miss('all', who, error)
      return undefined
    }
  }

  /** Called last to first. */
  stopLater(stop: () => Promise<void>): void {
    this.#stops.push(stop)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stop of this.#stops.reverse()) await stop()
  }
}
