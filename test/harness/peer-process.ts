import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Host, THIS_MACHINE } from './host.ts'
import { peerEntry } from './peer-entry.ts'

/** From the start of the process to its ready line; generous, for a machine that does other things too. */
const READY_MS = 20_000
/** What is kept of a process's stderr. */
const STDERR_CHARACTERS_MAX = 16_384

const running = new Set<PeerProcess>()
/** Those that ended, until the test they ended in is over. */
const ended = new Set<PeerProcess>()

/** A peer in a process of its own. */
export class PeerProcess {
  readonly name: string
  readonly host: Host
  /** PeerId, from the ready line. */
  id = ''
  /** Its first multiaddr, from the ready line. */
  address = ''
  /** For the first user of an overlay, from the ready line. */
  invitation: string | undefined
  stderr = ''
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>

  private constructor(name: string, args: readonly string[], host: Host) {
    this.name = name
    this.host = host
    const [command, ...rest] = [...host.enter, process.execPath, peerEntry(), ...args]
    this.#child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child.stderr?.on('data', (text) => {
      this.stderr = (this.stderr + text).slice(-STDERR_CHARACTERS_MAX)
    })
    this.#exited = once(this.#child, 'exit').finally(() => {
      running.delete(this)
      ended.add(this)
    })
    running.add(this)
  }

  /** Resolves when the peer says that it is ready. Throws, with its stderr, when it ends before or takes too long. */
  static async start(name: string, args: readonly string[], host = THIS_MACHINE): Promise<PeerProcess> {
    const peer = new PeerProcess(name, args, host)
    try {
      const ready = await peer.#readyLine()
      peer.id = ready.peerId
      peer.address = ready.addresses[0]!
      peer.invitation = ready.invitation
      return peer
    } catch (cause) {
      await peer.kill()
      throw new Error(`${name} did not start: ${peer.stderr || 'it said nothing'}`, { cause })
    }
  }

  get pid(): number {
    return this.#child.pid!
  }

  get alive(): boolean {
    return running.has(this)
  }

  /** The TCP port of its address. */
  get port(): number {
    return Number(/\/tcp\/(\d+)/.exec(this.address)?.[1])
  }

  /** Sends the signal at once; resolves with the exit code (null for a death by signal) when the process has ended. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.#child.kill(signal)
    await this.#exited
    return this.#child.exitCode
  }

  /** Freezes the process as it is. */
  stop(): void {
    this.#child.kill('SIGSTOP')
  }

  cont(): void {
    this.#child.kill('SIGCONT')
  }

  async #readyLine(): Promise<{ peerId: string; addresses: string[]; invitation?: string }> {
    const deadline = AbortSignal.timeout(READY_MS)
    const lines = createInterface({ input: this.#child.stdout! })
    const line = await Promise.race([
      once(lines, 'line', { signal: deadline }).then(([text]) => text as string),
      this.#exited.then(() => undefined),
    ])
    if (line === undefined) throw new Error('the process ended')
    return JSON.parse(line)
  }
}

/** What every process of the test, running or not, has said on stderr. */
function collectedStderr(): string {
  const speaking = [...running, ...ended].filter(({ stderr }) => stderr !== '')
  return speaking.map(({ name, pid, stderr }) => `--- stderr of ${name} (${pid}):\n${stderr}`).join('\n')
}

afterEach(function showStderr() {
  if (this.currentTest?.state === 'failed') {
    const said = collectedStderr()
    if (said !== '') console.error(said)
  }
  ended.clear()
})

after(async function endEveryPeer() {
  await Promise.all([...running].map((peer) => peer.kill()))
})

process.on('exit', () => {
  for (const peer of running) process.kill(peer.pid, 'SIGKILL')
})
