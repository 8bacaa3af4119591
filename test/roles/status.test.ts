import assert from 'node:assert/strict'
import type { BlockPeerStatus } from '../../src/client/report.ts'
import { MemoryStore } from '../../src/index.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

/** Longer than any of these tests: nothing is told by a heartbeat. */
const HEARTBEAT_MS = 60_000

describe('the status of an overlay', () => {
  it('tells what every peer holds as soon as it has joined a metadata peer that was started anew', async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: HEARTBEAT_MS })
    const client = await cluster.run(cluster.client())
    await cluster.run(client.upload(new RandomFile(1, 100_000).pieces(), { name: 'file' }))
    const inspector = await cluster.run(cluster.inspector())
    const held = new Map<string, number>()
    for (const { id } of cluster.blockPeers) held.set(id, (await cluster.run(inspector.scan(id))).size)
    await cluster.run(cluster.restartMetadata())
    const back = async () => (await client.status()).peers.filter(({ blocks }) => blocks > 0).length === 3
    await cluster.until('all have joined', () => back().catch(() => false), HEARTBEAT_MS / 2)
    const { peers } = await cluster.run(client.status())
    assert.deepEqual(new Map(peers.map(({ id, blocks }) => [id, blocks])), held)
    for (const { bytes } of peers) assert.ok(bytes > 0)
  })

  it('tells what room is left on every peer that has a bound', async () => {
    const cluster = await MemoryCluster.start({
      heartbeatMs: 500,
      store: (index) => (index === 0 ? undefined : new MemoryStore({ capacity: 1_000_000 })),
    })
    const client = await cluster.run(cluster.client())
    await cluster.run(client.upload(new RandomFile(1, 100_000).pieces(), { name: 'file' }))
    let peers: BlockPeerStatus[] = []
    // What is held is told at once, the room that it leaves with the next heartbeat.
    const isTold = async () => {
      peers = (await client.status()).peers
      const bounded = peers.filter(({ bytesFree }) => bytesFree !== undefined)
      return bounded.length === 2 && bounded.every(({ bytes, bytesFree }) => bytes + bytesFree! === 1_000_000)
    }
    await cluster.until('all is told', isTold)
    const rooms = peers.map(({ id, bytes, bytesFree }) => [id, bytesFree && bytes + bytesFree])
    assert.deepEqual(
      new Map(rooms as [string, number][]),
      new Map([
        ['block-0', undefined],
        ['block-1', 1_000_000],
        ['block-2', 1_000_000],
      ]),
    )
  })
})
