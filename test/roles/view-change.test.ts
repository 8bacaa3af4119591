import assert from 'node:assert/strict'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const FILES = 40

describe('a view that changes in the middle of a download', () => {
  it('does not disturb it, although it has fewer members', async () => {
    const cluster = await MemoryCluster.start({ blockPeers: 5, heartbeatMs: 200 })
    const client = await cluster.run(cluster.client('reader'))
    const stored: { file: RandomFile; root: Uint8Array }[] = []
    for (let seed = 0; seed < FILES; seed++) {
      const file = new RandomFile(seed, 5_000)
      const { record } = await cluster.run(client.upload(file.pieces(), { name: `${seed}` }))
      stored.push({ file, root: record.root })
    }
    const view = await client.view()
    for (const { id } of view.members) {
      cluster.network.setLinkFaults('reader', id, { delayMs: 150 })
      cluster.network.setLinkFaults(id, 'reader', { delayMs: 150 })
    }
    cluster.crash(4)
    await cluster.clock.advance(1_000)
    assert.equal((await client.view()).members.length, 5, 'the client has not heard of the death')

    const downloads = stored.map(({ file, root }) => assertRightBytes(client.read({ root }), file))
    await cluster.clock.advance(50)
    await cluster.run(client.status())
    assert.equal((await client.view()).members.length, 4, 'now it has')
    await cluster.run(Promise.all(downloads))
  })
})
