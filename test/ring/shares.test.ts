import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Ring } from '../../src/ring/ring.ts'
import { crowdedTokens, evenMembers, keyAt, membersOf, replicas } from './arbitrary-ring.ts'

function assertClose(got: number, wanted: number, tolerance: number): void {
  assert.ok(Math.abs(got - wanted) <= tolerance, `${got} is not within ${tolerance} of ${wanted}`)
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}

describe('the shares of the members', () => {
  it('sum to one over all copies and at every rank that has an owner', () => {
    fc.assert(
      fc.property(membersOf(1), replicas, fc.boolean(), (members, count, crowded) => {
        const ring = Ring.of(members, count, crowded ? crowdedTokens : undefined)
        assertClose(sum(ring.shares()), 1, 1e-9)
        for (let rank = 0; rank < ring.ownerCount; rank++) assertClose(sum(ring.sharesAt(rank)), 1, 1e-9)
        assert.equal(sum(ring.sharesAt(ring.ownerCount)), 0)
        for (const [index] of members.entries()) assert.equal(ring.share(index), ring.sharesAt(0)[index])
      }),
    )
  })

  it('are numbers that a person can check', () => {
    const places: Record<string, number[]> = { a: [2 ** 46], b: [2 ** 47], c: [2 ** 48 - 1] }
    const members = Object.keys(places).map((id) => ({ id, seed: new Uint8Array(0), weight: 1 }))
    const ring = Ring.of(members, 2, (id) => places[id]!)
    assertClose(ring.share(0), 0.25, 1e-12)
    assertClose(ring.share(1), 0.25, 1e-12)
    assertClose(ring.share(2), 0.5, 1e-12)
    // Second owners: b for a's quarter, c for b's, a for c's half.
    assertClose(ring.sharesAt(1)[0]!, 0.5, 1e-12)
    assertClose(ring.shares()[0]!, 0.375, 1e-12)
    assert.deepEqual(ring.ownersOf(keyAt(2 ** 46)), ['a', 'b'])
    assert.deepEqual(ring.ownersOf(keyAt(2 ** 46 + 1)), ['b', 'c'])
    assert.deepEqual(ring.ownersOf(keyAt(2 ** 48 - 1)), ['c', 'a'])
    assert.deepEqual(ring.ownersOf(keyAt(0)), ['a', 'b'])
  })

  it('are what random keys find', () => {
    const ring = Ring.of(evenMembers(10))
    const count = 200_000
    const keys = randomBytes(32 * count)
    const arcs = new Uint32Array(count)
    ring.arcsOf(keys, count, arcs)
    const found = new Float64Array(ring.size)
    for (const arc of arcs) for (let rank = 0; rank < 2; rank++) found[ring.ownerAt(arc, rank)]! += 1
    // Six standard deviations of a count of 400,000 tries with a chance of 1 in 10.
    for (const [index, share] of ring.shares().entries())
      assertClose(found[index]! / (2 * count), share, 0.003)
  })

  it('differ little between equal members', () => {
    for (const [count, most] of [
      [3, 1.2],
      [10, 1.3],
      [100, 1.4],
      [1000, 1.5],
    ] as const) {
      const shares = Ring.of(evenMembers(count)).shares()
      assert.ok(Math.max(...shares) * count < most, `${Math.max(...shares) * count} of the mean at ${count}`)
      assert.ok(
        Math.min(...shares) * count > 2 - most,
        `${Math.min(...shares) * count} of the mean at ${count}`,
      )
    }
  })

  it('are in proportion to the weights', () => {
    const members = evenMembers(100).map((member, i) => ({ ...member, weight: [0.5, 1, 2, 4][i % 4]! }))
    const ring = Ring.of(members)
    const byWeight = new Map<number, number>()
    for (const [index, share] of ring.shares().entries()) {
      const { weight } = ring.members[index]!
      byWeight.set(weight, (byWeight.get(weight) ?? 0) + share)
    }
    const total = 25 * (0.5 + 1 + 2 + 4)
    for (const [weight, share] of byWeight) assertClose((share * total) / (25 * weight), 1, 0.1)
  })
})
