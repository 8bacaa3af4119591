import assert from 'node:assert/strict'
import { median, percentile } from '../../bench/report/statistics.ts'

describe('statistics of the benches', () => {
  it('the median is the middle figure, or the mean of the two in the middle', () => {
    assert.equal(median([9, 1, 5]), 5)
    assert.equal(median([9, 1, 5, 7]), 6)
  })

  it('at most one in a hundred figures is above the 99th percentile', () => {
    const figures = Array.from({ length: 200 }, (_, i) => i + 1)
    assert.equal(percentile(figures, 99), 198)
    assert.equal(percentile([7], 99), 7)
  })
})
