import assert from 'node:assert/strict'
import { download } from '../../src/client/download.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import type { Client } from '../../src/index.ts'
import { BlockReader } from '../../src/transfer/block-reader.ts'
import { readRoot } from '../../src/transfer/read-manifest.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const MiB = 1024 * 1024
/** The fault matrix wants 3 s; time here passes for nothing but waiting. */
const STALL_MS_MAX = 2_500
/** With how many block peers, for how large a file, and after how much of it. */
const SITUATIONS: [title: string, blockPeers: number, size: number, afterBytes: number][] = [
  ['in the middle of an upload', 3, 16 * MiB, 4 * MiB],
  ['in the middle of an upload to five', 5, 16 * MiB, 4 * MiB],
  ['before an upload', 3, 8 * MiB, 0],
  ['before an upload of little', 3, 100, 0],
]

describe('a block peer that falls silent', () => {
  const warnings: Error[] = []
  const note = (warning: Error) => {
    if (warning.name === 'MaxListenersExceededWarning') warnings.push(warning)
  }

  before(() => void process.on('warning', note))

  after('warns nobody of too many listeners', () => {
    process.off('warning', note)
    assert.deepEqual(warnings, [])
  })

  for (const [title, blockPeers, size, afterBytes] of SITUATIONS) {
    for (let victim = 0; victim < 3; victim++) {
      it(`${title} holds it up for 2.5 s at most (peer ${victim})`, async () => {
        const cluster = await MemoryCluster.start({ blockPeers })
        const client = await cluster.run(cluster.client('writer'))
        await cluster.run(assert.rejects(client.stat('file'), { code: 'NotFound' }))
        const file = new RandomFile(size + victim, size)
        const { stallMs, report } = await upload(cluster, client, file, afterBytes, () =>
          freeze(cluster, victim),
        )
        assert.ok(stallMs <= STALL_MS_MAX, `it stood still for ${stallMs} ms`)
        assert.equal(report.singleCopies, 0)
        await cluster.run(assertRightBytes(client.read({ name: 'file' }), file))
      })
    }
  }
})

describe('a block peer that falls silent in the middle of a download of large blocks', () => {
  for (let victim = 0; victim < 3; victim++) {
    it(`holds it up for half a second at most, whatever waits for it (peer ${victim})`, async () => {
      const cluster = await MemoryCluster.start({ blockPeers: 3 })
      const client = await cluster.run(cluster.client('writer'))
      const file = new RandomFile(victim, 24 * MiB)
      await cluster.run(client.upload(file.pieces(), { name: 'file', blockSize: MiB / 4 }))
      let lastMs = cluster.clock.now()
      let stallMs = 0
      let read = 0
      const download = async () => {
        for await (const bytes of client.read({ name: 'file' })) {
          stallMs = Math.max(stallMs, cluster.clock.now() - lastMs)
          lastMs = cluster.clock.now()
          if (read === 0) freeze(cluster, victim)
          read += bytes.length
        }
      }
      await cluster.run(download())
      assert.equal(read, 24 * MiB)
      assert.ok(stallMs <= 500, `it stood still for ${stallMs} ms`)
    })
  }
})

/** Nothing reaches the peer or comes from it; who waits for it is not told. */
function freeze(cluster: MemoryCluster, victim: number, ...others: string[]): void {
  const id = cluster.blockPeerId(victim)
  const everybody = [cluster.metadataId, 'writer', ...others, ...cluster.blockPeers.map((peer) => peer.id)]
  for (const other of everybody) {
    cluster.network.cut(id, other)
    cluster.network.cut(other, id)
  }
}

/** Uploads, doing something after `afterBytes`. Resolves with the longest time without progress, too. */
async function upload(
  cluster: MemoryCluster,
  client: Client,
  file: RandomFile,
  afterBytes: number,
  act: () => void,
) {
  let lastMs = cluster.clock.now()
  let stallMs = 0
  let acted = false
  const live = (bytes: number) => {
    stallMs = Math.max(stallMs, cluster.clock.now() - lastMs)
    lastMs = cluster.clock.now()
    if (acted || bytes < afterBytes) return
    acted = true
    act()
  }
  live(0)
  const onProgress = ({ bytes }: { bytes: number }) => live(bytes)
  const report = await cluster.run(
    client.upload(file.pieces(), { name: 'file', blockSize: 4_096, onProgress }),
  )
  live(file.size)
  assert.ok(acted)
  return { stallMs, report }
}

describe('a block peer that falls silent while a reader avoids all others by mistake', () => {
  it('holds it up no longer than others', async () => {
    const cluster = await MemoryCluster.start({ blockPeers: 3 })
    const client = await cluster.run(cluster.client('writer'))
    const file = new RandomFile(1, MiB)
    const { record } = await cluster.run(client.upload(file.pieces(), { name: 'file', blockSize: 4_096 }))
    const overlay = new OverlayClient(cluster.networkOf('reader'), cluster.bootstrap)
    await overlay.network.start()
    await cluster.run(overlay.connect())
    const reader = new BlockReader(overlay)
    const { signal } = new AbortController()
    const root = await cluster.run(readRoot(reader, record.root, signal))
    await cluster.run(assertRightBytes(download(overlay, reader, root, signal, undefined), file))
    for (const { id } of cluster.blockPeers.slice(1)) overlay.suspicion.suspect(id)
    freeze(cluster, 0, 'reader')
    const startMs = cluster.clock.now()
    const again = new BlockReader(overlay)
    await cluster.run(assertRightBytes(download(overlay, again, root, signal, undefined), file))
    const tookMs = cluster.clock.now() - startMs
    assert.ok(tookMs <= STALL_MS_MAX, `it took ${tookMs} ms`)
  })
})
