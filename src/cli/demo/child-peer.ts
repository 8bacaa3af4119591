import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { TritonError } from '../../errors.ts'

/** A peer of a small local overlay joins in well under a second; on a loaded machine it may take some. */
const START_DEADLINE_MS = 30_000
/** A peer that is asked to stop and does not is killed. */
const STOP_DEADLINE_MS = 5_000

export interface ChildPeerOptions {
  /** The command line that runs `tt`. */
  self: readonly string[]
  /** What follows it. */
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  /** Where its stderr goes. */
  logPath: string
  /** Whether it may live on without this process; otherwise it ends with it, even when this one is killed. */
  outlives: boolean
}

/** A peer of the overlay in a process of its own. */
export class ChildPeer {
  readonly pid: number
  readonly peerId: string
  readonly address: string
  readonly #process: ChildProcess
  readonly #logPath: string
  #asked = false

  private constructor(process: ChildProcess, logPath: string, ready: ReadyEvent) {
    this.#process = process
    this.#logPath = logPath
    this.pid = process.pid!
    this.peerId = ready.peerId
    this.address = ready.addresses[0]!
  }

  /** Resolves when the peer says that it is ready. Throws what it said instead. Leaves no process behind on failure. */
  static async start(options: ChildPeerOptions, signal: AbortSignal): Promise<ChildPeer> {
    const child = await spawnPeer(options)
    try {
      return new ChildPeer(child, options.logPath, await readyEvent(child, options.logPath, signal))
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** Kills the process without a warning; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#asked = true
    if (!this.alive) return
    this.#process.kill('SIGKILL')
    await once(this.#process, 'exit')
  }

  /** Asks the process to stop; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#asked = true
    if (!this.alive) return
    const deadline = setTimeout(() => this.#process.kill('SIGKILL'), STOP_DEADLINE_MS)
    this.#process.kill('SIGTERM')
    await once(this.#process, 'exit')
    clearTimeout(deadline)
  }

  /** What the peer said at last, when it ended although nobody asked it to. */
  async lastWords(): Promise<string | undefined> {
    return !this.alive && !this.#asked ? lastError(this.#logPath) : undefined
  }
}

interface ReadyEvent {
  peerId: string
  addresses: string[]
}

/** In a session of its own, so that Ctrl-C reaches this process alone, which then stops the peers in order. */
async function spawnPeer({ self, argv, env, logPath, outlives }: ChildPeerOptions): Promise<ChildProcess> {
  const [command, ...own] = self
  const log = await open(logPath, 'w')
  try {
    const child = spawn(command!, [...own, ...argv, '--json'], {
      env: env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', 'pipe', log.fd, ...(outlives ? [] : (['ipc'] as const))],
    })
    await once(child, 'spawn')
    return child
  } finally {
    await log.close()
  }
}

async function readyEvent(child: ChildProcess, logPath: string, signal: AbortSignal): Promise<ReadyEvent> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(START_DEADLINE_MS)])
  const lines = createInterface({ input: child.stdout!, signal: deadline })
  for await (const line of lines) return JSON.parse(line)
  signal.throwIfAborted()
  throw new TritonError('Unavailable', `a peer of the demo did not start: ${await lastError(logPath)}`)
}

/** The last line of a log that looks like an error, or the last line. */
async function lastError(logPath: string): Promise<string> {
  const lines = (await readFile(logPath, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
  return lines.findLast((line) => /^(tt:|\w*Error\b)/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
}
