import assert from 'node:assert/strict'
import { commit } from '../../src/client/commit.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { uploadInTime } from '../../src/client/upload-in-time.ts'
import { pause } from '../../src/clock.ts'
import { type Client, isTritonError } from '../../src/index.ts'
import { LEASE_GENERATIONS, TRIM_EVERY_MS, VERSIONS_KEPT_MS, VERSIONS_SLACK_MS } from '../../src/limits.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const NAME = 'notes'

/** A cluster that begins generations only when it is told to. */
async function start(): Promise<{ cluster: MemoryCluster; client: Client }> {
  const cluster = await MemoryCluster.start({ heartbeatMs: 200, graceMs: 400 })
  return { cluster, client: await cluster.run(cluster.client()) }
}

/** Begins generations until what was put before is under no lease any more. */
async function endLeases(cluster: MemoryCluster, client: Client): Promise<void> {
  for (let raised = 0; raised < LEASE_GENERATIONS; ) {
    try {
      await client.administration.raiseGeneration()
      raised++
    } catch (error) {
      if (!isTritonError(error, 'Busy')) throw error
      await pause(cluster.clock, 100)
    }
  }
}

/** Waits until all block peers have collected in the present generation, and returns how many blocks they hold. */
async function collected(cluster: MemoryCluster): Promise<number> {
  let blocks = 0
  const isDone = async () => {
    const { generation, collections = [], peers = [] } = await cluster.metadata!.status()
    blocks = peers.reduce((sum, peer) => sum + peer.blocks, 0)
    const done = collections.filter((each) => each.complete && each.generation === generation)
    return done.length === peers.length
  }
  while (!(await isDone())) await pause(cluster.clock, 200)
  await pause(cluster.clock, 1_000)
  await isDone()
  return blocks
}

describe('collection', () => {
  it('keeps what a name meant before, also of a deleted one, until it is told to forget it', async () => {
    const { cluster, client } = await start()
    const file = new RandomFile(1, 10_000)
    await cluster.run(
      (async () => {
        await client.upload(file.pieces(), { name: NAME })
        await client.upload(new RandomFile(2, 10_000).pieces(), { name: NAME, force: true })
        await client.remove(NAME)
        assert.ok((await collectedAfterLeases(cluster, client)) > 0)
        await client.restore(NAME, 1)
        const chunks: Uint8Array[] = []
        for await (const bytes of client.read({ name: NAME })) chunks.push(bytes.slice())
        assert.ok(Buffer.concat(chunks).equals(file.bytes()))
        await client.remove(NAME, { forget: true })
        await assert.rejects(client.undelete(NAME), { code: 'NotFound' })
        assert.equal(await collectedAfterLeases(cluster, client), 0)
      })(),
    )
  })

  it('lets go what deleted and changed names meant before when that is kept no longer', async () => {
    const { cluster, client } = await start()
    await cluster.run(
      (async () => {
        for (const name of ['gone', NAME])
          for (const seed of [1, 2])
            await client.upload(new RandomFile(seed, 1_000).pieces(), { name, force: true })
        await client.remove('gone')
        const [gone, notes] = await Promise.all([client.versions('gone'), client.versions(NAME)])
        assert.deepEqual([gone.history.length, notes.history.length], [2, 1])
        cluster.clock.jumpWall(VERSIONS_KEPT_MS + VERSIONS_SLACK_MS)
        await pause(cluster.clock, TRIM_EVERY_MS + 10_000)
        const trimmed = await client.versions('gone')
        assert.deepEqual([trimmed.history.length, trimmed.version], [0, gone.version + 1])
        const { history, version } = await client.versions(NAME)
        assert.deepEqual([history.length, version], [0, notes.version])
        assert.equal(
          (await client.append(NAME, once('more'), { ifVersion: version })).record.version,
          version + 1,
        )
      })(),
      2 * TRIM_EVERY_MS,
    )
  })

  it('forgets a deleted file that was kept', async () => {
    const { cluster, client } = await start()
    await cluster.run(
      (async () => {
        await client.upload(new RandomFile(1, 10_000).pieces(), { name: NAME })
        await client.remove(NAME)
        await assert.rejects(client.remove(NAME), { code: 'NotFound' })
        await client.remove(NAME, { forget: true })
        assert.equal(await collectedAfterLeases(cluster, client), 0)
        await assert.rejects(client.remove(NAME, { forget: true }), { code: 'NotFound' })
      })(),
    )
  })

  it('of a file that cannot be read stops, and says which it is', async () => {
    const { cluster, client } = await start()
    await cluster.run(
      (async () => {
        await client.upload(new RandomFile(1, 10_000).pieces(), { name: 'whole' })
        const network = cluster.networkOf('careless')
        await network.start()
        const overlay = new OverlayClient(network, cluster.bootstrap, cluster.random)
        await overlay.connect()
        const content = { root: new Uint8Array(32).fill(7), size: 5, blockSize: 64, mtime: 1 }
        await commit(overlay, { name: 'holey', any: true, ...content, generation: overlay.view().generation })
        await endLeases(cluster, client)
        for (;;) {
          const { collections } = await client.administration.status()
          const stuck = collections.filter(({ obstacle }) => obstacle.includes("'holey'"))
          if (stuck.length === collections.length && stuck.length === 3) break
          await pause(cluster.clock, 500)
        }
        await client.remove('holey', { forget: true })
        await collected(cluster)
      })(),
    )
  })

  for (const repeatable of [true, false])
    it(`lets an upload that took too long ${repeatable ? 'begin again by itself' : 'fail, where its source cannot be read again'}`, async () => {
      const { cluster, client } = await start()
      const network = cluster.networkOf('slow')
      const file = new RandomFile(1, 10_000)
      let attempts = 0
      await cluster.run(
        (async () => {
          await network.start()
          const overlay = new OverlayClient(network, cluster.bootstrap, cluster.random)
          await overlay.connect()
          async function* source() {
            yield* file.pieces()
            if (attempts++ === 0) await endLeases(cluster, client)
          }
          const plan = {
            ...{ source, repeatable, name: NAME, blockSize: 64, total: undefined, mtime: 1 },
            ...{ force: false, ifVersion: 0, leastVersion: 0, root: undefined, onProgress: undefined },
            signal: new AbortController().signal,
          }
          if (!repeatable) return assert.rejects(uploadInTime(overlay, plan), { code: 'Expired' })
          await uploadInTime(overlay, plan)
          assert.equal(attempts, 2)
          await collectedAfterLeases(cluster, client)
          let size = 0
          for await (const bytes of client.read({ name: NAME })) size += bytes.length
          assert.equal(size, file.size)
        })(),
      )
    })

  it('lets an append that took too long begin again by itself: its line is there once', async () => {
    const { cluster, client } = await start()
    await cluster.run(
      (async () => {
        await client.upload(new RandomFile(1, 1_000).pieces(), { name: NAME })
        async function* source() {
          yield Buffer.from('late')
          await collectedAfterLeases(cluster, client)
        }
        const { attempts, record } = await client.append(NAME, source())
        assert.deepEqual([attempts, record.size], [2, 1_004])
        await collectedAfterLeases(cluster, client)
        assert.equal((await bytesOf(client, NAME)).subarray(1_000).toString(), 'late')
      })(),
    )
  })
})

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function bytesOf(client: Client, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of client.read({ name })) pieces.push(piece.slice())
  return Buffer.concat(pieces)
}

async function collectedAfterLeases(cluster: MemoryCluster, client: Client): Promise<number> {
  await endLeases(cluster, client)
  return collected(cluster)
}
