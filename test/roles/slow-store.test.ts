import assert from 'node:assert/strict'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { slowStore } from '../harness/slow-store.ts'

describe('block peers whose disks are slow', () => {
  it('live on when a client has given them up before their store has answered', async () => {
    const cluster = await MemoryCluster.start({
      heartbeatMs: 60_000,
      store: (_, clock) => slowStore(clock, 4_000),
    })
    const unhandled: unknown[] = []
    const note = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    try {
      const client = await cluster.run(cluster.client())
      const file = new RandomFile(5, 200_000)
      const stop = new AbortController()
      const upload = client.upload(file.pieces(), { name: 'given up', signal: stop.signal })
      cluster.clock.after(1_000, () => stop.abort())
      await assert.rejects(cluster.run(upload))
      await cluster.clock.advance(10_000)
      assert.deepEqual(unhandled, [])
    } finally {
      process.off('unhandledRejection', note)
    }
  })

  it('store files all the same', async () => {
    const cluster = await MemoryCluster.start({
      heartbeatMs: 60_000,
      store: (_, clock) => slowStore(clock, 300),
    })
    const client = await cluster.run(cluster.client())
    const file = new RandomFile(6, 2_000_000)
    await cluster.run(client.upload(file.pieces(), { name: 'file' }))
    await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
  })
})
