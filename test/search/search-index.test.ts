import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Query, SearchIndex } from '../../src/search/search-index.ts'
import { RecordState } from '../../src/wire/generated/tritonring.ts'
import { recordOf } from '../suites/record-of.ts'

const ANY: Query = { query: '', owner: '', sizeMin: 0, sizeMax: 0, mtimeMin: 0, mtimeMax: 0 }

describe('a search index', () => {
  let index: SearchIndex
  beforeEach(() => {
    index = new SearchIndex()
  })
  const note = (...names: string[]) => {
    for (const name of names) index.note(recordOf({ name }))
  }
  const find = (query: string, more: Partial<Query> = {}) =>
    index.find({ ...ANY, query, ...more }, 10).names.map(({ name }) => name)

  it('finds names by whole words, beginnings and words with an error, in this order', () => {
    note('a/beech.jpg', 'beach-2026.jpg', 'beaches.txt', 'mountain.jpg')
    assert.deepEqual(find('beach'), ['beach-2026.jpg', 'beaches.txt', 'a/beech.jpg'])
    assert.deepEqual(find('BÉACH'), ['beach-2026.jpg', 'beaches.txt', 'a/beech.jpg'])
    assert.deepEqual(find('mountian'), ['mountain.jpg'])
    assert.deepEqual(find('river'), [])
  })

  it('finds what has all words of a query, in whatever order', () => {
    note('photos/holiday/beach.jpg', 'photos/holiday/hotel.jpg', 'beach.txt')
    assert.deepEqual(find('beach holiday'), ['photos/holiday/beach.jpg'])
    assert.deepEqual(find('beach paris'), [])
  })

  it('finds numbers and letters that stand together, each and both', () => {
    note('IMG1234.jpg')
    for (const query of ['img1234', 'img', '1234', '12'])
      assert.deepEqual(find(query), ['IMG1234.jpg'], query)
  })

  it('finds tags', () => {
    index.note(recordOf({ name: 'a.jpg', tags: ['Summer 2026', 'family'] }))
    assert.deepEqual(find('summer'), ['a.jpg'])
    assert.deepEqual(find('famliy'), ['a.jpg'])
  })

  it('finds by size, time and owner', () => {
    index.note(recordOf({ name: 'small', size: 10, mtime: 1_000 }))
    index.note(recordOf({ name: 'large', size: 1_000, mtime: 2_000 }))
    index.note(recordOf({ owner: 'bob', name: 'hers', size: 1_000, mtime: 2_000 }))
    assert.deepEqual(find('', { sizeMin: 11 }), ['large'])
    assert.deepEqual(find('', { sizeMax: 999 }), ['small'])
    assert.deepEqual(find('', { mtimeMin: 2_000 }), ['large'])
    assert.deepEqual(find('', { mtimeMax: 2_000 }), ['small'])
    assert.deepEqual(find('', { owner: 'bob' }), ['hers'])
  })

  it('goes by what a name means now', () => {
    note('report.txt')
    index.note(recordOf({ name: 'report.txt', version: 2, size: 500 }))
    assert.deepEqual(find('report', { sizeMin: 500 }), ['report.txt'])
    assert.equal(index.find({ ...ANY, query: 'report' }, 10).found, 1)
    index.note(recordOf({ name: 'report.txt', version: 3, state: RecordState.DELETED }))
    assert.deepEqual(find('report'), [])
    assert.equal(index.size, 0)
  })

  it('says how many there are, and gives as many as were asked for', () => {
    note(...Array.from({ length: 50 }, (_, number) => `file ${number}`))
    const { found, names } = index.find({ ...ANY, query: 'file' }, 10)
    assert.deepEqual([found, names.length], [50, 10])
  })

  it('finds every word of four letters and more in spite of any one typing error', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
      minLength: 5,
      maxLength: 12,
    })
    const error = fc.tuple(
      fc.constantFrom('wrong', 'missing', 'added', 'exchanged'),
      fc.nat(),
      fc.constantFrom('x', 'q'),
    )
    fc.assert(
      fc.property(letters, error, (word, [kind, at, letter]) => {
        const i = at % (word.length - 1)
        const [before, after] = [word.slice(0, i), word.slice(i + 1)]
        const typed = {
          wrong: `${before}${letter}${after}`,
          missing: `${before}${after}`,
          added: `${before}${letter}${word.slice(i)}`,
          exchanged: `${before}${word[i + 1]}${word[i]}${word.slice(i + 2)}`,
        }[kind]!
        index = new SearchIndex()
        note(`folder/${word}.txt`, 'another name')
        assert.deepEqual(find(typed), [`folder/${word}.txt`], `${word} typed as ${typed}`)
      }),
      { numRuns: 1_000 },
    )
  })
})
