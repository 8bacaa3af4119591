import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { until } from './until.ts'

const READY_MS = 20_000

/** Leaves the tests of the suite that calls it pending, by name, where etcd is not installed. */
export function needsEtcd(): void {
  before(function skipWithoutEtcd() {
    if (spawnSync('etcd', ['--version']).error !== undefined) this.skip()
  })
}

interface Member {
  name: string
  client: string
  peer: string
  process: ChildProcess | undefined
}

const running = new Set<ChildProcess>()

/** A cluster of real etcd processes on free ports, with their data in a temporary directory, synced as it should be. */
export class EtcdCluster {
  readonly #directory: string
  readonly #members: Member[]
  readonly #flags: readonly string[]

  private constructor(directory: string, members: Member[], flags: readonly string[]) {
    this.#directory = directory
    this.#members = members
    this.#flags = flags
  }

  /** Starts `count` members. Write `await using`: they end with the block. `flags`: more flags of etcd. */
  static async start(count = 1, flags: readonly string[] = []): Promise<EtcdCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'tritonring-etcd-'))
    const members: Member[] = []
    for (let index = 0; index < count; index++) {
      const [client, peer] = [await freePort(), await freePort()].map((port) => `http://127.0.0.1:${port}`)
      members.push({ name: `m${index}`, client: client!, peer: peer!, process: undefined })
    }
    const cluster = new EtcdCluster(directory, members, flags)
    await cluster.restartAll()
    return cluster
  }

  get endpoints(): string[] {
    return this.#members.map(({ client }) => client)
  }

  /** What `tt metadata --names` takes. */
  get url(): string {
    return `etcd://${this.endpoints.map((endpoint) => endpoint.replace('http://', '')).join(',')}`
  }

  /** Starts all members that do not run; resolves when they have a leader. */
  async restartAll(): Promise<void> {
    for (const member of this.#members) if (member.process === undefined) this.#spawn(member)
    for (const index of this.#members.keys()) await this.untilHealthy(index)
  }

  async untilHealthy(index: number): Promise<void> {
    const { client, name } = this.#members[index]!
    await until(`etcd member ${name} answers`, async () => (await this.#status(client))?.leader, READY_MS)
  }

  /** The index of the member that leads. */
  async leader(): Promise<number> {
    return until('etcd has a leader', async () => {
      for (const [index, { client, process }] of this.#members.entries()) {
        if (process === undefined) continue
        const status = await this.#status(client)
        if (status?.leader !== undefined && status.leader === status.header.member_id) return { index }
      }
      return undefined
    }).then(({ index }) => index)
  }

  async kill(index: number): Promise<void> {
    const member = this.#members[index]!
    const { process } = member
    member.process = undefined
    if (process === undefined || process.exitCode !== null) return
    process.kill('SIGKILL')
    await once(process, 'exit')
  }

  async restart(index: number): Promise<void> {
    this.#spawn(this.#members[index]!)
    await this.untilHealthy(index)
  }

  /** Freezes a member. */
  stop(index: number): void {
    this.#members[index]!.process?.kill('SIGSTOP')
  }

  cont(index: number): void {
    this.#members[index]!.process?.kill('SIGCONT')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#members.map((_, index) => this.kill(index)))
    await rm(this.#directory, { recursive: true, force: true })
  }

  #spawn(member: Member): void {
    const { name, client, peer } = member
    const cluster = this.#members.map((each) => `${each.name}=${each.peer}`).join(',')
    const flags = {
      name,
      'data-dir': join(this.#directory, name),
      'listen-client-urls': client,
      'advertise-client-urls': client,
      'listen-peer-urls': peer,
      'initial-advertise-peer-urls': peer,
      'initial-cluster': cluster,
      'initial-cluster-token': this.#directory,
      'auto-compaction-retention': '10m',
      'log-level': 'error',
    }
    const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)
    const child = spawn('etcd', [...args, ...this.#flags], { stdio: 'ignore' })
    member.process = child
    running.add(child)
    child.once('exit', () => running.delete(child))
  }

  async #status(client: string): Promise<{ leader?: string; header: { member_id: string } } | undefined> {
    const signal = AbortSignal.timeout(1_000)
    const response = await fetch(`${client}/v3/maintenance/status`, { method: 'POST', body: '{}', signal })
    return response.ok
      ? ((await response.json()) as { leader?: string; header: { member_id: string } })
      : undefined
  }
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
