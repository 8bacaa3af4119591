import assert from 'node:assert/strict'
import type { BlockBatch } from '../../src/block/batch.ts'
import { type Client, MemoryStore } from '../../src/index.ts'
import { KEY_BYTES } from '../../src/limits.ts'
import type { Stamps } from '../../src/store/stamp.ts'
import { DRAIN, STATUS } from '../../src/wire/metadata.ts'
import { agreedView } from '../checkers/agreed-epoch.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { assertNothingElse, assertTwoCopies, type StoredFile } from '../checkers/two-copies.ts'
import { MemoryCluster, type MemoryClusterOptions } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const TIMES = { heartbeatMs: 500, graceMs: 1_000 }
/** Block size and bytes: one block, many with a short last one, large ones. */
const SHAPES: [number, number][] = [
  [64, 10],
  [64, 400_003],
  [1_000, 99_999],
  [65_536, 1_000_000],
]

describe('the overlay', () => {
  for (const peers of [3, 5]) {
    it(`has two copies of everything again after one of ${peers} was killed`, async () => {
      const overlay = await Stored.on(peers)
      overlay.cluster.crash(1)
      await overlay.untilHealed(peers - 1)
      await overlay.assertInPlace()
    })

    it(`has two copies of everything after one of ${peers} was killed and came back empty`, async () => {
      const overlay = await Stored.on(peers)
      overlay.cluster.crash(1)
      await overlay.cluster.run(overlay.cluster.restart(1))
      await overlay.untilHealed(peers)
      await overlay.assertInPlace()
    })
  }

  it('moves nothing within the grace', async () => {
    const overlay = await Stored.on(3, { heartbeatMs: 500, graceMs: 20_000 })
    overlay.cluster.crash(1)
    await overlay.cluster.clock.advance(10_000)
    assert.equal(await overlay.moved(), 0)
    await overlay.untilHealed(2)
    await overlay.assertInPlace()
  })

  it('loses nothing when peers die one after the other, as long as it heals in between', async () => {
    const overlay = await Stored.on(5)
    for (const [index, left] of [
      [0, 4],
      [3, 3],
      [1, 2],
    ] as const) {
      overlay.cluster.crash(index)
      await overlay.untilHealed(left)
    }
    await overlay.assertInPlace()
    await overlay.assertReadable()
  })

  it('gives a fourth peer its share, and no more is moved than that', async () => {
    const { overlay, share } = await joined(async () => {})
    assert.ok(share <= 1.2 && share > 0.8, `${share} of a fourth of all copies were moved`)
    await overlay.assertInPlace()
  })

  it('gives a fourth peer its share while files are read, and little of it twice', async () => {
    const { overlay, share } = await joined((overlay) => overlay.assertReadable())
    // What a reader missed is fetched while it is pushed: of small files, whose copies go in one push, up to a fifth.
    assert.ok(share <= 1.35 && share > 0.8, `${share} of a fourth of all copies were moved`)
    await overlay.assertInPlace()
    await overlay.assertReadable()
  })

  it('gives two peers that join at once their shares, and reads go on', async () => {
    const overlay = await Stored.on(3)
    await overlay.cluster.run(Promise.all([overlay.cluster.restart(3), overlay.cluster.restart(4)]))
    await overlay.assertReadable()
    await overlay.untilHealed(5)
    await overlay.assertInPlace()
  })

  it('empties a peer that is drained, which can then be stopped', async () => {
    const overlay = await Stored.on(4)
    const id = overlay.cluster.blockPeerId(2)
    await overlay.drain(id)
    await overlay.assertReadable()
    await overlay.cluster.until('the peer is empty', async () => {
      const { pending, peers } = await overlay.status()
      return !pending && peers.find((peer) => peer.id === id)!.blocks === 0
    })
    overlay.cluster.crash(2)
    await overlay.assertReadable()
    await overlay.untilHealed(3)
    await overlay.assertInPlace()
  })

  it('gives a drained peer its share again when the drain is called off', async () => {
    const overlay = await Stored.on(4)
    const peer = overlay.cluster.blockPeerId(2)
    await overlay.drain(peer)
    await overlay.untilHealed(4)
    await overlay.drain(peer, true)
    await overlay.untilHealed(4)
    await overlay.assertInPlace()
  })

  it('gives a peer that comes back with its memory what it missed, and not the rest', async () => {
    const overlay = await Stored.on(3)
    overlay.cluster.isolate(1)
    await overlay.untilHealed(2)
    await overlay.store(100, 20_000)
    const before = await overlay.moved()
    overlay.cluster.reconnect(1)
    await overlay.untilHealed(3)
    const missed = Math.ceil(20_000 / 64) + 2
    const moved = (await overlay.moved()) - before
    assert.ok(moved > 0 && moved <= missed, `${moved} copies moved, ${missed} were missed`)
    await overlay.assertInPlace()
  })

  it('spreads what was stored on a single peer when a second one joins', async () => {
    const overlay = await Stored.on(1)
    await overlay.cluster.run(overlay.cluster.restart(1))
    await overlay.untilHealed(2)
    await overlay.assertInPlace()
  })
})

