import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type ErrorCode, TritonError } from '../../src/errors.ts'
import type { DiskStoreOptions } from '../../src/store/disk.ts'
import type { BlockStore, StoreStatistics } from '../../src/store/store.ts'

export interface Call {
  id: number
  method: 'put' | 'get' | 'has' | 'delete' | 'stamps' | 'expired' | 'scan' | 'verify' | 'statistics' | 'close'
  args: unknown[]
}

export interface Answer {
  id: number
  result?: unknown
  failure?: { code: string | undefined; message: string }
}

type Settle = (answer: Answer) => void

/** A DiskStore in a process of its own, to be killed. What it had under way then never ends. */
export class StoreProcess implements BlockStore {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown[]>
  readonly #waiting = new Map<number, Settle>()
  #calls = 0

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#exited = once(child, 'exit')
  }

  /** `script` is store-child.ts, or what was made of it; `execArgv` what Node needs to run it. */
  static async start(
    script: string,
    execArgv: string[],
    directory: string,
    options: DiskStoreOptions,
  ): Promise<StoreProcess> {
    const child = fork(script, [directory, JSON.stringify(options)], { execArgv, serialization: 'advanced' })
    const store = new StoreProcess(child)
    const [first] = await Promise.race([once(child, 'message'), store.#exited])
    if (first !== 'ready') throw new Error(`the store's process ended with ${first}`)
    child.on('message', (answer: Answer) => store.#waiting.get(answer.id)?.(answer))
    return store
  }

  get pid(): number {
    return this.#child.pid!
  }

  put(...args: Parameters<BlockStore['put']>): Promise<number> {
    return this.#call('put', args)
  }

  get(...args: Parameters<BlockStore['get']>): ReturnType<BlockStore['get']> {
    return this.#call('get', args)
  }

  has(...args: Parameters<BlockStore['has']>): Promise<Uint8Array> {
    return this.#call('has', args)
  }

  delete(...args: Parameters<BlockStore['delete']>): Promise<number> {
    return this.#call('delete', args)
  }

  stamps(...args: Parameters<BlockStore['stamps']>): ReturnType<BlockStore['stamps']> {
    return this.#call('stamps', args)
  }

  renewAll(): void {
    throw new Error('ask the store itself')
  }

  expired(...args: Parameters<BlockStore['expired']>): ReturnType<BlockStore['expired']> {
    return this.#call('expired', args)
  }

  scan(...args: Parameters<BlockStore['scan']>): ReturnType<BlockStore['scan']> {
    return this.#call('scan', args)
  }

  verify(...args: Parameters<BlockStore['verify']>): ReturnType<BlockStore['verify']> {
    return this.#call('verify', args)
  }

  /** Not known on this side. */
  statistics(): StoreStatistics {
    throw new Error('ask the store itself')
  }

  async close(): Promise<void> {
    await this.#call('close', [])
    await this.kill('SIGTERM')
  }

  /** Resolves when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child.kill(signal)
    await this.#exited
  }

  stop(): void {
    this.#child.kill('SIGSTOP')
  }

  cont(): void {
    this.#child.kill('SIGCONT')
  }

  #call<Result>(method: Call['method'], args: unknown[]): Promise<Result> {
    const id = this.#calls++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, failure }) => {
        this.#waiting.delete(id)
        if (failure === undefined) resolve(result as Result)
        else reject(new TritonError(failure.code as ErrorCode, failure.message))
      })
      this.#child.send({ id, method, args } satisfies Call, (error) => {
        // The process is gone: the call never ends.
        void error
      })
    })
  }
}
