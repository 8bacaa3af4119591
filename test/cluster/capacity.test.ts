import assert from 'node:assert/strict'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { startCluster } from '../harness/cluster.ts'
import { PeerProcess } from '../harness/peer-process.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'

const MiB = 1024 * 1024

describe('block peers with a --capacity', () => {
  it('refuse what is more with NoSpace, and go on serving what they hold', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ blockPeers: 0 })
    const bootstrap = ['--bootstrap', cluster.bootstrap[0]!]
    const peers = await Promise.all(
      [1, 2].map((index) =>
        PeerProcess.start(`small block peer ${index}`, [
          'block',
          '--json',
          '--port',
          '0',
          '--capacity',
          '2MiB',
          ...bootstrap,
        ]),
      ),
    )
    const client = await cluster.client()
    const seed = announcedSeed('capacity')
    const [small, large] = [new RandomFile(seed, MiB), new RandomFile(seed + 1, 4 * MiB)]
    await client.upload(small.pieces(), { name: 'small' })
    await assert.rejects(client.upload(large.pieces(), { name: 'large' }), { code: 'NoSpace' })
    await assert.rejects(client.stat('large'), { code: 'NotFound' })
    await assertRightBytes(client.read({ name: 'small' }), small)
    for (const { bytes } of (await client.status()).peers) assert.ok(bytes <= 2 * MiB)
    await Promise.all(peers.map((peer) => peer.kill()))
  })
})
