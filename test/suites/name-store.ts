import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { TritonError } from '../../src/index.ts'
import type { NameStore } from '../../src/names/names.ts'
import {
  type FileRecord,
  Member,
  type PeerSeen,
  RecordState,
  View,
} from '../../src/wire/generated/tritonring.ts'

import { recordOf } from './record-of.ts'

const NO_VIEW = View.decode(new Uint8Array(0))
const NO_MEMBER = Member.decode(new Uint8Array(0))

/** What every name store promises. `open` gives an empty one, not opened yet; `runs`: how many random lists are tried. */
export function describeNameStore(
  title: string,
  open: () => NameStore | Promise<NameStore>,
  { runs = 200 }: { runs?: number } = {},
): void {
  describe(`${title}: a name store`, () => {
    let names: NameStore

    const opened: NameStore[] = []

    const openOne = async () => {
      const store = await open()
      opened.push(store)
      await store.open()
      await store.council?.enter({ id: 'self', addresses: [] }, async () => {})
      return store
    }

    beforeEach(async () => {
      names = await openOne()
    })

    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })

    /** The next version of a name, by an operation of its own or the one given. */
    const change = (
      name: string,
      operation = new Uint8Array(randomBytes(16)),
      fields: Partial<FileRecord> = {},
    ) =>
      names.commit({
        ...{ owner: '', name, operation },
        decide: (current) => recordOf({ name, operation, version: (current?.version ?? 0) + 1, ...fields }),
      })

    const listed = async (prefix = '', after = '', countMax = 1000) =>
      (await names.list('', prefix, after, countMax)).records.map(({ name }) => name)

    it('knows nothing of a name that never was', async () => {
      assert.equal(await names.get('', 'nothing'), undefined)
      assert.equal(await names.size(), 0)
    })

    it('keeps the newest version of a name, in whatever order versions come', async () => {
      for (const version of [2, 3, 1]) await names.merge([recordOf({ version, size: version })])
      assert.equal((await names.get('', 'name'))?.version, 3)
      assert.equal(await names.size(), 1)
    })

    it('of equal versions keeps the one of the later term', async () => {
      await names.merge([recordOf({ version: 2, term: 4, size: 4 })])
      await names.merge([recordOf({ version: 2, term: 3, size: 3 })])
      assert.equal((await names.get('', 'name'))?.size, 4)
    })

    it('does not list what was deleted, and remembers its version', async () => {
      await names.merge([recordOf({ version: 1 })])
      await names.merge([recordOf({ version: 2, state: RecordState.DELETED })])
      assert.deepEqual(await listed(), [])
      assert.equal(await names.size(), 0)
      assert.equal((await names.get('', 'name'))?.version, 2)
      await names.merge([recordOf({ version: 3 })])
      assert.deepEqual(await listed(), ['name'])
    })

    it('lists by the order of UTF-8 bytes, not of UTF-16 units', async () => {
      for (const name of ['\u{1f600}', '\uff5e', 'b', 'a', 'a/b', 'B'])
        await names.merge([recordOf({ name })])
      assert.deepEqual(await listed(), ['B', 'a', 'a/b', 'b', '\uff5e', '\u{1f600}'])
    })

    it('goes on behind all that is in a folder, where a list is told to', async () => {
      for (const name of ['a', 'a/b', 'a/\u{1f600}/c', 'a0', 'a/b/c', 'b'])
        await names.merge([recordOf({ name })])
      const { records, next } = await names.list('', '', 'a/', 10)
      assert.deepEqual([records.map(({ name }) => name), next], [['a0', 'b'], undefined])
      assert.deepEqual(
        (await names.list('', 'a/', 'a/b/', 10)).records.map(({ name }) => name),
        ['a/\u{1f600}/c'],
      )
    })

    it('keeps owners apart', async () => {
      await names.merge([recordOf({ owner: 'bob', name: 'hers', size: 1 })])
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
      // No name ends with a slash, which is what tells a folder in `after`; a prefix may.
      const name = segment.filter((each) => !each.endsWith('/'))
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(name, { maxLength: 40 }),
          segment,
          fc.integer({ min: 1, max: 7 }),
          async (all, prefix, page) => {
            const fresh = await openOne()
            await fresh.merge(all.map((name) => recordOf({ name })))
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
        { numRuns: runs },
      )
    })

    it('gives all records, tombstones too', async () => {
      await names.merge([recordOf({ name: 'here' })])
      await names.merge([recordOf({ name: 'gone', version: 2, state: RecordState.DELETED })])
      const all: string[] = []
      for await (const record of names.all()) all.push(record.name)
      assert.deepEqual(all.sort(), ['gone', 'here'])
    })

    it('finds a live file by its id', async () => {
      const id = new Uint8Array(randomBytes(16))
      await change('here', undefined, { id })
      assert.equal((await names.byId(id))?.name, 'here')
      await change('here', undefined, { id, state: RecordState.DELETED })
      assert.equal(await names.byId(id), undefined)
      assert.equal(await names.byId(new Uint8Array(16)), undefined)
    })

    it('applies an operation once, and tells it the same again whatever came after', async () => {
      const operation = new Uint8Array(randomBytes(16))
      const first = await change('name', operation, { size: 7 })
      assert.equal(first.version, 1)
      await change('name')
      await change('name', undefined, { state: RecordState.DELETED })
      assert.deepEqual(await change('name', operation, { size: 9 }), first)
      assert.equal((await names.get('', 'name'))?.version, 3)
    })

    it('applies an operation once that is sent several times at once', async () => {
      const operation = new Uint8Array(randomBytes(16))
      const records = await Promise.all(Array.from({ length: 8 }, () => change('name', operation)))
      assert.deepEqual([...new Set(records.map(({ version }) => version))], [1])
      assert.equal((await names.get('', 'name'))?.version, 1)
    })

    it('decides each of many changes of one name by the one before', async () => {
      const records = await Promise.all(Array.from({ length: 24 }, () => change('name')))
      const versions = records.map(({ version }) => version).sort((a, b) => a - b)
      assert.deepEqual(
        versions,
        Array.from({ length: 24 }, (_, index) => index + 1),
      )
    })

    /** Gives the file `from` the name `to`, as far as a store is concerned. */
    const rename = (from: string, to: string, operation = new Uint8Array(randomBytes(16))) =>
      names.commit({
        ...{ owner: '', name: to, from, operation },
        decide: (current, source) => {
          if (source === undefined) throw new TritonError('NotFound', 'no')
          const version = Math.max(current?.version ?? 0, source.version) + 1
          const left = { ...source, id: new Uint8Array(randomBytes(16)), state: RecordState.DELETED }
          return [
            { ...source, name: to, version, operation },
            { ...left, version: source.version + 1, operation },
          ]
        },
      })

    it('changes two names at once, and the id goes with the file', async () => {
      const { id } = await change('a', undefined, { size: 7 })
      const { id: overwritten } = await change('b')
      assert.equal((await rename('a', 'b')).version, 2)
      assert.deepEqual(await listed(), ['b'])
      assert.equal(await names.size(), 1)
      assert.equal((await names.get('', 'a'))?.state, RecordState.DELETED)
      assert.equal((await names.byId(id))?.name, 'b')
      assert.equal(await names.byId(overwritten), undefined)
      await change('a')
      assert.deepEqual(await listed(), ['a', 'b'])
      assert.equal((await names.byId(id))?.size, 7)
    })

    it('changes two names once for each operation, or neither', async () => {
      await change('a')
      const operation = new Uint8Array(randomBytes(16))
      const first = await rename('a', 'b', operation)
      await change('a')
      assert.deepEqual(await rename('a', 'b', operation), first)
      assert.deepEqual(await listed(), ['a', 'b'])
      await assert.rejects(rename('nothing', 'b'), { code: 'NotFound' })
      assert.equal((await names.get('', 'b'))?.version, first.version)
    })

    it('takes something from a name of another owner too, by what that means at that moment', async () => {
      const at = (owner: string) => ({ owner, name: 'a', operation: new Uint8Array(randomBytes(16)) })
      const write = (size: number) =>
        names.commit({
          ...at('bob'),
          decide: (current) => recordOf({ ...at('bob'), size, version: (current?.version ?? 0) + 1 }),
        })
      const copy = () =>
        names.commit({
          ...{ ...at('alice'), from: 'a', fromOwner: 'bob' },
          decide: (current, from) =>
            recordOf({ ...at('alice'), size: from!.size, version: (current?.version ?? 0) + 1 }),
        })
      await write(1)
      const copies = [await copy(), await write(2), await copy()]
      assert.deepEqual(
        copies.map(({ owner, size }) => [owner, size]),
        [
          ['alice', 1],
          ['bob', 2],
          ['alice', 2],
        ],
      )
      assert.deepEqual(
        [(await names.get('alice', 'a'))?.version, (await names.get('bob', 'a'))?.version],
        [2, 2],
      )
    })

    it('ends all of many renames that go both ways at once', async () => {
      await change('a')
      await change('b')
      const renames = Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? rename('a', 'b') : rename('b', 'a'),
      )
      await Promise.all(renames)
      const versions = [(await names.get('', 'a'))!.version, (await names.get('', 'b'))!.version]
      assert.ok(Math.max(...versions) >= 13, `${versions}`)
    })

    it('takes back a rename that it hears of, whatever came first', async () => {
      const id = new Uint8Array(randomBytes(16))
      const operation = new Uint8Array(randomBytes(16))
      await names.merge([recordOf({ name: 'a', id })])
      await names.merge([
        recordOf({ name: 'b', id, version: 2, operation }),
        recordOf({ name: 'a', version: 2, state: RecordState.DELETED, operation }),
      ])
      await names.merge([recordOf({ name: 'a', id })])
      assert.deepEqual(await listed(), ['b'])
      assert.equal((await names.byId(id))?.name, 'b')
    })

    it('knows an operation again by the history of a record that it was given', async () => {
      const operation = new Uint8Array(randomBytes(16))
      const version = {
        version: 1,
        root: new Uint8Array(32),
        size: 5,
        blockSize: 64,
        mtime: 1,
        replacedMs: 2,
        encryptionKeyId: new Uint8Array(0),
      }
      await names.merge([recordOf({ version: 2, history: [{ ...version, operation }] })])
      const made = await change('name', operation)
      assert.deepEqual([made.version, made.size, made.history], [1, 5, []])
      assert.equal((await names.get('', 'name'))?.version, 2)
    })

    it('leaves everything as it is when it is decided so, and the operation may be tried again', async () => {
      await change('name')
      const operation = new Uint8Array(randomBytes(16))
      const refused = names.commit({
        ...{ owner: '', name: 'name', operation },
        decide: () => {
          throw new TritonError('Conflict', 'no')
        },
      })
      await assert.rejects(refused, { code: 'Conflict' })
      assert.equal((await names.get('', 'name'))?.version, 1)
      assert.equal((await change('name', operation)).version, 2)
    })

    it('keeps every field of a record', async () => {
      const record = recordOf({
        ...{
          owner: 'bob',
          name: 'a/\u{1f600}',
          version: 3,
          size: 2 ** 53 - 1,
          blockSize: 10 * 2 ** 20,
          mtime: 1e12,
        },
        ...{ id: new Uint8Array(randomBytes(16)), root: new Uint8Array(randomBytes(32)), epoch: 12, term: 4 },
        ...{ tags: ['blue', 'été'], renamedFrom: { name: 'b', version: 2, earlierOperations: [] } },
        encryptionKeyId: new Uint8Array(randomBytes(8)),
        history: [
          {
            ...{ version: 2, root: new Uint8Array(randomBytes(32)), size: 1, blockSize: 8, mtime: 3 },
            ...{ replacedMs: 4, operation: new Uint8Array(randomBytes(16)) },
            encryptionKeyId: new Uint8Array(randomBytes(8)),
          },
        ],
      })
      await names.merge([record])
      assert.deepEqual(await names.get('bob', 'a/\u{1f600}'), record)
    })

    it('takes many records at once, the newest of each name, whatever is there', async () => {
      await change('name-1')
      const records = [3, 1, 2].flatMap((version) =>
        Array.from({ length: 300 }, (_, index) => recordOf({ name: `name-${index}`, version })),
      )
      await names.merge(records)
      assert.equal(await names.size(), 300)
      assert.equal((await names.get('', 'name-1'))?.version, 3)
      assert.equal((await names.get('', 'name-299'))?.version, 3)
    })

    it('keeps the last view, and whether names are still to be read back', async () => {
      const view = (term: number) => ({
        view: View.encode({ ...NO_VIEW, term }),
        signature: new Uint8Array(randomBytes(64)),
      })
      assert.deepEqual(await names.world(), { view: undefined, rebuildFrom: undefined })
      const [first, second] = [view(1), view(2)]
      await names.beginRebuild(first)
      await names.keepView(second)
      assert.deepEqual(await names.world(), { view: second, rebuildFrom: first })
      await names.endRebuild()
      assert.deepEqual(await names.world(), { view: second, rebuildFrom: undefined })
    })

    it('keeps block peers as they were last seen', async () => {
      const seen = (id: string, seenMs: number): PeerSeen => ({
        ...{ seenMs, member: { ...NO_MEMBER, id } },
      })
      await names.keepPeers([seen('a', 1), seen('b', 1)])
      await names.keepPeers([seen('b', 2)])
      const peers: string[] = []
      for await (const { member, seenMs } of names.peers()) peers.push(`${member?.id} ${seenMs}`)
      assert.deepEqual(peers.sort(), ['a 1', 'b 2'])
    })
  })
}
