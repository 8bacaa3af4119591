import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Budget } from '../../src/rpc/budget.ts'

describe('a shared budget', () => {
  const takenBy = (budget: Budget, asker: string, bytes: number) => {
    let taken = 0
    while (budget.take(asker, bytes)) taken += bytes
    return taken
  }

  it('gives one alone half, and leaves room for another at any time', () => {
    const budget = new Budget(1000)
    assert.equal(takenBy(budget, 'a', 10), 500)
    assert.equal(takenBy(budget, 'b', 10), 250)
    assert.ok(budget.take('c', 100))
    for (let i = 0; i < 50; i++) budget.give('a', 10)
    assert.ok(budget.take('b', 10))
  })

  it('lets one message pass that is larger than all of it, while nothing is held', () => {
    const budget = new Budget(1000)
    assert.ok(budget.take('a', 5000))
    assert.ok(!budget.take('b', 1))
    assert.ok(budget.take('b', 0))
    budget.give('a', 5000)
    assert.ok(budget.take('b', 1))
    assert.ok(!budget.take('a', 1000))
  })

  it('never holds more than its bytes, and is whole again when all is given back', () => {
    const takes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(400)), { maxLength: 100 })
    fc.assert(
      fc.property(takes, (list) => {
        const budget = new Budget(1000)
        const taken = list.filter(([asker, bytes]) => budget.take(asker, bytes))
        assert.ok(taken.reduce((sum, [, bytes]) => sum + bytes, 0) <= 1000)
        for (const [asker, bytes] of taken) budget.give(asker, bytes)
        assert.equal(takenBy(budget, 'd', 10), 500)
      }),
    )
  })
})
