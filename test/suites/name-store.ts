import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import type { NameStore } from '../../src/names/names.ts'
import { type FileRecord, RecordState } from '../../src/wire/generated/tritonring.ts'

/** A record for tests; only what is given differs. */
export function recordOf(fields: Partial<FileRecord>): FileRecord {
  return {
    id: new Uint8Array(16),
    owner: '',
    name: 'name',
    version: 1,
    size: 0,
    blockSize: 64,
    root: new Uint8Array(32),
    mtime: 0,
    state: RecordState.LIVE,
    epoch: 1,
    operation: new Uint8Array(randomBytes(16)),
    term: 1,
    ...fields,
  }
}

/** What every name store promises. `open` gives an empty one. */
export function describeNameStore(title: string, open: () => NameStore | Promise<NameStore>): void {
  describe(`${title}: a name store`, () => {
    let names: NameStore

    beforeEach(async () => {
      names = await open()
    })

    const listed = async (prefix = '', after = '', countMax = 1000) =>
      (await names.list('', prefix, after, countMax)).records.map(({ name }) => name)

    it('knows nothing of a name that never was', async () => {
      assert.equal(await names.get('', 'nothing'), undefined)
      assert.equal(names.size, 0)
    })

    it('keeps the newest version of a name, in whatever order versions come', async () => {
      for (const version of [2, 3, 1]) await names.put(recordOf({ version, size: version }))
      assert.equal((await names.get('', 'name'))?.version, 3)
      assert.equal(names.size, 1)
    })

    it('of equal versions keeps the one of the later term', async () => {
      await names.put(recordOf({ version: 2, term: 4, size: 4 }))
      await names.put(recordOf({ version: 2, term: 3, size: 3 }))
      assert.equal((await names.get('', 'name'))?.size, 4)
    })

    it('does not list what was deleted, and remembers its version', async () => {
      await names.put(recordOf({ version: 1 }))
      await names.put(recordOf({ version: 2, state: RecordState.DELETED }))
      assert.deepEqual(await listed(), [])
      assert.equal(names.size, 0)
      assert.equal((await names.get('', 'name'))?.version, 2)
      await names.put(recordOf({ version: 3 }))
      assert.deepEqual(await listed(), ['name'])
    })

    it('lists by the order of UTF-8 bytes, not of UTF-16 units', async () => {
      for (const name of ['\u{1f600}', '\uff5e', 'b', 'a', 'a/b', 'B']) await names.put(recordOf({ name }))
      assert.deepEqual(await listed(), ['B', 'a', 'a/b', 'b', '\uff5e', '\u{1f600}'])
    })

    it('keeps owners apart', async () => {
      await names.put(recordOf({ owner: 'bob', name: 'hers', size: 1 }))
      assert.equal(await names.get('', 'hers'), undefined)
      assert.deepEqual(await listed(), [])
      assert.equal((await names.list('bob', '', '', 10)).records.length, 1)
    })

    it('lists any names by prefix in pages that come to all of them, each once, in order', async () => {
      const segment = fc.string({
        unit: fc.constantFrom('a', 'b', '/', 'é', '\u{1f600}'),
        minLength: 1,
        maxLength: 6,
      })
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(segment, { maxLength: 40 }),
          segment,
          fc.integer({ min: 1, max: 7 }),
          async (all, prefix, page) => {
            const fresh = await open()
            for (const name of all) await fresh.put(recordOf({ name }))
            const got: string[] = []
            let after: string | undefined = ''
            while (after !== undefined) {
              const { records, next } = await fresh.list('', prefix, after, page)
              assert.ok(records.length <= page)
              got.push(...records.map(({ name }) => name))
              after = next
            }
            const expected = all.filter((name) => name.startsWith(prefix))
            expected.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
            assert.deepEqual(got, expected)
          },
        ),
        { numRuns: 200 },
      )
    })

    it('gives all records, tombstones too', async () => {
      await names.put(recordOf({ name: 'here' }))
      await names.put(recordOf({ name: 'gone', version: 2, state: RecordState.DELETED }))
      const all: string[] = []
      for await (const record of names.all()) all.push(record.name)
      assert.deepEqual(all.sort(), ['gone', 'here'])
    })
  })
}
