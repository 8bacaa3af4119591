import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { isNewerRecord, openRecord, recordKey, signRecord } from '../../src/names/record.ts'
import { recordOf } from '../suites/record-of.ts'

describe('a name record', () => {
  it('comes back as it was signed', async () => {
    const key = await generateKeyPair('Ed25519')
    const record = recordOf({ name: 'a/b', version: 7, size: 2 ** 52 })
    const signed = await signRecord(record, key, peerIdFromPrivateKey(key).toString())
    const opened = await openRecord(signed)
    assert.equal(opened.size, record.size)
    assert.deepEqual(Buffer.from(opened.operation), Buffer.from(record.operation))
  })

  it('is refused with one bit changed, or under the name of another signer', async () => {
    const key = await generateKeyPair('Ed25519')
    const other = await generateKeyPair('Ed25519')
    const signed = await signRecord(recordOf({}), key, peerIdFromPrivateKey(key).toString())
    const bent = signed.record.slice()
    bent[bent.length - 1]! ^= 1
    await assert.rejects(openRecord({ ...signed, record: bent }), { code: 'Corrupt' })
    await assert.rejects(openRecord({ ...signed, signer: peerIdFromPrivateKey(other).toString() }), {
      code: 'Corrupt',
    })
    await assert.rejects(openRecord({ ...signed, signer: 'nobody' }), { code: 'Corrupt' })
  })

  it('stands at the hash of its owner and name', () => {
    const expected = createHash('sha256').update('bob/a/b').digest()
    assert.deepEqual(Buffer.from(recordKey({ owner: 'bob', name: 'a/b' })), expected)
  })

  it('is newer by version first, then by term', () => {
    assert.ok(isNewerRecord(recordOf({}), undefined))
    assert.ok(isNewerRecord(recordOf({ version: 3, term: 1 }), recordOf({ version: 2, term: 9 })))
    assert.ok(isNewerRecord(recordOf({ version: 2, term: 9 }), recordOf({ version: 2, term: 8 })))
    assert.ok(!isNewerRecord(recordOf({ version: 2, term: 8 }), recordOf({ version: 2, term: 8 })))
  })
})
