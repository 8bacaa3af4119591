import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import type { Notes } from '../../src/block-peer/notes.ts'
import { RecordShelf } from '../../src/block-peer/record-shelf.ts'
import { signRecord } from '../../src/names/record.ts'
import { FileRecord, type SignedRecord } from '../../src/wire/generated/tritonring.ts'

/** By then a signature is verified. */
const VERIFIED_MS = 50

/** Notes whose writes end when the test says so. */
class HeldNotes implements Notes {
  readonly writes: { resolve: () => void; reject: (error: Error) => void }[] = []

  async read() {
    return { records: (async function* () {})(), view: undefined }
  }

  noteRecord(): Promise<void> {
    return new Promise((resolve, reject) => this.writes.push({ resolve, reject }))
  }

  async noteView(): Promise<void> {}

  async close(): Promise<void> {}
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
}

describe('a shelf of records with notes', () => {
  const anybody = () => true
  let record: SignedRecord

  before(async () => {
    const key = await generateKeyPair('Ed25519')
    const plain = FileRecord.decode(FileRecord.encode({ name: 'a', version: 1, term: 1 } as FileRecord))
    record = await signRecord(plain, key, peerIdFromPrivateKey(key).toString())
  })

  it('acknowledges a record that comes again only when it is noted', async () => {
    const notes = new HeldNotes()
    const shelf = new RecordShelf(notes)
    const ended: boolean[] = []
    const keep = () => shelf.keep(record, anybody).then((kept) => ended.push(kept))
    const first = keep()
    await until(() => notes.writes.length === 1)
    const second = keep()
    await setTimeout(VERIFIED_MS)
    assert.deepEqual(ended, [])
    notes.writes[0]!.resolve()
    await Promise.all([first, second])
    assert.deepEqual(ended.sort(), [false, true])
  })

  it('keeps a record that could not be noted when it comes again', async () => {
    const notes = new HeldNotes()
    const shelf = new RecordShelf(notes)
    const failed = assert.rejects(shelf.keep(record, anybody), /disk/)
    await until(() => notes.writes.length === 1)
    notes.writes[0]!.reject(new Error('the disk failed'))
    await failed
    assert.equal(shelf.size, 0)
    const again = shelf.keep(record, anybody)
    await until(() => notes.writes.length === 2)
    notes.writes[1]!.resolve()
    assert.equal(await again, true)
  })
})
