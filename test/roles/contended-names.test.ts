import assert from 'node:assert/strict'
import { setMaxListeners } from 'node:events'
import { pause } from '../../src/clock.ts'
import { type Client, isTritonError } from '../../src/index.ts'
import { assertGrowingList, type ListOperation } from '../checkers/growing-list.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { announcedSeed } from '../harness/seed.ts'

/** `npm run contended` takes the whole: 32 clients, 100 changes each, of 8 names. */
const WHOLE = process.env['TT_CONTENDED'] === 'whole'
const SIZE = WHOLE
  ? { clients: 32, changes: 100, names: 8, kills: 10 }
  : { clients: 6, changes: 10, names: 2, kills: 3 }
const BLOCK_PEERS = 5
/** A client that is told that nobody is there waits so long. */
const AGAIN_MS = 500
const NEVER = new AbortController().signal
setMaxListeners(0, NEVER)

const seed = announcedSeed('contended names')

interface State {
  version: number
  lines: string[]
}

async function* text(bytes: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(bytes)
}

/** The name's lines and version: what it meant at one moment. */
async function readState(client: Client, name: string): Promise<State> {
  const record = await client.stat(name).catch((error) => {
    if (isTritonError(error, 'NotFound')) return undefined
    throw error
  })
  if (record === undefined) return { version: 0, lines: [] }
  const all: Uint8Array[] = []
  for await (const piece of client.read({ root: record.root })) all.push(piece)
  return { version: record.version, lines: Buffer.concat(all).toString().split('\n').slice(0, -1) }
}

class Contention {
  readonly cluster: MemoryCluster
  readonly histories = new Map<string, ListOperation[]>()
  readonly names = Array.from({ length: SIZE.names }, (_, index) => `name-${index}`)
  kills = 0
  ended = false

  constructor(cluster: MemoryCluster) {
    this.cluster = cluster
    for (const name of this.names) this.histories.set(name, [])
  }

  /** One client's changes: appends, and updates of what it has read, by turns; as many as wanted, and until there were kills. */
  async write(client: Client, writer: number): Promise<void> {
    for (let index = 0; index < SIZE.changes || this.kills < SIZE.kills; index++) {
      const name = this.names[Math.floor(this.cluster.random() * this.names.length)]!
      const line = `${writer}:${index}`
      if (index % 2 === 0)
        await this.#note(
          name,
          [line],
          async () => (await client.append(name, text(`${line}\n`))).record.version,
        )
      else await this.#update(client, name, line)
      if (index >= SIZE.changes) await pause(this.cluster.clock, AGAIN_MS, NEVER)
    }
  }

  async #update(client: Client, name: string, line: string): Promise<void> {
    let state: State | undefined
    await this.#look(name, async () => {
      state = await readState(client, name)
      return state
    })
    if (state === undefined) return
    const { version: ifVersion, lines } = state
    const bytes = `${[...lines, line].join('\n')}\n`
    await this.#note(
      name,
      [line],
      async () => (await client.upload(text(bytes), { name, ifVersion })).record.version,
    )
  }

  async #look(name: string, work: () => Promise<State>): Promise<void> {
    const { clock } = this.cluster
    const callMs = clock.now()
    try {
      const { version, lines } = await work()
      this.histories
        .get(name)!
        .push({ kind: 'read', lines, version, outcome: 'acknowledged', callMs, returnMs: clock.now() })
    } catch {
      await pause(clock, AGAIN_MS, NEVER)
    }
  }

  async #note(name: string, lines: string[], work: () => Promise<number>): Promise<void> {
    const { clock } = this.cluster
    const callMs = clock.now()
    const push = (version: number | undefined, outcome: ListOperation['outcome']) =>
      this.histories.get(name)!.push({ kind: 'add', lines, version, outcome, callMs, returnMs: clock.now() })
    try {
      push(await work(), 'acknowledged')
    } catch (error) {
      push(undefined, isTritonError(error, 'Indeterminate') ? 'unknown' : 'refused')
      await pause(clock, AGAIN_MS * this.cluster.random(), NEVER)
    }
  }

  /** Kills the metadata peer and block peers, one after the other, each when all is well again. */
  async kill(watcher: Client): Promise<void> {
    const { cluster } = this
    const well = async () => {
      const { peers, pending, rebuilding, recordsBacklog } = await watcher.status()
      return peers.length === BLOCK_PEERS && !pending && !rebuilding && recordsBacklog === 0
    }
    while (!this.ended) {
      if (this.kills % 2 === 0) await cluster.restartMetadata()
      else {
        const index = Math.floor(cluster.random() * BLOCK_PEERS)
        cluster.crash(index)
        await pause(cluster.clock, 1_000, NEVER)
        await cluster.restart(index)
      }
      this.kills++
      do await pause(cluster.clock, 500, NEVER)
      while (!this.ended && !(await well().catch(() => false)))
    }
  }
}

describe('names that many clients change under kills', function () {
  this.timeout(WHOLE ? 1_800_000 : 120_000)

  it('have every acknowledged change exactly once, in an order that explains what each client saw', async () => {
    const cluster = await MemoryCluster.start({
      seed,
      blockPeers: BLOCK_PEERS,
      heartbeatMs: 500,
      graceMs: 500,
    })
    const clients = await cluster.run(
      Promise.all(Array.from({ length: SIZE.clients }, () => cluster.client())),
    )
    const watcher = await cluster.run(cluster.client())
    const contention = new Contention(cluster)
    const killing = contention.kill(watcher)
    await cluster.run(
      Promise.all(clients.map((client, writer) => contention.write(client, writer))),
      3_600_000,
    )
    contention.ended = true
    await cluster.run(killing)

    const outcomes = { acknowledged: 0, refused: 0, unknown: 0 }
    for (const [name, history] of contention.histories) {
      const state = async () => readState(watcher, name).catch(() => undefined)
      await cluster.until(`${name} can be read`, async () => (await state()) !== undefined)
      assertGrowingList(history, (await cluster.run(state()))!.lines)
      for (const { kind, outcome } of history) if (kind === 'add') outcomes[outcome]++
    }
    if (WHOLE) console.log(`      ${JSON.stringify(outcomes)}, ${contention.kills} kills`)
    assert.ok(contention.kills >= SIZE.kills, `${contention.kills} kills`)
    assert.ok(outcomes.acknowledged > outcomes.refused, JSON.stringify(outcomes))
  })
})
