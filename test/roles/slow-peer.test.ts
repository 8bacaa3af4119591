import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

describe('a download waits for a slow peer', () => {
  for (const delayMs of [100, 400, 1_000]) {
    it(`that takes ${2 * delayMs} ms to answer when the other owner is dead`, async () => {
      const { cluster, client, file } = await stored(delayMs)
      cluster.crash(0)
      await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
    })

    it(`that takes ${2 * delayMs} ms to answer when the other owner has lost everything`, async () => {
      const { cluster, client, file } = await stored(delayMs)
      cluster.crash(0)
      await cluster.run(cluster.restart(0))
      await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
    })
  }
})

/** A file on three peers, of which the second is far from the client. */
async function stored(delayMs: number) {
  const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
  const file = new RandomFile(delayMs, 300_000)
  const client = await cluster.run(cluster.client('reader'))
  await cluster.run(client.upload(file.pieces(), { name: 'file' }))
  cluster.network.setLinkFaults('reader', cluster.blockPeerId(1), { delayMs })
  cluster.network.setLinkFaults(cluster.blockPeerId(1), 'reader', { delayMs })
  return { cluster, client, file }
}
