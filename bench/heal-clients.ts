/**
 * What clients feel of a peer's death: the longest standstill of a download while a block peer is killed or stopped, and
 * throughput while copies are made anew. Each peer is a process; 64-byte blocks, two copies.
 *
 *     npm run build && node --import tsx bench/heal-clients.ts [--json] [--mib 64] [--rounds 5] [stall] [throughput]
 */
import { randomBytes } from 'node:crypto'
import { type Client, createClient } from '../src/index.ts'
import { type BenchCluster, startCluster, untilAlive } from './contenders/cluster.ts'

const MiB = 1024 * 1024
const PEERS = 4
/** Short, so that repair begins while the bench watches. */
const flags = ['--heartbeat', '500ms', '--grace', '1s']
const BASELINE_MS = 8_000
const HEAL_MS_MAX = 120_000

function numberAfter(flag: string, otherwise: number): number {
  const at = process.argv.indexOf(flag)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const size = numberAfter('--mib', 64) * MiB
const rounds = numberAfter('--rounds', 5)

async function* noise(length: number): AsyncGenerator<Uint8Array> {
  for (let left = length; left > 0; left -= MiB) yield randomBytes(Math.min(MiB, left))
}

async function withCluster<Result>(
  work: (cluster: BenchCluster, client: Client) => Promise<Result>,
): Promise<Result> {
  const cluster = await startCluster(PEERS, { metadata: flags })
  const client = await createClient({ bootstrap: [cluster.address] })
  try {
    await untilAlive(cluster, PEERS)
    await client.upload(noise(size), { name: 'file' })
    return await work(cluster, client)
  } finally {
    await client.close()
    await cluster.stop()
  }
}

/** Reads the file; calls `disturb` a third of the way; resolves with the longest time between two pieces, in milliseconds. */
async function longestGap(client: Client, disturb: () => void): Promise<number> {
  let read = 0
  let disturbed = false
  let gapMs = 0
  let lastMs = performance.now()
  for await (const piece of client.read({ name: 'file' })) {
    const now = performance.now()
    if (disturbed) gapMs = Math.max(gapMs, now - lastMs)
    lastMs = now
    read += piece.length
    if (disturbed || read < size / 3) continue
    disturbed = true
    disturb()
    lastMs = performance.now()
  }
  if (read !== size) throw new Error(`read ${read} of ${size} bytes`)
  return gapMs
}

async function stalls(signal: 'SIGKILL' | 'SIGSTOP') {
  const gaps: number[] = []
  for (let round = 0; round < rounds; round++)
    gaps.push(
      await withCluster(({ blockPeers }, client) =>
        longestGap(client, () => process.kill(blockPeers[round % PEERS]!, signal)),
      ),
    )
  gaps.sort((a, b) => a - b)
  return {
    what: `a download while one of ${PEERS} gets ${signal}, ${rounds} times`,
    'longest stall ms, median': Math.round(gaps[gaps.length >> 1]!),
    most: Math.round(gaps.at(-1)!),
  }
}

/** Bytes a second that downloads get until `isOver`. */
async function rate(client: Client, isOver: () => boolean): Promise<number> {
  const startMs = performance.now()
  let bytes = 0
  while (!isOver())
    for await (const piece of client.read({ name: 'file' })) {
      bytes += piece.length
      if (isOver()) break
    }
  return (bytes / (performance.now() - startMs)) * 1000
}

async function throughput() {
  return withCluster(async (cluster, client) => {
    const baselineEndMs = performance.now() + BASELINE_MS
    const before = await rate(client, () => performance.now() > baselineEndMs)
    process.kill(cluster.blockPeers[0]!, 'SIGKILL')
    const watcher = await createClient({ bootstrap: [cluster.address] })
    await untilEvicted(watcher)
    const startMs = performance.now()
    let over = false
    const healed = untilHealed(watcher).finally(() => {
      over = true
    })
    const during = await rate(client, () => over)
    await healed
    await watcher.close()
    return {
      what: `downloads while the copies of one of ${PEERS} are made anew`,
      'MB/s before': round(before / 1e6),
      'MB/s during': round(during / 1e6),
      'during / before': round(during / before),
      'repair s, grace included': round((performance.now() - startMs) / 1000),
    }
  })
}

async function untilEvicted(client: Client): Promise<void> {
  while ((await client.status()).peers.length === PEERS) await sleep(20)
}

async function untilHealed(client: Client): Promise<void> {
  const endMs = performance.now() + HEAL_MS_MAX
  for (;;) {
    const { pending, peers, ringEpoch } = await client.status()
    if (!pending && peers.every(({ repair }) => repair?.settled === ringEpoch)) return
    if (performance.now() > endMs) throw new Error(`not healed within ${HEAL_MS_MAX} ms`)
    await sleep(50)
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

const benches: Record<string, () => Promise<object[]>> = {
  stall: async () => [await stalls('SIGKILL'), await stalls('SIGSTOP')],
  throughput: async () => [await throughput()],
}
const named = Object.keys(benches).filter((name) => process.argv.includes(name))
const figures: object[] = []
for (const name of named.length > 0 ? named : Object.keys(benches)) figures.push(...(await benches[name]!()))
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'heal-clients', size, figures }))
else for (const figure of figures) console.table(figure)
