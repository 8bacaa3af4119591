import assert from 'node:assert/strict'
import fc from 'fast-check'
import { selectSmallest } from '../../src/store/select.ts'

describe('selectSmallest', () => {
  it('moves the smallest to the front, the greatest of them last, and loses none', () => {
    const numbers = fc.array(fc.nat(200), { minLength: 1, maxLength: 300, size: 'max' })
    fc.assert(
      fc.property(numbers, fc.nat(), (list, pick) => {
        const count = (pick % list.length) + 1
        const selected = Float64Array.from(list)
        selectSmallest(selected, count)
        const sorted = Float64Array.from(list).sort()
        assert.deepEqual(selected.slice(0, count).sort(), sorted.slice(0, count))
        assert.equal(selected[count - 1], sorted[count - 1])
        assert.deepEqual(selected.sort(), sorted)
      }),
      { numRuns: 500 },
    )
  })
})
