import assert from 'node:assert/strict'
import { agreedView } from '../checkers/agreed-epoch.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { startCluster } from '../harness/cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'
import { Lan } from '../lan/lan.ts'
import { Lines } from './lines.ts'
import { Load } from './load.ts'
import { Mischief, seconds } from './mischief.ts'

/** What `npm run chaos` sets. */
const MS = Number(process.env['TT_CHAOS_MINUTES']) * 60_000
const KILLS = Number(process.env['TT_CHAOS_KILLS'])
const STORE = process.env['TT_CHAOS_STORE'] === 'disk' ? 'disk' : 'memory'
const HAS_LAN = process.env['TT_CHAOS_LAN'] === 'yes'
/** For what is under way, healing, and the comparison of every file. */
const END_MS = 300_000
const CLIENTS = 2

describe(`an overlay of processes${HAS_LAN ? ' on a network' : ''}, blocks in ${STORE}`, function () {
  this.timeout(MS + END_MS)
  const seed = announcedSeed('chaos')

  it(`keeps every file while peers are killed, frozen, drained and added${HAS_LAN ? ', and lines cut' : ''}`, async () => {
    using lan = HAS_LAN ? await Lan.start(seed) : undefined
    await using cluster = await startCluster({
      blockPeers: 4,
      heartbeatMs: 500,
      graceMs: 1_000,
      store: STORE,
      ...(lan && { addHost: () => lan.addHost() }),
    })
    const loads = await Promise.all(
      Array.from(
        { length: CLIENTS },
        async (_, lane) => new Load(await cluster.client(), `${lane}`, seed + lane),
      ),
    )
    const client = await cluster.client()
    const random = seededRandom(seed)
    const lines = lan && new Lines(lan, random)
    const mischief = new Mischief(cluster, client, { random, lines, kills: KILLS })
    await playFor(MS, [mischief, ...loads])
    await mischief.untilHealed()
    report(mischief, loads)
    const inspector = await cluster.inspector()
    await until('all have one view', () => agreedView(inspector, cluster.metadata.id))
    for (const { files } of loads)
      for (const [name, file] of files) await assertRightBytes(client.read({ name }), file)
    assert.ok(
      loads.every(({ files }) => files.size > 0),
      'each client has stored something',
    )
  })
})

/** Lets them all play until `ms` are over or one fails. Throws that failure when all have ended. */
async function playFor(
  ms: number,
  players: readonly { play(signal: AbortSignal): Promise<void> }[],
): Promise<void> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), ms)
  const plays = players.map(async (player) => {
    try {
      await player.play(over.signal)
    } finally {
      over.abort()
    }
  })
  const outcomes = await Promise.allSettled(plays)
  clearTimeout(timer)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}

function report(mischief: Mischief, loads: readonly Load[]): void {
  console.table(
    Object.fromEntries(
      [...mischief.done].map(([deed, { times, healMs, slowestMs }]) => [
        deed,
        { times, 'healed after s, mean': seconds(healMs / times), most: seconds(slowestMs) },
      ]),
    ),
  )
  console.table(
    loads.map(({ files, outcomes, bytes, slowestMs }) => ({
      files: files.size,
      MiB: Math.round(bytes / 2 ** 20),
      ...Object.fromEntries(outcomes),
      'slowest s': seconds(slowestMs),
    })),
  )
}
