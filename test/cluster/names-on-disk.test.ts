import assert from 'node:assert/strict'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { startCluster } from '../harness/cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

const FILES = 12

describe('a metadata peer that keeps names on disk', () => {
  const seed = announcedSeed('names on disk')

  it('answers for all of them after a kill, before any block peer is back', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ names: 'disk', store: 'disk' })
    const client = await cluster.client()
    const files = Array.from({ length: FILES }, (_, index) => new RandomFile(seed + index, 5_000 * index))
    for (const [index, file] of files.entries()) await client.upload(file.pieces(), { name: `file-${index}` })
    await client.remove('file-3')
    const { term, epoch } = await client.status()

    await cluster.killAll()
    const startMs = performance.now()
    await cluster.restartMetadata()
    const first = await cluster.client()
    assert.equal((await first.stat('file-1')).version, 1)
    console.log(
      `      names are there ${Math.round(performance.now() - startMs)} ms after the start of the process`,
    )
    await assert.rejects(first.stat('file-3'), { code: 'NotFound' })
    assert.equal((await first.status()).files, FILES - 1)

    await Promise.all(cluster.blockPeers.map((_, index) => cluster.restart(index)))
    for (const [index, file] of files.entries())
      if (index !== 3) await assertRightBytes(first.read({ name: `file-${index}` }), file)
    const after = await first.status()
    assert.equal(after.term, term + 1)
    assert.ok(after.epoch > epoch)
    const { record } = await first.upload(files[3]!.pieces(), { name: 'file-3' })
    assert.equal(record.version, 3)
  })

  it('that has lost its disk reads them back from the ring', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ names: 'disk', heartbeatMs: 500 })
    const client = await cluster.client()
    const file = new RandomFile(seed, 20_000)
    for (let i = 0; i < FILES; i++) await client.upload(file.pieces(), { name: `file-${i}` })
    const settled = async () => (await client.status()).recordsBacklog === 0
    await until('the ring has every record', settled)
    await cluster.metadata.kill()
    await cluster.loseMetadata()
    await cluster.restartMetadata()
    const restarted = await cluster.client()
    const served = await until('names are served', () => restarted.stat('file-7'), 15_000)
    assert.equal(served.version, 1)
    assert.equal((await restarted.status()).files, FILES)
    await assertRightBytes(restarted.read({ name: 'file-11' }), file)
  })
})
