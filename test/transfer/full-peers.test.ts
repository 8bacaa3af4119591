import assert from 'node:assert/strict'
import { MemoryStore } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const CAPACITY_BYTES = 512 * 1024
/** The fault matrix's. */
const FAIL_MS_MAX = 5_000

describe('block peers without room', () => {
  for (const blockSize of [64, 65_536]) {
    it(`fail an upload soon where all of them are full, and what they hold is read (blocks of ${blockSize})`, async () => {
      const cluster = await MemoryCluster.start({
        heartbeatMs: 60_000,
        store: () => new MemoryStore({ capacity: CAPACITY_BYTES }),
      })
      const client = await cluster.run(cluster.client())
      const [small, large] = [new RandomFile(1, 200_000), new RandomFile(2, 4 * CAPACITY_BYTES)]
      await cluster.run(client.upload(small.pieces(), { name: 'small', blockSize }))
      const startMs = cluster.clock.now()
      const upload = client.upload(large.pieces(), { name: 'large', blockSize })
      await assert.rejects(cluster.run(upload), { code: 'NoSpace' })
      const tookMs = cluster.clock.now() - startMs
      assert.ok(tookMs <= FAIL_MS_MAX, `it took ${tookMs} ms`)
      await cluster.run(assertRightBytes(client.read({ name: 'small' }), small))
    })

    it(`leave what is more to the others, twice each (blocks of ${blockSize})`, async () => {
      const cluster = await MemoryCluster.start({
        blockPeers: 4,
        heartbeatMs: 60_000,
        store: (index) => (index < 2 ? new MemoryStore({ capacity: CAPACITY_BYTES }) : undefined),
      })
      const client = await cluster.run(cluster.client())
      const file = new RandomFile(1, 5 * CAPACITY_BYTES)
      const report = await cluster.run(client.upload(file.pieces(), { name: 'file', blockSize }))
      assert.equal(report.singleCopies, 0)
      await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
    })
  }
})
