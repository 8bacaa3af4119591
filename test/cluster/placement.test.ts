import assert from 'node:assert/strict'
import { agreedView } from '../checkers/agreed-epoch.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { assertNothingElse, assertTwoCopies, type StoredFile } from '../checkers/two-copies.ts'
import { startCluster } from '../harness/cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

/** Block size and bytes: empty, one byte, one short block, whole blocks, several pages, two levels of pages. */
const SHAPES: [number, number][] = [
  [64, 0],
  [64, 1],
  [64, 64],
  [64, 100_001],
  [64, 3_000_000],
  [8, 20_001],
  [1_000, 1_000_000],
  [65_536, 1_000_003],
  [1_048_576, 3_500_000],
  [10_485_760, 12_000_000],
]

describe('a file on the ring', () => {
  const seed = announcedSeed('placement')

  for (const count of [1, 2, 3, 5]) {
    it(`is on exactly its owners, all of it, with ${count} block peers`, async function () {
      this.timeout(60_000)
      await using cluster = await startCluster({ blockPeers: count })
      const client = await cluster.client()
      const inspector = await cluster.inspector()
      const files: StoredFile[] = []
      for (const [index, [blockSize, size]] of SHAPES.entries()) {
        const file = new RandomFile(seed + index, size)
        const report = await client.upload(file.pieces(), { name: `files/${index}`, blockSize })
        const blocks = Math.ceil(size / blockSize)
        assert.deepEqual([report.size, report.blocks], [size, blocks])
        assert.equal(report.singleCopies > 0, count === 1, 'single copies are told of')
        await assertRightBytes(client.read({ name: `files/${index}` }), file)
        files.push({ bytes: file.bytes(), blockSize, root: report.record.root })
      }
      const view = await until('all peers agree on a view', () => agreedView(inspector, cluster.metadata.id))
      assert.equal(view.members.length, count)
      for (const file of files) await assertTwoCopies(inspector, view, file)
      await assertNothingElse(inspector, view, files)
    })
  }

  it('is not sent a second time when it is there', async function () {
    this.timeout(30_000)
    await using cluster = await startCluster()
    const client = await cluster.client()
    const file = new RandomFile(seed, 16 * 1024 * 1024)
    const first = await client.upload(file.pieces(), { name: 'first' })
    assert.ok(first.bytesSent >= file.size, `${first.bytesSent} bytes sent the first time`)
    const second = await client.upload(file.pieces(), { name: 'second' })
    assert.ok(second.bytesSent < 0.06 * file.size, `${second.bytesSent} bytes sent the second time`)
    assert.equal(Buffer.compare(second.record.root, first.record.root), 0)
    await assertRightBytes(client.read({ name: 'second' }), file)
  })
})
