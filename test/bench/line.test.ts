import assert from 'node:assert/strict'
import { fitLine } from '../../bench/report/line.ts'

const SIZES = [64, 256, 1024, 4096]

describe('fitLine', () => {
  it('finds a and b of points that lie on a line', () => {
    const { a, b, unevenness } = fitLine(SIZES.map((size) => ({ size, seconds: 0.3 + 0.01 * size })))
    assert.ok(Math.abs(a - 0.3) < 1e-9)
    assert.ok(Math.abs(b - 0.01) < 1e-12)
    assert.ok(unevenness < 1e-6)
  })

  it('tells by the unevenness that time grows faster than size', () => {
    const { unevenness } = fitLine(SIZES.map((size) => ({ size, seconds: 0.001 * size ** 1.2 })))
    assert.ok(unevenness > 0.25, `${unevenness}`)
  })

  it('takes no constant part below zero', () => {
    const { a, b } = fitLine(SIZES.map((size) => ({ size, seconds: 0.01 * size - 0.3 })))
    assert.equal(a, 0)
    assert.ok(b > 0 && b < 0.01)
  })

  it('calls times that shrink infinitely uneven', () => {
    const { unevenness } = fitLine([
      { size: 64, seconds: 3 },
      { size: 128, seconds: 1 },
    ])
    assert.equal(unevenness, Number.POSITIVE_INFINITY)
  })
})
