import assert from 'node:assert/strict'
import { type Client, isTritonError } from '../../src/index.ts'
import { untilHealed } from '../checkers/healed.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { DisturbedTransfer } from '../harness/disturbed-transfer.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'
import { Lan } from './lan.ts'

const MiB = 1024 * 1024
const HEARTBEAT_MS = 500
const PEERS = 3
/** The fault matrix's. */
const STALL_MS_MAX = 3_000
const OVER_BAD_LINES_MS_MAX = 15_000
const HEALED_WITHIN_MS = 10_000
/** Two intervals and a second, after the last heartbeat that was heard: one that is on its way may still be. */
const EVICTED_WITHIN_MS = 3 * HEARTBEAT_MS + 1_000
const CUT = { loss: 1 }

describe('on a network of its own', function () {
  this.timeout(60_000)
  const seed = announcedSeed('lines')
  let lan: Lan
  let cluster: Cluster
  let client: Client

  before(async () => {
    lan = await Lan.start(seed)
  })

  beforeEach(async () => {
    cluster = await startCluster({
      blockPeers: PEERS,
      heartbeatMs: HEARTBEAT_MS,
      graceMs: 1_000,
      addHost: () => lan.addHost(),
    })
    client = await cluster.client()
  })

  afterEach(() => cluster[Symbol.asyncDispose]())

  after(() => lan[Symbol.dispose]())

  /** What the first block peer hears, and what it says. */
  const lines = {
    get everyoneElse() {
      const peers = [cluster.metadata, ...cluster.blockPeers.slice(1)]
      return [lan.here, ...peers.map(({ host }) => host)]
    },
    get first() {
      return [cluster.blockPeers[0]!.host]
    },
  }

  async function store(size: number): Promise<RandomFile> {
    const file = new RandomFile(seed, size)
    const { singleCopies } = await client.upload(file.pieces(), { name: 'file' })
    assert.equal(singleCopies, 0)
    return file
  }

  const cuts = {
    'no longer reached and silent': () => {
      lan.set(lines.everyoneElse, lines.first, CUT)
      lan.set(lines.first, lines.everyoneElse, CUT)
    },
    'no longer reached': () => lan.set(lines.everyoneElse, lines.first, CUT),
    silent: () => lan.set(lines.first, lines.everyoneElse, CUT),
  }
  for (const [what, cut] of Object.entries(cuts)) {
    it(`a block peer that is ${what} holds up a download for 3 s at most, is evicted, and comes back`, async () => {
      const file = await store(8 * MiB)
      let evictedMs = Promise.resolve(Number.POSITIVE_INFINITY)
      const longestMs = await readWith(file, () => {
        cut()
        evictedMs = timed(() => cluster.untilAlive(client, PEERS - 1))
      })
      assert.ok(longestMs <= STALL_MS_MAX, `it stood still for ${longestMs} ms`)
      assert.ok((await evictedMs) <= EVICTED_WITHIN_MS, `it was evicted after ${await evictedMs} ms`)
      lan.set(lines.everyoneElse, lines.first)
      lan.set(lines.first, lines.everyoneElse)
      await untilHealed(client, PEERS, HEALED_WITHIN_MS)
      await assertRightBytes(client.read({ name: 'file' }), file)
    })
  }

  it('two block peers that do not reach each other stay, and take files; what they could not copy they copy later', async () => {
    const [one, other] = cluster.blockPeers.map(({ host }) => [host])
    lan.set(one!, other!, CUT)
    lan.set(other!, one!, CUT)
    const file = new RandomFile(seed, 4 * MiB)
    await client.upload(file.pieces(), { name: 'file' })
    await assertRightBytes(client.read({ name: 'file' }), file)
    await cluster.untilAlive(client, PEERS)
    lan.set(one!, other!)
    lan.set(other!, one!)
    await untilHealed(client, PEERS, HEALED_WITHIN_MS)
    await cluster.kill(0)
    await assertRightBytes(client.read({ name: 'file' }), file)
  })

  it('a metadata peer that is not reached stops no download; a new operation says so, and works within 10 s of its return', async () => {
    const file = await store(8 * MiB)
    const metadata = [cluster.metadata.host]
    const others = [lan.here, ...cluster.blockPeers.map(({ host }) => host)]
    await readWith(file, () => {
      lan.set(others, metadata, CUT)
      lan.set(metadata, others, CUT)
    })
    await assert.rejects(
      client.stat('file'),
      (error) => isTritonError(error) && ['Timeout', 'Unavailable'].includes(error.code),
    )
    lan.set(others, metadata)
    lan.set(metadata, others)
    await until('files are found again', () => client.stat('file'), HEALED_WITHIN_MS)
    await untilHealed(client, PEERS, HEALED_WITHIN_MS)
    await assertRightBytes(client.read({ name: 'file' }), file)
  })

  it('a client whose own line is cut for 2 s goes on with its download', async () => {
    const file = await store(8 * MiB)
    const peers = [cluster.metadata, ...cluster.blockPeers].map(({ host }) => host)
    await readWith(file, () => {
      lan.set(peers, [lan.here], CUT)
      setTimeout(() => lan.set(peers, [lan.here]), 2_000)
    })
  })

  it('files are stored and read within 15 s over lines of 50 ± 20 ms that lose 2 % and let frames overtake', async () => {
    const all = [lan.here, cluster.metadata.host, ...cluster.blockPeers.map(({ host }) => host)]
    lan.set(all, all, { delayMs: 50, jitterMs: 20, loss: 0.02 })
    const tookMs = await timed(async () => {
      const file = await store(MiB)
      await assertRightBytes(client.read({ name: 'file' }), file)
    })
    assert.ok(tookMs <= OVER_BAD_LINES_MS_MAX, `it took ${tookMs} ms`)
    await cluster.untilAlive(client, PEERS)
  })

  /** Reads the stored file, and does something in the middle; resolves with the milliseconds that it stood still at most. */
  async function readWith(file: RandomFile, act: () => void): Promise<number> {
    const transfer = new DisturbedTransfer(file, act)
    await assertRightBytes(client.read({ name: 'file' }, { onProgress: transfer.onProgress }), file)
    return transfer.end()
  }
})

async function timed(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
