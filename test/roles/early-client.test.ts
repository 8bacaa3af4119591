import assert from 'node:assert/strict'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

describe('a client that came before the first block peer', () => {
  it('is told that there is none, and stores and reads as soon as there are some', async () => {
    const cluster = await MemoryCluster.start({ blockPeers: 0 })
    const client = await cluster.run(cluster.client())
    const file = new RandomFile(1, 5_000)
    const upload = () => client.upload(file.pieces(), { name: 'early' })
    await cluster.run(assert.rejects(upload(), { code: 'Unavailable', message: /no block peer/ }))
    await cluster.run(cluster.restart(0))
    await cluster.run(cluster.restart(1))
    await cluster.run(upload())
    await cluster.run(assertRightBytes(client.read({ name: 'early' }), file))
  })

  it('reads by a root key and appends as its first act', async () => {
    const cluster = await MemoryCluster.start({ blockPeers: 0 })
    const [storing, reading, editing] = [
      await cluster.run(cluster.client()),
      await cluster.run(cluster.client()),
      await cluster.run(cluster.client()),
    ]
    await cluster.run(cluster.restart(0))
    const file = new RandomFile(2, 3_000)
    const { record } = await cluster.run(storing.upload(file.pieces(), { name: 'file' }))
    await cluster.run(assertRightBytes(reading.read({ root: record.root }), file))
    const edited = await cluster.run(editing.append('log', new RandomFile(3, 100).pieces()))
    assert.equal(edited.record.size, 100)
  })
})
