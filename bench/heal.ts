/**
 * How the overlay heals itself: a block peer of three, or five, is killed; a fourth joins; one that was frozen comes back. Each peer is a
 * process, on 64-byte blocks, two copies.
 *
 *     npm run build && node --import tsx bench/heal.ts [--json] [--mib 64] [kill3] [kill5] [join] [rejoin]
 */
import { randomBytes } from 'node:crypto'
import { createClient } from '../src/index.ts'
import { startCluster } from './contenders/cluster.ts'

const MiB = 1024 * 1024
const place = process.argv.indexOf('--mib')
const size = (place < 0 ? 64 : Number(process.argv[place + 1])) * MiB
const HEARTBEAT_MS = 500
const GRACE_MS = 1_000
const flags = ['--heartbeat', `${HEARTBEAT_MS}ms`, '--grace', `${GRACE_MS}ms`]

type Status = Awaited<ReturnType<Awaited<ReturnType<typeof createClient>>['status']>>

/** Polls until `condition` holds; returns the seconds that took. */
async function seconds(condition: () => Promise<boolean>, limitMs = 120_000): Promise<number> {
  const startMs = performance.now()
  while (!(await condition())) {
    if (performance.now() - startMs > limitMs) throw new Error(`not within ${limitMs} ms: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return (performance.now() - startMs) / 1000
}

async function* noise(length = size): AsyncGenerator<Uint8Array> {
  for (let left = length; left > 0; left -= MiB) yield randomBytes(Math.min(MiB, left))
}

function movedOf({ peers }: Status) {
  const sum = (pick: (repair: NonNullable<Status['peers'][0]['repair']>) => number) =>
    peers.reduce((total, { repair }) => total + (repair === undefined ? 0 : pick(repair)), 0)
  return { blocks: sum((repair) => repair.movedBlocks), bytes: sum((repair) => repair.movedBytes) }
}

const isHealed = ({ pending, peers, ringEpoch }: Status) =>
  !pending && peers.every(({ repair }) => repair?.settled === ringEpoch && repair.backlogBlocks === 0)

/** Kills one of `count` block peers that hold a file. */
async function killOne(count: number) {
  const cluster = await startCluster(count, { metadata: flags })
  const client = await createClient({ bootstrap: [cluster.address] })
  try {
    await seconds(async () => isHealed(await client.status()))
    const { elapsedMs } = await client.upload(noise(), { name: 'file' })
    const uploadRate = size / elapsedMs / 1000
    const before = movedOf(await client.status())
    const victim = cluster.blockPeers[0]!
    process.kill(victim, 'SIGKILL')
    const suspect = await seconds(async () =>
      (await client.status()).peers.some(({ state }) => state !== 'alive'),
    )
    const evicted = suspect + (await seconds(async () => (await client.status()).peers.length === count - 1))
    let startedMs = 0
    const healed = await seconds(async () => {
      const status = await client.status()
      if (startedMs === 0 && movedOf(status).blocks > before.blocks) startedMs = performance.now()
      return isHealed(status)
    })
    const moved = movedOf(await client.status())
    const bytes = moved.bytes - before.bytes
    const repair = healed - GRACE_MS / 1000
    return {
      what: `kill 1 of ${count}`,
      'upload MB/s': round(uploadRate),
      'suspect s': round(suspect),
      'evicted s': round(evicted),
      'two copies again s': round(evicted + healed),
      'copied blocks': moved.blocks - before.blocks,
      'repair MB/s': round(bytes / repair / 1e6),
      'repair/upload': round(bytes / repair / 1e6 / uploadRate),
    }
  } finally {
    await client.close()
    await cluster.stop()
  }
}

/** A fourth peer joins three that hold a file. */
async function joinFourth() {
  const cluster = await startCluster(3, { metadata: flags })
  const client = await createClient({ bootstrap: [cluster.address] })
  try {
    await seconds(async () => isHealed(await client.status()))
    const { blocks, pages } = await client.upload(noise(), { name: 'file' })
    const copies = 2 * (blocks + pages)
    await seconds(async () => isHealed(await client.status()))
    const before = await client.status()
    await cluster.addBlockPeer()
    const joined = await seconds(async () => {
      const status = await client.status()
      return status.peers.length === 4 && isHealed(status)
    })
    const after = await client.status()
    const shares = (await client.view()).ring.shares()
    return {
      what: 'join of a fourth',
      'healed s': round(joined),
      'moved blocks': movedOf(after).blocks - movedOf(before).blocks,
      'moved / (copies / 4)': round((movedOf(after).blocks - movedOf(before).blocks) / (copies / 4)),
      'load max/mean': round(Math.max(...shares) * shares.length),
    }
  } finally {
    await client.close()
    await cluster.stop()
  }
}

/** One of three peers is frozen until its copies are made anew; 1 % more is stored; then it is back. */
async function rejoin() {
  const cluster = await startCluster(3, { metadata: flags })
  const client = await createClient({ bootstrap: [cluster.address] })
  try {
    await seconds(async () => isHealed(await client.status()))
    await client.upload(noise(), { name: 'file' })
    const frozen = cluster.blockPeers[0]!
    process.kill(frozen, 'SIGSTOP')
    await seconds(async () => {
      const status = await client.status()
      return status.peers.length === 2 && isHealed(status)
    })
    await client.upload(noise(size / 100), { name: 'more' })
    const before = await client.status()
    const known = movedOf(before)
    process.kill(frozen, 'SIGCONT')
    const back = await seconds(async () => {
      const status = await client.status()
      return status.peers.length === 3 && isHealed(status)
    })
    const after = await client.status()
    const held = after.peers.reduce((sum, { bytes }) => sum + bytes, 0)
    const bytes = movedOf(after).bytes - known.bytes
    return {
      what: 'rejoin after 1 % more',
      'healed s': round(back),
      'moved bytes': bytes,
      'moved / bytes of one peer': round(bytes / (held / 3)),
      'moved / all copies': round(bytes / held),
    }
  } finally {
    await client.close()
    await cluster.stop()
  }
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

const benches: Record<string, () => Promise<object>> = {
  kill3: () => killOne(3),
  kill5: () => killOne(5),
  join: joinFourth,
  rejoin,
}
const named = Object.keys(benches).filter((name) => process.argv.includes(name))
const figures: object[] = []
for (const name of named.length > 0 ? named : Object.keys(benches)) figures.push(await benches[name]!())
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'heal', size, figures }))
else for (const figure of figures) console.table(figure)
