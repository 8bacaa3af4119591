import assert from 'node:assert/strict'
import fc from 'fast-check'
import { inRange, POSITIONS, rangeWidth } from '../../src/ring/range.ts'
import { positions } from './arbitrary-ring.ts'

describe('a range of the ring', () => {
  it('excludes its start and includes its end', () => {
    assert.equal(inRange({ from: 10, to: 20 }, 10), false)
    assert.equal(inRange({ from: 10, to: 20 }, 11), true)
    assert.equal(inRange({ from: 10, to: 20 }, 20), true)
    assert.equal(inRange({ from: 10, to: 20 }, 21), false)
    assert.equal(rangeWidth({ from: 10, to: 20 }), 10)
  })

  it('goes across zero when its end is not past its start', () => {
    const range = { from: POSITIONS - 3, to: 1 }
    const inside = [POSITIONS - 3, POSITIONS - 2, POSITIONS - 1, 0, 1, 2].filter((p) => inRange(range, p))
    assert.deepEqual(inside, [POSITIONS - 2, POSITIONS - 1, 0, 1])
    assert.equal(rangeWidth(range), inside.length)
  })

  it('is the whole ring when it ends where it starts', () => {
    fc.assert(
      fc.property(positions, positions, (end, position) => {
        assert.equal(inRange({ from: end, to: end }, position), true)
        assert.equal(rangeWidth({ from: end, to: end }), POSITIONS)
      }),
    )
  })

  it('and the range from its end to its start share no position and cover the ring', () => {
    fc.assert(
      fc.property(positions, positions, positions, (from, to, position) => {
        fc.pre(from !== to)
        assert.notEqual(inRange({ from, to }, position), inRange({ from: to, to: from }, position))
        assert.equal(rangeWidth({ from, to }) + rangeWidth({ from: to, to: from }), POSITIONS)
      }),
    )
  })
})
