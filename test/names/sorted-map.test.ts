import assert from 'node:assert/strict'
import fc from 'fast-check'
import { SortedMap } from '../../src/names/sorted-map.ts'
import { seededRandom } from '../harness/random.ts'

describe('a sorted map', () => {
  it('is what a map with sorted keys is, whatever was set and deleted', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 })
    const step = fc.record({ key, deletes: fc.boolean(), value: fc.nat() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), key, (steps, from) => {
        const map = new SortedMap<number>()
        const model = new Map<string, number>()
        for (const { key, deletes, value } of steps) {
          if (deletes) assert.equal(map.delete(key), model.delete(key))
          else {
            map.set(key, value)
            model.set(key, value)
          }
          assert.equal(map.get(key), model.get(key))
        }
        const expected = [...model].filter(([key]) => key >= from).sort(([a], [b]) => (a < b ? -1 : 1))
        assert.deepEqual(map.page(from, 1_000), expected)
        assert.equal(map.size, model.size)
      }),
    )
  })

  it('keeps its order over many runs, in whatever order entries come and go', () => {
    for (const order of ['ascending', 'descending', 'random']) {
      const random = seededRandom(7)
      const keys = Array.from({ length: 20_000 }, (_, index) => `${index}`.padStart(6, '0'))
      const map = new SortedMap<string>()
      const coming = order === 'descending' ? keys.toReversed() : [...keys]
      if (order === 'random') coming.sort(() => random() - 0.5)
      for (const key of coming) map.set(key, key)
      for (const key of coming.slice(0, 5_000)) map.delete(key)
      const left = coming.slice(5_000).sort()
      assert.deepEqual(
        map.page('', 20_000).map(([key]) => key),
        left,
      )
      const expected = left.filter((key) => key >= '010000' && key < '010100').slice(0, 10)
      assert.deepEqual(
        map.page('010000', 10, '010100').map(([key]) => key),
        expected,
      )
    }
  })
})
