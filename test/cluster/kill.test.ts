import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import type { Client, Progress, UploadReport } from '../../src/index.ts'
import { assertRightBytes, assertRightFile } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'

/** How often each peer is killed in each situation; the issue wants 20. */
const ROUNDS = Number(process.env['TT_KILL_ROUNDS'] ?? 20)
const MiB = 1024 * 1024
const PEERS = [0, 1, 2]
/** Two overlays at once, for two cores; in one a dead peer is evicted at once, in the other it stays suspect. */
const HEARTBEATS_MS = [300, 5_000]

/** One round: a victim, a file that nobody has seen before, and a client. */
interface Round {
  cluster: Cluster
  client: Client
  victim: number
  file: RandomFile
  name: string
  blockSize: number
}

describe(`a block peer is killed, each of three ${ROUNDS} times`, function () {
  this.timeout(60_000 + ROUNDS * 15_000)
  const seed = announcedSeed('kill')
  const clusters: Cluster[] = []
  const clients: Client[] = []
  let plays = 0

  before(async () => {
    for (const heartbeatMs of HEARTBEATS_MS) {
      const cluster = await startCluster({ heartbeatMs })
      clusters.push(cluster)
      clients.push(await cluster.client())
    }
  })

  after(async () => {
    for (const cluster of clusters) await cluster[Symbol.asyncDispose]()
  })

  /** Plays `round` for every peer as often as wanted, half of it in each overlay; between rounds three peers live. */
  async function everyPeer(play: (round: Round) => Promise<void>, sizeOf = anySize): Promise<void> {
    const random = seededRandom(seed + plays++)
    const rounds = PEERS.flatMap((victim) =>
      Array.from({ length: ROUNDS }, (_, index) => {
        const size = sizeOf(random)
        const file = new RandomFile(Math.floor(random() * 2 ** 31), size)
        const name = `${plays}/${victim}/${index}`
        return { victim, lane: index % 2, file, name, blockSize: anyBlockSize(random) }
      }),
    )
    await Promise.all(
      clusters.map(async (cluster, lane) => {
        for (const round of rounds.filter((each) => each.lane === lane)) {
          await cluster.untilAlive(clients[lane]!, PEERS.length)
          try {
            await play({ ...round, cluster, client: clients[lane]! })
            assert.equal(cluster.blockPeers[round.victim]!.alive, false, 'the victim was killed')
          } finally {
            if (!cluster.blockPeers[round.victim]!.alive) await cluster.restart(round.victim)
          }
        }
      }),
    )
  }

  const upload = (round: Round, onProgress?: (progress: Progress) => void): Promise<UploadReport> =>
    round.client.upload(round.file.pieces(256 * 1024), {
      name: round.name,
      blockSize: round.blockSize,
      onProgress,
    })

  /** With three peers alive, every block is on two of them. */
  async function store(round: Round): Promise<void> {
    const { singleCopies } = await upload(round)
    assert.equal(singleCopies, 0, 'blocks that one peer alone could take')
  }

  const assertReadable = ({ client, name, file }: Round) => assertRightBytes(client.read({ name }), file)

  it('before an upload: the file is stored on the other two', () =>
    everyPeer(async (round) => {
      await round.cluster.kill(round.victim)
      await store(round)
      await assertReadable(round)
    }))

  it('in the middle of an upload: it succeeds', () =>
    everyPeer(async (round) => {
      const { onProgress, killed } = killInTheMiddle(round)
      // The size of a stream is not known to the client, so it is added here.
      await upload(round, (progress) => onProgress({ ...progress, total: round.file.size }))
      await killed()
      await assertReadable(round)
    }, largeEnough))

  it('after an upload: the file is there', () =>
    everyPeer(async (round) => {
      await store(round)
      await round.cluster.kill(round.victim)
      await assertReadable(round)
    }))

  it('before a download, by a client that comes later: the file is read', () =>
    everyPeer(async (round) => {
      await store(round)
      await round.cluster.kill(round.victim)
      const client = await round.cluster.client()
      await assertReadable({ ...round, client })
      await client.close()
    }))

  it('in the middle of a download: it succeeds', async () => {
    let rerouted = 0
    await everyPeer(async (round) => {
      await store(round)
      const { onProgress, killed } = killInTheMiddle(round)
      const directory = round.cluster.directory
      const report = await round.client.download({ name: round.name }, { directory, onProgress })
      await killed()
      rerouted += report.blocksRerouted
      await assertRightFile(report.path, round.file)
      await rm(report.path)
    }, largeEnough)
    assert.ok(rerouted > 0, 'no download has felt it')
  })

  it('after a download: the file stays right, and is read again', () =>
    everyPeer(async (round) => {
      await store(round)
      const directory = round.cluster.directory
      const { path } = await round.client.download({ name: round.name }, { directory })
      await round.cluster.kill(round.victim)
      await assertRightFile(path, round.file)
      await rm(path)
      await assertReadable(round)
    }))
})

/** Kills the victim at the first report of progress between 10 % and 90 %; `killed` throws unless there was one. */
function killInTheMiddle({ cluster, victim }: Round) {
  let death: Promise<void> | undefined
  return {
    onProgress({ bytes, total }: Progress): void {
      const share = bytes / total!
      if (death === undefined && share >= 0.1 && share <= 0.9) death = cluster.kill(victim)
    },
    async killed(): Promise<void> {
      assert.ok(death !== undefined, 'there was a report of progress between 10 % and 90 %')
      await death
    },
  }
}

/** Nothing, a byte, or up to 1 MiB. */
function anySize(random: () => number): number {
  const draw = random()
  if (draw < 0.1) return Math.floor(draw * 20)
  return Math.floor(random() * MiB)
}

/** So large that its first slab, of about 1 MiB, ends between 10 % and 90 %. */
function largeEnough(random: () => number): number {
  return Math.floor((1.5 + 3 * random()) * MiB)
}

/** Mostly 64 bytes. */
function anyBlockSize(random: () => number): number {
  if (random() < 0.7) return 64
  const sizes = [100, 1_000, 4_096, 65_536, MiB]
  return sizes[Math.floor(random() * sizes.length)]!
}
