import assert from 'node:assert/strict'
import { hashBlock } from '../../src/block/hash.ts'
import type { Network } from '../../src/index.ts'
import { FENCE_INTERVALS } from '../../src/limits.ts'
import { REPLICATE } from '../../src/wire/blocks.ts'
import { holdersOf } from '../checkers/two-copies.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededBytes } from '../harness/random.ts'

const HEARTBEAT_MS = 500

describe('a block peer that is given a block by one that should have been fenced by now', () => {
  it('is not taken for compared until both owners hold that block', async () => {
    const { cluster, other, ringEpoch } = await settled()
    const block = seededBytes(1, 64)
    await give(cluster, other, block, ringEpoch - 1)
    await cluster.until('it says so', () => isComparing(cluster), 2 * HEARTBEAT_MS)
    await cluster.until('it is compared again', async () => !(await isComparing(cluster)), 10_000)
    const key = hashBlock(block)
    const view = cluster.metadata!.view!
    const inspector = await cluster.inspector()
    const [holders = []] = await cluster.run(holdersOf(inspector, view, key))
    for (const owner of view.ring.ownersOf(key)) assert.ok(holders.includes(owner), `${owner} holds it`)
  })

  it('stays compared where the other one knows this ring', async () => {
    const { cluster, other, ringEpoch } = await settled()
    await give(cluster, other, seededBytes(1, 64), ringEpoch)
    await cluster.clock.advance(2 * HEARTBEAT_MS)
    assert.equal(await isComparing(cluster), false)
  })
})

/** Three peers on a ring that all must have heard of by now, and somebody who talks to them. */
async function settled() {
  const cluster = await MemoryCluster.start({ heartbeatMs: HEARTBEAT_MS, graceMs: 1_000 })
  const other = cluster.networkOf('other')
  await other.start()
  await cluster.clock.advance(2 * FENCE_INTERVALS * HEARTBEAT_MS)
  await cluster.until('all is compared', async () => !(await isComparing(cluster)))
  return { cluster, other, ringEpoch: cluster.metadata!.view!.ringEpoch }
}

/** Has the first peer take a block as a second copy, from one that knows the ring of `epoch`. */
async function give(cluster: MemoryCluster, other: Network, block: Uint8Array, epoch: number): Promise<void> {
  other.tellEpoch(() => epoch)
  const request = { blockSize: block.length, generation: 0, astray: false }
  await cluster.run(other.call(cluster.blockPeerId(0), REPLICATE, request, { payload: block }))
}

/** By what it told the coordinator. */
async function isComparing(cluster: MemoryCluster): Promise<boolean> {
  const { peers = [] } = await cluster.metadata!.status()
  return peers.find(({ id }) => id === cluster.blockPeerId(0))?.repair?.comparing ?? true
}
