import assert from 'node:assert/strict'
import { hashBlock } from '../../src/block/hash.ts'
import type { Ring } from '../../src/ring/ring.ts'
import { REPLICATE } from '../../src/wire/blocks.ts'
import { hexKeys } from '../checkers/inspector.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { allKeys } from '../checkers/two-copies.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { SimulatedStore } from '../simulation/simulated-store.ts'

/** Blocks of 64 bytes and of 64 KiB, which do not fit into one answer together. */
const SHAPES: [number, number][] = [
  [64, 30_000],
  [65_536, 3_000_000],
]

describe('a block that is wrong or missing on one of its owners', () => {
  for (const [blockSize, size] of SHAPES) {
    const what = `in a file of ${size} bytes in blocks of ${blockSize}`

    it(`is found by a scrub and fetched anew: all of a disk rots, ${what}`, async () => {
      const { cluster, stores, client } = await stored(blockSize, size)
      const victim = stores[1]!
      const count = victim.size
      rotAll(victim)
      await cluster.run(client.administration.scrub('block-1', { start: true }))
      await cluster.until('the scrub is over', () => !progress(cluster).running)
      const { checked, corrupt, mended } = progress(cluster)
      assert.deepEqual({ checked, corrupt, mended }, { checked: count, corrupt: count, mended: count })
      assertRight(victim)
    })

    it(`is replaced when a reader met it, ${what}`, async () => {
      const { cluster, stores, client, file } = await stored(blockSize, size)
      const count = stores[1]!.size
      rotAll(stores[1]!)
      await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
      await cluster.clock.advance(2_000)
      // A reader asks one owner of each block.
      const left = stores[1]!.wrong().length
      assert.ok(left < 0.8 * count, `${left} of ${count} blocks are still wrong`)
      assert.equal(stores[1]!.size, count)
    })

    it(`is fetched when a reader missed it, ${what}`, async () => {
      const { cluster, stores, client, file } = await stored(blockSize, size)
      stores[1]!.wipe()
      for (let round = 0; round < 6; round++)
        await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
      await cluster.clock.advance(2_000)
      assert.ok(stores[1]!.size > 0, 'blocks have come back')
      assertRight(stores[1]!)
    })
  }

  it('is given to nobody while no right copy can be had, and comes back when one can', async () => {
    const { cluster, stores, client } = await stored(64, 10_000)
    cluster.isolate(0)
    cluster.isolate(2)
    rotAll(stores[1]!)
    await cluster.run(client.administration.scrub('block-1', { start: true }))
    await cluster.until('the scrub is over', () => !progress(cluster).running)
    assert.equal(stores[1]!.size, 0)
    cluster.reconnect(0)
    cluster.reconnect(2)
    await cluster.until('everything is back', () => stores[1]!.size > 0 && isRight(stores[1]!), 60_000)
    // Whoever brought them: the other owners, or this peer itself.
    await cluster.until('none is called wrong any more', async () => (await corruptOf(cluster)) === 0, 60_000)
  })
})

describe('what was written while an owner was away', () => {
  it('is on that owner when it is back, and nowhere else in the end', async () => {
    const { cluster, stores, client } = await stored(64, 100)
    cluster.isolate(1)
    await cluster.clock.advance(1_500)
    const file = new RandomFile(77, 20_000)
    const { record } = await cluster.run(client.upload(file.pieces(), { name: 'meanwhile' }))
    cluster.reconnect(1)
    const keys = hexKeys(allKeys({ bytes: file.bytes(), blockSize: 64, root: record.root }))
    const inPlace = () =>
      keys.every((key) => {
        const owners = cluster.metadata!.view!.ring.ownersOf(Buffer.from(key, 'hex'))
        return stores.every(
          (store, index) => [...store.keys].includes(key) === owners.includes(`block-${index}`),
        )
      })
    await cluster.until('all are in their places', inPlace, 120_000)
  })
})

describe('a block that came to a peer which is not its owner', () => {
  it('is brought to its owners and goes, although another went when it came', async () => {
    const { cluster, stores, client } = await stored(64, 10_000)
    await cluster.run(client.administration.scrub('block-1', { start: true }))
    await cluster.clock.advance(60_000)
    const { ring } = cluster.metadata!.view!
    const payload = strayOf(ring, 'block-1')
    const key = Buffer.from(hashBlock(payload)).toString('hex')
    const network = cluster.networkOf('somebody')
    await network.start()
    await cluster.run(network.call('block-1', REPLICATE, { blockSize: payload.length }, { payload }))
    stores[1]!.delete(Buffer.from([...stores[1]!.keys].find((each) => each !== key)!, 'hex'))
    const holders = () => [0, 1, 2].filter((index) => [...stores[index]!.keys].includes(key))
    await cluster.until('it is on its owners alone', () => holders().join() === '0,2', 120_000)
  })
})

/** A block that `peer` does not own. */
function strayOf(ring: Ring, peer: string): Uint8Array {
  for (let seed = 0; ; seed++) {
    const block = new RandomFile(seed, 64).bytes()
    if (!ring.ownersOf(hashBlock(block)).includes(peer)) return block
  }
}

async function corruptOf(cluster: MemoryCluster): Promise<number | undefined> {
  const { peers } = await cluster.metadata!.status()
  return peers?.find(({ id }) => id === 'block-1')?.repair?.corruptBlocks
}

async function stored(blockSize: number, size: number) {
  const stores: SimulatedStore[] = []
  const cluster = await MemoryCluster.start({
    heartbeatMs: 1_000,
    store: (index) => {
      stores[index] = new SimulatedStore()
      return stores[index]
    },
  })
  const client = await cluster.run(cluster.client('client-0'))
  const file = new RandomFile(size, size)
  await cluster.clock.advance(3_000)
  await cluster.run(client.upload(file.pieces(), { name: 'file', blockSize }))
  return { cluster, stores, client, file }
}

function progress(cluster: MemoryCluster) {
  return cluster.blockPeers[1]!.scrub(false)
}

function rotAll(store: SimulatedStore): void {
  const count = store.size
  for (let i = 0; i < count; i++) store.rot((i + 0.5) / count)
}

function isRight(store: SimulatedStore): boolean {
  return store.wrong().length === 0
}

function assertRight(store: SimulatedStore): void {
  assert.deepEqual(store.wrong(), [])
}
