import assert from 'node:assert/strict'
import fc from 'fast-check'
import { folderPage } from '../../src/names/folder-page.ts'
import { MemoryNames } from '../../src/names/memory.ts'
import type { NameStore } from '../../src/names/names.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { recordOf } from '../suites/record-of.ts'

async function namesOf(all: readonly string[]): Promise<MemoryNames> {
  const names = new MemoryNames(new VirtualClock())
  await names.merge(all.map((name) => recordOf({ name })))
  return names
}

/** All entries of a folder, page by page. */
async function entriesOf(names: NameStore, prefix: string, countMax: number): Promise<string[]> {
  const entries: string[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await folderPage(names, '', prefix, after, countMax)
    assert.ok(page.records.length + page.folders.length <= countMax)
    entries.push(...[...page.records.map(({ name }) => name), ...page.folders].sort(byBytes))
    after = page.next
  }
  return entries
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** What `entriesOf` must come to, found by looking at every name. */
function naiveEntries(all: readonly string[], prefix: string): string[] {
  const entries = all
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const slash = name.indexOf('/', prefix.length)
      return slash < 0 ? name : name.slice(0, slash + 1)
    })
  return [...new Set(entries)].sort(byBytes)
}

/** Counts the records that are read. */
function counting(names: NameStore): { names: NameStore; read: () => number } {
  let read = 0
  const list: NameStore['list'] = async (...args) => {
    const page = await names.list(...args)
    read += page.records.length
    return page
  }
  return { names: { list } as NameStore, read: () => read }
}

describe('a page of a folder', () => {
  it('comes to every file and folder of one level, each once, in order, whatever the names', async () => {
    const segment = fc.string({
      unit: fc.constantFrom('a', 'b', '0', '.', 'é', '\u{1f600}'),
      minLength: 1,
      maxLength: 3,
    })
    const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 60 }),
        fc.oneof(
          fc.constant(''),
          segment,
          name.map((each) => `${each}/`),
        ),
        fc.integer({ min: 1, max: 9 }),
        async (all, prefix, countMax) => {
          const names = await namesOf(all)
          assert.deepEqual(await entriesOf(names, prefix, countMax), naiveEntries(all, prefix))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('of a million names in ten folders reads some dozens of them', async function () {
    this.timeout(120_000)
    const names = new MemoryNames(new VirtualClock())
    for (let folder = 0; folder < 10; folder++)
      for (let at = 0; at < 100_000; at += 10_000)
        await names.merge(
          Array.from({ length: 10_000 }, (_, index) => recordOf({ name: `folder-${folder}/${at + index}` })),
        )
    await names.merge([recordOf({ name: 'a file' }), recordOf({ name: 'the last file' })])
    const { names: counted, read } = counting(names)
    const expected = [
      'a file',
      ...Array.from({ length: 10 }, (_, index) => `folder-${index}/`),
      'the last file',
    ]
    assert.deepEqual(await entriesOf(counted, '', 1024), expected)
    assert.ok(read() < 200, `${read()} names were read`)
  })

  it('is given although a folder has more folders than one page may look for', async () => {
    const all = Array.from({ length: 2_000 }, (_, index) => [
      `f${index}/a`,
      ...Array.from({ length: 9 }, (_, i) => `f${index}/b${i}`),
    ]).flat()
    const names = await namesOf(all)
    assert.deepEqual(await entriesOf(names, '', 1024), naiveEntries(all, ''))
  })
})
