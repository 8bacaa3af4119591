import assert from 'node:assert/strict'
import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import type { Network } from '../../src/index.ts'
import { signRecord } from '../../src/names/record.ts'
import { RECORD_PUT } from '../../src/wire/blocks.ts'
import type { FileRecord, SignedRecord } from '../../src/wire/generated/tritonring.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { recordOf } from '../suites/record-of.ts'

/** A block peer of a cluster whose coordinator has been reborn, so that there is an older term, and who asks it. */
async function setUp() {
  const cluster = await MemoryCluster.start({ heartbeatMs: 500 })
  await cluster.run(cluster.restartMetadata())
  const client = await cluster.run(cluster.client())
  const reborn = async () => (await client.status()).term === 2
  await cluster.until('the coordinator goes on in term 2', () => reborn().catch(() => false))
  const holder = cluster.blockPeerId(0)
  const asker: Network = cluster.networkOf('asker')
  await asker.start()
  const inspector = await cluster.inspector()
  const agreed = async () => (await inspector.viewOf(holder)).term === 2
  await cluster.until('its holder knows', agreed)
  return {
    put: async (...records: SignedRecord[]) =>
      (await cluster.run(asker.call(holder, RECORD_PUT, { records }))).response.kept,
    held: async () =>
      (await cluster.run(inspector.records(holder))).map(({ name, version }) => `${name}@${version}`),
    sign: (record: Partial<FileRecord>, key: PrivateKey = cluster.key) =>
      signRecord(recordOf({ term: 2, ...record }), key, peerIdFromPrivateKey(key).toString()),
  }
}

describe('a holder of name records', () => {
  it('tells how many it did not hold yet', async () => {
    const { put, sign } = await setUp()
    const [first, second] = [await sign({ name: 'a', version: 1 }), await sign({ name: 'a', version: 2 })]
    const other = await sign({ name: 'b' })
    assert.equal(await put(second), 1)
    assert.equal(await put(second), 0, 'held')
    assert.equal(await put(first, other), 1, 'a newer one is held')
    assert.equal(await put(), 0)
  })

  it('refuses a forged record, and keeps the good one of its name', async () => {
    const { put, sign, held } = await setUp()
    await put(await sign({ name: 'a', version: 1 }))
    const newer = await sign({ name: 'a', version: 9 })
    const bent = newer.record.slice()
    bent[bent.length - 1]! ^= 1
    await assert.rejects(put({ ...newer, record: bent }), { code: 'Corrupt' })
    await assert.rejects(put({ ...newer, signature: new Uint8Array(64) }), { code: 'Corrupt' })
    const stranger = await generateKeyPair('Ed25519')
    await assert.rejects(put(await sign({ name: 'a', version: 9 }, stranger)), { code: 'Refused' })
    const posing = { ...(await sign({ name: 'a', version: 9 }, stranger)), signer: newer.signer }
    await assert.rejects(put(posing), { code: 'Corrupt' })
    assert.deepEqual(await held(), ['a@1'])
  })

  it('refuses a record of an older term, however new its version is', async () => {
    const { put, sign, held } = await setUp()
    await put(await sign({ name: 'a', version: 1 }))
    await assert.rejects(put(await sign({ name: 'a', version: 9, term: 1 })), { code: 'Refused' })
    await assert.rejects(put(await sign({ name: 'b', version: 9, term: 1 })), { code: 'Refused' })
    assert.deepEqual(await held(), ['a@1'])
  })
})
