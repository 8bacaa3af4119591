import assert from 'node:assert/strict'
import type { Client, FileRecord } from '../../src/index.ts'
import { agreedView } from '../checkers/agreed-epoch.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

const HEARTBEAT_MS = 500
/** After a restart: block peers find their way back within REJOIN_MS_MAX, then the names are read. */
const BACK_MS = 15_000

describe('a metadata peer that is killed and started empty at its address', () => {
  const seed = announcedSeed('metadata restart')

  for (const fresh of [false, true]) {
    const identity = fresh ? 'with a new identity' : 'with its identity'

    it(`lists and serves everything as before (${identity})`, async function () {
      this.timeout(60_000)
      await using cluster = await startCluster({ heartbeatMs: HEARTBEAT_MS, metadataData: !fresh })
      const client = await cluster.client()
      const stored = await storeSome(client, seed)
      const epochBefore = (await client.status()).epoch
      const termBefore = (await client.status()).term

      await cluster.metadata.kill()
      await cluster.restartMetadata({ fresh })
      const restarted = await cluster.client()
      await assertServed(restarted, stored)
      const { epoch, term } = await restarted.status()
      assert.ok(epoch > epochBefore, `epoch ${epoch} follows ${epochBefore}`)
      assert.equal(term, termBefore + 1)
      await assertServed(client, stored)
    })
  }

  it('continues versions: what was replaced, deleted and created again stays so', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ heartbeatMs: HEARTBEAT_MS })
    const client = await cluster.client()
    const [first, second] = [new RandomFile(seed, 1_000), new RandomFile(seed + 1, 2_000)]
    await client.upload(first.pieces(), { name: 'replaced' })
    await client.upload(second.pieces(), { name: 'replaced', force: true })
    await client.upload(first.pieces(), { name: 'deleted' })
    await client.remove('deleted')
    for (let i = 0; i < 3; i++) {
      await cluster.metadata.kill()
      await cluster.restartMetadata()
      await until('names are served', () => client.stat('replaced'), BACK_MS)
      assert.equal((await client.stat('replaced')).version, 2)
      await assertRightBytes(client.read({ name: 'replaced' }), second)
      await assert.rejects(client.stat('deleted'), { code: 'NotFound' })
    }
    const { record } = await client.upload(second.pieces(), { name: 'deleted' })
    assert.equal(record.version, 3, 'a name over a tombstone continues its version')
  })

  it('rebuilds while one of three block peers is dead', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ heartbeatMs: HEARTBEAT_MS })
    const client = await cluster.client()
    const stored = await storeSome(client, seed)
    await cluster.kill(1)
    await cluster.metadata.kill()
    await cluster.restartMetadata()
    await assertServed(await cluster.client(), stored)
  })

  it('is waited for by an upload that began before', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster({ heartbeatMs: HEARTBEAT_MS })
    const client = await cluster.client()
    const file = new RandomFile(seed, 1_000_000)
    let restarted: Promise<void> | undefined
    async function* pieces() {
      yield* file.pieces(500_000)
      await cluster.metadata.kill()
      restarted = cluster.restartMetadata()
    }
    const { record } = await client.upload(pieces(), { name: 'file' })
    await restarted
    assert.equal(record.version, 1)
    await assertRightBytes(client.read({ name: 'file' }), file)
  })
})

describe('a metadata peer that is dead', () => {
  const seed = announcedSeed('metadata dead')

  it('is not needed to read a file by its root key', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster()
    const client = await cluster.client()
    const file = new RandomFile(seed, 3_000_000)
    const { record } = await client.upload(file.pieces(), { name: 'file' })
    await cluster.metadata.kill()
    await assertRightBytes(client.read({ root: record.root }), file)
    const stranger = await cluster.client([cluster.blockPeers[0]!.address])
    await assertRightBytes(stranger.read({ root: record.root }), file)
    await cluster.kill(1)
    await assertRightBytes(stranger.read({ root: record.root }), file)
    await assert.rejects(stranger.stat('file'), { code: 'Unavailable' })
  })

  it('is the only one who misses a commit: the upload fails, and nothing is visible', async function () {
    this.timeout(90_000)
    await using cluster = await startCluster({ heartbeatMs: HEARTBEAT_MS })
    const client = await cluster.client()
    const file = new RandomFile(seed, 100_000)
    async function* pieces() {
      yield* file.pieces()
      await cluster.metadata.kill()
    }
    await assert.rejects(client.upload(pieces(), { name: 'file' }), { code: 'Unavailable' })
    await cluster.restartMetadata()
    const status = () => client.status().then(({ term, rebuilding }) => term > 1 && !rebuilding)
    await until('the metadata peer is back', status, BACK_MS)
    await assert.rejects(client.stat('file'), { code: 'NotFound' })
  })
})

describe('an overlay found at a block peer', () => {
  it('serves names too', async function () {
    this.timeout(30_000)
    await using cluster = await startCluster()
    const client = await cluster.client([cluster.blockPeers[2]!.address])
    const file = new RandomFile(1, 10_000)
    await client.upload(file.pieces(), { name: 'file' })
    await assertRightBytes(client.read({ name: 'file' }), file)
  })
})

describe('the epoch', () => {
  it('is agreed on by all peers after joins, deaths and restarts, and never goes back', async function () {
    this.timeout(90_000)
    await using cluster = await startCluster({ heartbeatMs: HEARTBEAT_MS })
    const client = await cluster.client()
    let last = await agreed(cluster)
    const changes: (() => Promise<unknown>)[] = [
      () => cluster.addBlockPeer(),
      () => cluster.kill(0),
      () => cluster.restart(0),
      async () => {
        await cluster.metadata.kill()
        await cluster.restartMetadata()
      },
      async () => {
        await cluster.kill(2)
        await cluster.restart(2, { fresh: true })
      },
    ]
    for (const change of changes) {
      await change()
      const dead = cluster.blockPeers.filter(({ alive }) => !alive).length
      await cluster.untilAlive(client, cluster.blockPeers.length - dead)
      const next = await agreed(cluster)
      assert.ok(next.isNewerThan(last), `${next.term}/${next.epoch} after ${last.term}/${last.epoch}`)
      assert.ok(next.epoch > last.epoch)
      last = next
    }
  })
})

async function agreed(cluster: Cluster) {
  const inspector = await cluster.inspector()
  return until('all peers agree on a view', () => agreedView(inspector, cluster.metadata.id), BACK_MS)
}

/** Some files of several sizes; resolves with what was stored under which name. */
async function storeSome(client: Client, seed: number): Promise<Map<FileRecord, RandomFile>> {
  const stored = new Map<FileRecord, RandomFile>()
  for (const [index, size] of [0, 1, 1_000, 300_000, 1_500_000].entries()) {
    const file = new RandomFile(seed + index, size)
    const { record } = await client.upload(file.pieces(), { name: `some/${index}` })
    stored.set(record, file)
  }
  return stored
}

/** Throws unless, within BACK_MS, exactly these files are listed as they were committed, and can be read. */
async function assertServed(client: Client, stored: ReadonlyMap<FileRecord, RandomFile>): Promise<void> {
  await until('names are served', () => client.stat('some/0'), BACK_MS)
  const listed: FileRecord[] = []
  for await (const record of client.list()) listed.push(record)
  assert.deepEqual(listed, [...stored.keys()])
  for (const [{ name }, file] of stored) await assertRightBytes(client.read({ name }), file)
}