/** Counts the copies that are brought to it, by whatever way, and again those that it has. */
class CountingStore extends MemoryStore {
  brought = 0

  override put(batch: BlockBatch, stamps?: Stamps): number {
    this.brought += batch.keys.length / KEY_BYTES
    return super.put(batch, stamps)
  }
}

/** A fourth peer joins three, `meanwhile`; `share`: the copies that were brought to any peer, of a fourth of all. */
async function joined(meanwhile: (overlay: Stored) => Promise<void>) {
  const stores: CountingStore[] = []
  const store = (index: number) => {
    stores[index] = new CountingStore()
    return stores[index]
  }
  const overlay = await Stored.on(3, { ...TIMES, store })
  const brought = () => stores.reduce((sum, each) => sum + each.brought, 0)
  const before = brought()
  const ideal = (await overlay.held()) / 4
  const done = meanwhile(overlay)
  await overlay.cluster.run(overlay.cluster.restart(3))
  await overlay.cluster.run(done)
  await overlay.untilHealed(4)
  return { overlay, share: (brought() - before) / ideal }
}

/** An overlay with some files. */
class Stored {
  readonly cluster: MemoryCluster
  readonly client: Client
  readonly files: (StoredFile & { name: string; file: RandomFile })[] = []

  private constructor(cluster: MemoryCluster, client: Client) {
    this.cluster = cluster
    this.client = client
  }

  static async on(blockPeers: number, options: MemoryClusterOptions = TIMES): Promise<Stored> {
    const cluster = await MemoryCluster.start({ blockPeers, ...options })
    const overlay = new Stored(cluster, await cluster.run(cluster.client()))
    await overlay.untilHealed(blockPeers)
    for (const [index, [blockSize, size]] of SHAPES.entries()) await overlay.store(index, size, blockSize)
    return overlay
  }

  async store(seed: number, size: number, blockSize = 64): Promise<void> {
    const file = new RandomFile(seed, size)
    const name = `file/${seed}`
    const { record } = await this.cluster.run(this.client.upload(file.pieces(), { name, blockSize }))
    this.files.push({ name, file, bytes: file.bytes(), blockSize, root: record.root })
  }

  /** Every block is in its place by the ring of so many peers, and no surplus copy is left. */
  async untilHealed(members: number): Promise<void> {
    await this.cluster.until(
      `${members} peers have everything in its place`,
      async () => {
        const { pending, peers, ringEpoch, recordsBacklog } = await this.status()
        const done = peers.every(
          ({ repair }) =>
            repair?.settled === ringEpoch && repair.backlogBlocks === 0 && repair.strayBlocks === 0,
        )
        return !pending && done && recordsBacklog === 0 && peers.length === members
      },
      120_000,
    )
    // Strays are found after a ring is settled, and go when it has been stable.
    await this.cluster.clock.advance(20 * TIMES.heartbeatMs)
  }

  async assertInPlace(): Promise<void> {
    const inspector = await this.cluster.inspector()
    await this.cluster.run(
      (async () => {
        const view = await agreedView(inspector, this.cluster.metadataId)
        assert.ok(view !== undefined, 'all peers have one view')
        for (const file of this.files) await assertTwoCopies(inspector, view, file)
        await assertNothingElse(inspector, view, this.files)
        for (const { id } of view.members) {
          const names = new Set((await inspector.records(id)).map(({ name }) => name))
          if (view.members.length <= 3) assert.equal(names.size, this.files.length, `records kept by ${id}`)
        }
      })(),
    )
  }

  async assertReadable(): Promise<void> {
    for (const { name, file } of this.files)
      await this.cluster.run(assertRightBytes(this.client.read({ name }), file))
  }

  async drain(peer: string, cancel = false): Promise<void> {
    const network = this.cluster.networkOf('operator')
    await network.start()
    await this.cluster.run(network.call(this.cluster.metadataId, DRAIN, { peer, cancel }))
  }

  async status() {
    const network = this.cluster.networkOf('operator')
    await network.start()
    return (await this.cluster.run(network.call(this.cluster.metadataId, STATUS, {}))).response
  }

  /** Copies that were made anew, by what peers told. */
  async moved(): Promise<number> {
    await this.cluster.clock.advance(2 * TIMES.heartbeatMs)
    const { peers } = await this.status()
    return peers.reduce((sum, { repair }) => sum + (repair?.movedBlocks ?? 0), 0)
  }

  async held(): Promise<number> {
    await this.cluster.clock.advance(2 * TIMES.heartbeatMs)
    const { peers } = await this.status()
    return peers.reduce((sum, { blocks }) => sum + blocks, 0)
  }
}
