import assert from 'node:assert/strict'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { startCluster } from '../harness/cluster.ts'
import { DisturbedTransfer } from '../harness/disturbed-transfer.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'

const MiB = 1024 * 1024
/** The fault matrix's. */
const STALL_MS_MAX = 3_000

describe('a block peer that freezes (SIGSTOP)', () => {
  const seed = announcedSeed('frozen')

  for (const victim of [0, 1, 2]) {
    it(`holds up a download for 3 s at most (peer ${victim})`, async function () {
      this.timeout(60_000)
      await using cluster = await startCluster()
      const client = await cluster.client()
      const file = new RandomFile(seed + victim, 24 * MiB)
      await client.upload(file.pieces(), { name: 'file' })
      const transfer = new DisturbedTransfer(file, () => cluster.blockPeers[victim]!.stop())
      const { onProgress } = transfer
      await assertRightBytes(client.read({ name: 'file' }, { onProgress }), file)
      const longestMs = transfer.end()
      assert.ok(longestMs <= STALL_MS_MAX, `it stood still for ${longestMs} ms`)
    })

    it(`holds up an upload for 3 s at most (peer ${victim})`, async function () {
      this.timeout(60_000)
      await using cluster = await startCluster()
      const client = await cluster.client()
      const file = new RandomFile(seed + victim, 24 * MiB)
      const transfer = new DisturbedTransfer(file, () => cluster.blockPeers[victim]!.stop())
      const { onProgress } = transfer
      const report = await client.upload(file.pieces(), { name: 'file', onProgress })
      const longestMs = transfer.end()
      assert.equal(report.singleCopies, 0)
      assert.ok(longestMs <= STALL_MS_MAX, `it stood still for ${longestMs} ms`)
      await assertRightBytes(client.read({ name: 'file' }), file)
    })
  }

  it('is back on the ring after it goes on, as who it was, with what it held', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ heartbeatMs: 300 })
    const client = await cluster.client()
    const file = new RandomFile(seed, MiB)
    const { record } = await client.upload(file.pieces(), { name: 'file' })
    const before = (await client.view()).members.map(({ id, seed: ofTokens }) => [id, ofTokens])
    cluster.blockPeers[0]!.stop()
    await cluster.untilAlive(client, 2)
    await assertRightBytes(client.read({ name: 'file' }), file)
    cluster.blockPeers[0]!.cont()
    await cluster.untilAlive(client, 3)
    await client.stat('file')
    const after = (await client.view()).members.map(({ id, seed: ofTokens }) => [id, ofTokens])
    assert.deepEqual(after.sort(), before.sort())
    await cluster.kill(1)
    await assertRightBytes(client.read({ root: record.root }), file)
  })
})
