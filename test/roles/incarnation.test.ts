import assert from 'node:assert/strict'
import { BlockPeer, MemoryStore } from '../../src/index.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'

const HOUR_MS = 3_600_000

describe('a block peer that starts again after the wall clock was set back', () => {
  it('is on the ring with the incarnation that it is given', async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
    const client = await cluster.run(cluster.client())
    const id = cluster.blockPeerId(0)
    const before = (await client.view()).member(id)!.incarnation
    cluster.crash(0)
    cluster.clock.jumpWall(-2 * HOUR_MS)
    const peer = new BlockPeer({
      network: cluster.networkOf(id),
      store: new MemoryStore(),
      bootstrap: cluster.bootstrap,
      incarnation: before + 1,
    })
    await cluster.run(peer.start())
    await cluster.run(client.status())
    assert.equal((await client.view()).member(id)!.incarnation, before + 1)
  })
})
