import assert from 'node:assert/strict'
import { hashBlocks } from '../../src/block/hash.ts'
import { ManifestBuilder } from '../../src/block/manifest.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { BlockReader } from '../../src/transfer/block-reader.ts'
import { readRoot } from '../../src/transfer/read-manifest.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

/** Block size and bytes of files with one block each: shorter and longer than a root, than a page, the largest. */
const BLOCKS: [number, number][] = [
  [64, 20],
  [64, 53],
  [64, 64],
  [65_536, 65_536],
  [1_048_576, 65_537],
  [10_485_760, 10_485_760],
]

describe('the key of a block that is no root', () => {
  for (const [blockSize, size] of BLOCKS) {
    it(`is told from a root at once, and no peer is blamed: ${size} bytes`, async () => {
      const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
      const client = await cluster.run(cluster.client())
      const file = new RandomFile(size, size)
      await cluster.run(client.upload(file.pieces(), { name: 'file', blockSize }))
      await assertNoRoot(cluster, hashBlocks(file.bytes(), blockSize))
    })
  }

  it('is told from a root where it is a page', async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
    const client = await cluster.run(cluster.client())
    const file = new RandomFile(1, 200_000)
    await cluster.run(client.upload(file.pieces(), { name: 'file' }))
    const [firstPage] = new ManifestBuilder(64).push(hashBlocks(file.bytes(), 64))
    await assertNoRoot(cluster, firstPage!.keys.subarray(0, 32))
  })

  it('is NotFound where there is no block either', async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
    const client = await cluster.run(cluster.client())
    const read = client.read({ root: new Uint8Array(32).fill(7) }).next()
    await assert.rejects(cluster.run(read), { code: 'NotFound' })
  })
})

async function assertNoRoot(cluster: MemoryCluster, key: Uint8Array): Promise<void> {
  const overlay = new OverlayClient(cluster.networkOf('reader'), cluster.bootstrap)
  await overlay.network.start()
  await cluster.run(overlay.connect())
  const reader = new BlockReader(overlay)
  const startMs = cluster.clock.now()
  const read = readRoot(reader, key, new AbortController().signal)
  await assert.rejects(cluster.run(read), { code: 'Corrupt', message: /is not the key of a file/ })
  assert.ok(cluster.clock.now() - startMs < 100, 'after one round')
  assert.deepEqual([...reader.liars], [])
  assert.deepEqual([...overlay.suspicion.avoided(overlay.view())], [0, 0, 0])
}
