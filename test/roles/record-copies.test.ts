import assert from 'node:assert/strict'
import { RecordDebts } from '../../src/metadata-peer/record-debts.ts'
import { RecordKeeping } from '../../src/metadata-peer/record-keeping.ts'
import { RECORD_PUT } from '../../src/wire/blocks.ts'
import { isHealed } from '../checkers/healed.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { recordOf } from '../suites/record-of.ts'

/** A cluster whose third peer was cut off, evicted, and is back as it was; with the views of before, meanwhile and now. */
async function setUp(meanwhile: (cluster: MemoryCluster) => Promise<unknown> = async () => {}) {
  const cluster = await MemoryCluster.start({ heartbeatMs: 500 })
  const client = await cluster.run(cluster.client())
  const inspector = await cluster.inspector()
  const view = () => cluster.run(inspector.viewOfMetadata(cluster.metadataId))
  const isSettled = async () => {
    const status = await cluster.run(client.status())
    return status.peers.length === 3 && isHealed(status)
  }
  await cluster.until('all is in place', isSettled)
  const before = await view()
  cluster.isolate(2)
  const isEvicted = async () => (await cluster.run(client.status())).peers.length === 2
  await cluster.until('the third peer is evicted', isEvicted)
  const without = await view()
  await meanwhile(cluster)
  cluster.reconnect(2)
  const isBack = async () => (await view()).member(cluster.blockPeerId(2)) !== undefined
  await cluster.until('it is back', isBack)
  const withIt = await view()
  await cluster.until('all is in place', isSettled)
  const held = async (index: number) => {
    const records = await cluster.run(inspector.records(cluster.blockPeerId(index)))
    return records.map(({ name }) => name)
  }
  return { cluster, before, without, withIt, held }
}

/** Takes the place of the metadata peer, which is killed. */
async function keepingInPlaceOfMetadata(cluster: MemoryCluster): Promise<RecordKeeping> {
  cluster.crashMetadata()
  const network = cluster.networkOf(cluster.metadataId)
  await network.start()
  return new RecordKeeping(network, cluster.key, new AbortController().signal)
}

describe('copies of name records', () => {
  it('come to a peer that was evicted while the name was committed, and returns as it was', async () => {
    const { held } = await setUp(async (cluster) => {
      const client = await cluster.run(cluster.client())
      return cluster.run(client.upload(new RandomFile(1, 640).pieces(), { name: 'a' }))
    })
    for (let index = 0; index < 3; index++) assert.deepEqual(await held(index), ['a'], `block-${index}`)
  })

  it('come to a peer that returns to the ring before a commit that began without it has ended', async () => {
    const { cluster, without, withIt, held } = await setUp()
    const keeping = await keepingInPlaceOfMetadata(cluster)
    const kept = keeping.keep(recordOf({ name: 'a', epoch: without.epoch }), without)
    keeping.follow(withIt)
    await cluster.run(kept)
    await cluster.until('its third copy is made', () => keeping.settled)
    assert.deepEqual(await held(2), ['a'])
  })

  it('come to a peer that did not take one, was evicted, and returns as it was', async () => {
    const { cluster, before, without, withIt, held } = await setUp()
    const keeping = await keepingInPlaceOfMetadata(cluster)
    cluster.isolate(2)
    const record = recordOf({ name: 'a', epoch: before.epoch })
    await cluster.run(keeping.keep(record, before))
    await cluster.until('it is owed', () => keeping.backlog === 1)
    keeping.follow(without)
    await cluster.clock.advance(RECORD_PUT.deadlineMs)
    cluster.reconnect(2)
    await cluster.run(keeping.move([record], withIt))
    await cluster.until('its third copy is made', () => keeping.settled)
    assert.deepEqual(await held(2), ['a'])
  })

  it('that are owed are of the newest version, although an older one is owed later', async () => {
    const cluster = await MemoryCluster.start()
    const network = cluster.networkOf('payer')
    await network.start()
    const signed: string[] = []
    const sign = async ({ name, version }: { name: string; version: number }) => {
      signed.push(`${name}@${version}`)
      throw new Error('not now')
    }
    const stop = new AbortController()
    const debts = new RecordDebts(network, sign, stop.signal)
    debts.owe('block-0', recordOf({ name: 'a', version: 2 }))
    debts.owe('block-0', recordOf({ name: 'a', version: 1 }))
    await cluster.until('a try', () => signed.length > 0)
    stop.abort()
    assert.deepEqual(signed, ['a@2'])
    assert.equal(debts.count, 1)
  })
})
