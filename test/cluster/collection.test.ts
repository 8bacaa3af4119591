import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

const MiB = 1024 * 1024
const run = promisify(execFile)

/** What `tt gc --json` says. */
interface Collected {
  freedBlocks: number
  freedBytes: number
  unreachableBlocks: number
  freedSinceStart: number
}

async function gc(cluster: Cluster, ...flags: string[]): Promise<Collected> {
  const args = ['dist/peers/tt.js', 'gc', '--json', '--bootstrap', cluster.bootstrap[0]!, ...flags]
  return JSON.parse((await run(process.execPath, args)).stdout) as Collected
}

/** What all block peers hold: blocks, and bytes that they have allocated, in memory or on disk. */
async function held(cluster: Cluster): Promise<{ blocks: number; bytesAllocated: number }> {
  const inspector = await cluster.inspector()
  const { members } = await inspector.viewOfMetadata(cluster.metadata.id)
  const all = await Promise.all(members.map(({ id }) => inspector.statistics(id)))
  return {
    blocks: all.reduce((sum, { blocks }) => sum + blocks, 0),
    bytesAllocated: all.reduce((sum, { bytesAllocated }) => sum + bytesAllocated, 0),
  }
}

describe('tt gc', () => {
  for (const store of ['memory', 'disk'] as const)
    it(`gives back what deleted and abandoned files took, in blocks in ${store}, and touches no live one`, async function () {
      this.timeout(120_000)
      await using cluster = await startCluster({ store, heartbeatMs: 1_000 })
      const client = await cluster.client()
      const seed = announcedSeed('collection')
      const [kept, deleted, abandoned] = [4, 12, 4].map(
        (size, i) => new RandomFile(seed + i, size * MiB),
      ) as [RandomFile, RandomFile, RandomFile]
      await client.upload(kept.pieces(), { name: 'kept' })
      const before = await held(cluster)
      await client.upload(deleted.pieces(), { name: 'deleted' })
      // The client dies before its commit: nothing has a name that leads to these blocks.
      const broken = new AbortController()
      await assert.rejects(
        client.upload(endless(abandoned, broken), { name: 'abandoned', signal: broken.signal }),
      )
      await client.remove('deleted', { forget: true })
      assert.equal((await gc(cluster)).freedBlocks, 0, 'what was put just now is under a lease')
      const full = await held(cluster)
      // The new generation makes block peers collect by themselves too. Repair may copy a block back from an owner that
      // has not swept yet: it is then deleted once more.
      const { freedSinceStart } = await gc(cluster, '--end-leases')
      const orphans = full.blocks - before.blocks
      assert.ok(freedSinceStart >= orphans, `${freedSinceStart} of ${orphans}`)
      assert.equal((await gc(cluster, '--dry-run')).unreachableBlocks, 0)
      let share = 0
      // The room of a disk store's deleted blocks comes back when its files are rewritten.
      await until('nine tenths of what was deleted are free', async () => {
        const { bytesAllocated } = await held(cluster)
        share = (full.bytesAllocated - bytesAllocated) / (full.bytesAllocated - before.bytesAllocated)
        return share >= 0.9
      })
      console.log(`      ${(100 * share).toFixed(1)} % of what was deleted is free again (${store})`)
      await assertRightBytes(client.read({ name: 'kept' }), kept)
      assert.equal((await gc(cluster)).freedBlocks, 0)
    })
})

/** A file that never ends: the signal fires when all of it was given. */
async function* endless(file: RandomFile, broken: AbortController): AsyncGenerator<Uint8Array> {
  yield* file.pieces()
  broken.abort()
  yield new Uint8Array(1)
}
