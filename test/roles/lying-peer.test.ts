import assert from 'node:assert/strict'
import { download } from '../../src/client/download.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { BlockReader } from '../../src/transfer/block-reader.ts'
import { readRoot } from '../../src/transfer/read-manifest.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { GARBLES, GarblingTransport } from '../harness/garbling-transport.ts'
import { EVASIVE, type Lie, LyingStore, WRONG } from '../harness/lying-store.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const LIAR = 1
/** Block size and bytes: many blocks with a short last one, larger ones, ones that take two frames. */
const SHAPES: [number, number][] = [
  [64, 300_003],
  [65_536, 1_000_000],
  [1_048_576, 8_000_000],
]

describe('a block peer that lies', () => {
  for (const [blockSize, size] of SHAPES) {
    const what = `to who reads ${size} bytes in blocks of ${blockSize}`

    for (const [lie, tell] of Object.entries(WRONG)) {
      it(`by giving ${lie} ${what} is found out and named`, async () => {
        const { cluster, root, file } = await storedWith(tell, blockSize, size)
        const reader = await assertReadable(cluster, root, file)
        assert.deepEqual([...reader.liars], [cluster.blockPeerId(LIAR)])
        assert.ok(reader.rerouted > 0)
      })
    }

    for (const [lie, tell] of Object.entries(EVASIVE)) {
      it(`by giving ${lie} ${what} is done without`, async () => {
        const { cluster, root, file } = await storedWith(tell, blockSize, size)
        await assertReadable(cluster, root, file)
      })
    }
  }

  for (const [lie, garble] of Object.entries(GARBLES)) {
    it(`by sending ${lie} is done without`, async () => {
      let garbles = false
      const cluster = await MemoryCluster.start({
        heartbeatMs: 60_000,
        transport: (index, transport) =>
          index === LIAR ? new GarblingTransport(transport, garble, () => garbles) : transport,
      })
      const { client, root, file } = await store(cluster, 64, 300_000)
      garbles = true
      await assertReadable(cluster, root, file)
      await cluster.run(client.upload(file.pieces(), { name: 'again' }))
      garbles = false
      await cluster.run(assertRightBytes(client.read({ name: 'again' }), file))
    })
  }

  it('is never believed, even where all of them do', async () => {
    for (const tell of [...Object.values(WRONG), ...Object.values(EVASIVE).slice(0, 3)]) {
      const cluster = await MemoryCluster.start({
        heartbeatMs: 60_000,
        store: (_, clock) => new LyingStore(tell, clock),
      })
      const { client } = await store(cluster, 64, 10_000)
      const read = async () => {
        for await (const _ of client.read({ name: 'file' }));
      }
      await assert.rejects(cluster.run(read()), { name: 'TritonError', code: 'NotFound' })
    }
  })
})

/** Throws unless the file can be read; resolves with what the reader has seen. */
async function assertReadable(
  cluster: MemoryCluster,
  root: Uint8Array,
  file: RandomFile,
): Promise<BlockReader> {
  const overlay = new OverlayClient(cluster.networkOf('reader'), cluster.bootstrap)
  await overlay.network.start()
  await cluster.run(overlay.connect())
  const reader = new BlockReader(overlay)
  const { signal } = new AbortController()
  const read = async () => {
    const decoded = await readRoot(reader, root, signal)
    await assertRightBytes(download(overlay, reader, decoded, signal, undefined), file)
  }
  await cluster.run(read())
  return reader
}

/** A file on three peers, of which one lies. */
async function storedWith(lie: Lie, blockSize: number, size: number) {
  const cluster = await MemoryCluster.start({
    heartbeatMs: 60_000,
    store: (index, clock) => (index === LIAR ? new LyingStore(lie, clock) : undefined),
  })
  return { cluster, ...(await store(cluster, blockSize, size)) }
}

async function store(cluster: MemoryCluster, blockSize: number, size: number) {
  const client = await cluster.run(cluster.client())
  const file = new RandomFile(size, size)
  const { record } = await cluster.run(client.upload(file.pieces(), { name: 'file', blockSize }))
  return { client, root: record.root, file }
}
