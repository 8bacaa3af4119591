import assert from 'node:assert/strict'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { commit } from '../../src/client/commit.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { type Client, Libp2pTransport, Network, systemClock } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { EtcdCluster, needsEtcd } from '../harness/etcd.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

const FILES = 8
/** Lease, a look at the seats, and the time of a busy machine. */
const SUCCESSION_MS = 15_000
/** 5 s on a machine that does nothing else; three times that where tests of others run beside. */
const ETCD_STALL_MS = 15_000
const COMMITS_MS = 120_000
const METADATA_STALL_MS = 1_000
const COMMITS = 1_008
const WRITERS = 8
const CHANGE = { any: true, root: new Uint8Array(32), size: 64, blockSize: 64, mtime: 1 }

describe('three metadata peers over three etcds', function () {
  this.timeout(300_000)
  needsEtcd()
  const seed = announcedSeed('names in etcd')
  let etcd: EtcdCluster
  let overlays = 0

  before(async () => {
    etcd = await EtcdCluster.start(3)
  })

  after(async () => {
    await etcd?.[Symbol.asyncDispose]()
  })

  const start = () =>
    startCluster({ metadataPeers: 3, names: `${etcd.url}/overlay-${overlays++}`, store: 'disk' })

  it('all serve the same names, and the view names all of them', async () => {
    await using cluster = await start()
    const clients = await Promise.all(cluster.bootstrap.map((address) => cluster.client([address])))
    const file = new RandomFile(seed, 30_000)
    await clients[0]!.upload(file.pieces(), { name: 'file' })
    for (const client of clients) {
      assert.equal((await client.stat('file')).version, 1)
      await assertRightBytes(client.read({ name: 'file' }), file)
      assert.equal((await client.status()).peers.length, 3)
    }
    const named = (await clients[0]!.view()).metadataPeers.map(({ id }) => id).sort()
    assert.deepEqual(named, cluster.metadataPeers.map(({ id }) => id).sort())
    await assert.rejects(clients[1]!.upload(file.pieces(), { name: 'file' }), { code: 'Exists' })
  })

  it('go on when any of them dies: clients within a second, the ring under a new coordinator', async () => {
    await using cluster = await start()
    const client = await cluster.client()
    const file = new RandomFile(seed, 10_000)
    await client.upload(file.pieces(), { name: 'file' })
    const { coordinator, term } = await client.view()
    const asked = (await client.status()).metadataPeer

    const startMs = performance.now()
    await cluster.metadataPeers.find(({ id }) => id === asked)!.kill()
    assert.equal((await client.stat('file')).version, 1)
    const stallMs = performance.now() - startMs
    console.log(`      a client was held up for ${Math.round(stallMs)} ms`)
    assert.ok(stallMs < METADATA_STALL_MS, `${stallMs} ms`)

    await cluster.metadataPeers.find(({ id }) => id === coordinator)!.kill()
    await cluster.addBlockPeer()
    await until('another is the coordinator', () => isFollowed(client, cluster, term), SUCCESSION_MS)
    console.log(`      a new coordinator after ${Math.round(performance.now() - startMs)} ms`)
    await client.upload(file.pieces(), { name: 'another' })
    await assertRightBytes(client.read({ name: 'another' }), file)
  })

  it(`lose none of ${COMMITS} commits, and make none twice, when etcd's leader and a metadata peer die`, async () => {
    await using cluster = await start()
    const writers = await Promise.all(Array.from({ length: WRITERS }, () => overlayOf(cluster)))
    const versions: number[] = []
    let longestMs = 0
    const startMs = performance.now()
    const work = writers.map(async (overlay, writer) => {
      let before = 0
      for (let i = 0; i < COMMITS / WRITERS; i++) {
        const askedMs = performance.now()
        const name = i % 2 === 0 ? 'shared' : `own-${writer}`
        const { version } = await commit(overlay, { ...CHANGE, name })
        longestMs = Math.max(longestMs, performance.now() - askedMs)
        if (name !== 'shared') continue
        assert.ok(version > before, 'the versions that one writer makes follow each other')
        before = version
        versions.push(version)
      }
    })
    const faults = async () => {
      await until('a third is done', () => versions.length > COMMITS / 6, COMMITS_MS)
      const leader = await etcd.leader()
      await etcd.kill(leader)
      await until('two thirds are done', () => versions.length > COMMITS / 3, COMMITS_MS)
      await cluster.metadataPeers[1]!.kill()
      await etcd.restart(leader)
    }
    await Promise.all([...work, faults()])
    const perSecond = Math.round((1_000 * COMMITS) / (performance.now() - startMs))
    console.log(`      ${perSecond} commits a second; the longest took ${Math.round(longestMs)} ms`)
    assert.deepEqual(
      versions.sort((x, y) => x - y),
      Array.from({ length: COMMITS / 2 }, (_, index) => index + 1),
    )
    const client = await cluster.client()
    for (let writer = 0; writer < WRITERS; writer++)
      assert.equal((await client.stat(`own-${writer}`)).version, Math.floor(COMMITS / WRITERS / 2))
    assert.ok(longestMs < ETCD_STALL_MS, `${longestMs} ms`)
  })

  it('and all block peers and etcds, killed at once and started again, have every file', async () => {
    await using cluster = await start()
    const client = await cluster.client()
    const files = Array.from({ length: FILES }, (_, index) => new RandomFile(seed + index, 40_000 * index))
    for (const [index, file] of files.entries()) await client.upload(file.pieces(), { name: `file-${index}` })

    await Promise.all([cluster.killAll(), ...[0, 1, 2].map((index) => etcd.kill(index))])
    await etcd.restartAll()
    const startMs = performance.now()
    await cluster.restartAll()
    const restarted = await cluster.client()
    for (const [index, file] of files.entries())
      await assertRightBytes(restarted.read({ name: `file-${index}` }), file)
    console.log(
      `      every file is read ${Math.round(performance.now() - startMs)} ms after the start of the peers`,
    )
    assert.equal((await restarted.status()).files, FILES)
  })
})

/** Whether all block peers that live are on the ring of a later term, as a coordinator that lives tells. */
async function isFollowed(client: Client, cluster: Cluster, term: number): Promise<boolean> {
  const status = await client.status()
  const { coordinator } = await client.view()
  const alive = cluster.metadataPeers.some(({ id, alive }) => id === coordinator && alive)
  return alive && status.term > term && status.peers.length === cluster.blockPeers.length
}

/** A client that commits without storing anything. */
async function overlayOf(cluster: Cluster): Promise<OverlayClient> {
  const privateKey = await generateKeyPair('Ed25519')
  const network = new Network(new Libp2pTransport({ privateKey }), systemClock())
  await network.start()
  const overlay = new OverlayClient(network, cluster.bootstrap)
  await overlay.connect()
  cluster.closeWith(() => network.stop())
  return overlay
}
