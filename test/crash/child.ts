import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type ErrorCode, TritonError } from '../../src/errors.ts'

interface Call {
  id: number
  method: string
  args: unknown[]
}

interface Answer {
  id: number
  result?: unknown
  failure?: { code: string | undefined; message: string }
}

type Settle = (answer: Answer) => void

/** A process that does what it is told, to be killed. What it had under way then never ends. */
export class Child {
  readonly #process: ChildProcess
  readonly #exited: Promise<unknown[]>
  /** It has ended, and whatever it answered before has come. */
  readonly #ended: Promise<unknown>
  readonly #waiting = new Map<number, Settle>()
  #calls = 0

  private constructor(process: ChildProcess) {
    this.#process = process
    this.#exited = once(process, 'exit')
    this.#ended = Promise.all([this.#exited, once(process, 'disconnect')])
  }

  /** `script` is a file that calls `answerCalls`, or what was made of it; `execArgv` what Node needs to run it. */
  static async start(script: string, execArgv: string[], args: string[]): Promise<Child> {
    const process = fork(script, args, { execArgv, serialization: 'advanced' })
    const child = new Child(process)
    const [first] = await Promise.race([once(process, 'message'), child.#exited])
    if (first !== 'ready') throw new Error(`${script} ended with ${first}`)
    process.on('message', (answer: Answer) => child.#waiting.get(answer.id)?.(answer))
    return child
  }

  /** Resolves when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#process.kill(signal)
    await this.#ended
  }

  stop(): void {
    this.#process.kill('SIGSTOP')
  }

  cont(): void {
    this.#process.kill('SIGCONT')
  }

  call<Result>(method: string, args: unknown[]): Promise<Result> {
    const id = this.#calls++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, failure }) => {
        this.#waiting.delete(id)
        if (failure === undefined) resolve(result as Result)
        else reject(new TritonError(failure.code as ErrorCode, failure.message))
      })
      this.#process.send({ id, method, args } satisfies Call, (error) => {
        // The process is gone: the call never ends.
        void error
      })
    })
  }
}

/** The other end of a Child: has `target` do what comes. */
export function answerCalls(target: object): void {
  process.on('message', async ({ id, method, args }: Call) => {
    const answer: Answer = { id }
    try {
      const does = (target as Record<string, (...args: unknown[]) => unknown>)[method]!
      answer.result = await does.apply(target, args)
    } catch (error) {
      answer.failure = { code: (error as { code?: string }).code, message: (error as Error).message }
    }
    process.send?.(answer)
  })
  process.send?.('ready')
}
