import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Move, movedFraction, moves } from '../../src/ring/moves.ts'
import { inRange, POSITIONS, rangeWidth } from '../../src/ring/range.ts'
import { Ring } from '../../src/ring/ring.ts'
import { tokensOf } from '../../src/ring/token.ts'
import {
  crowdedTokens,
  evenMember,
  evenMembers,
  keyAt,
  membersOf,
  positions,
  replicas,
} from './arbitrary-ring.ts'

const ringPairs = fc
  .record({
    pool: membersOf(0),
    derive: fc.constantFrom(tokensOf, crowdedTokens),
    count: replicas,
    countAfter: replicas,
  })
  .chain(({ pool, derive, count, countAfter }) =>
    fc.record({
      before: fc.subarray(pool).map((members) => Ring.of(members, count, derive)),
      after: fc.subarray(pool).map((members) => Ring.of(members, countAfter, derive)),
    }),
  )

function endsOf(ring: Ring): number[] {
  return Array.from({ length: ring.arcCount }, (_, arc) => ring.arcEnd(arc))
}

function isSameSet(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}

function assertAgrees(list: Move[], before: Ring, after: Ring, place: number): void {
  const owners = before.ownersOf(keyAt(place))
  const ownersAfter = after.ownersOf(keyAt(place))
  const found = list.filter((move) => inRange(move, place))
  if (isSameSet(owners, ownersAfter)) {
    assert.deepEqual(found, [])
    return
  }
  assert.equal(found.length, 1)
  assert.deepEqual(found[0]!.owners, owners)
  assert.deepEqual(found[0]!.ownersAfter, ownersAfter)
  assert.deepEqual(
    found[0]!.gained,
    ownersAfter.filter((id) => !owners.includes(id)),
  )
  assert.deepEqual(
    found[0]!.lost,
    owners.filter((id) => !ownersAfter.includes(id)),
  )
}

describe('the moves between two rings', () => {
  it('hold exactly the positions whose owners changed, with the owners that a lookup in either ring gives', () => {
    fc.assert(
      fc.property(ringPairs, fc.array(positions), ({ before, after }, more) => {
        const list = moves(before, after)
        const ends = [...endsOf(before), ...endsOf(after)]
        for (const place of [...ends, ...ends.map((end) => (end + 1) % POSITIONS), ...more]) {
          assertAgrees(list, before, after, place)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('go round the circle once, disjoint and clockwise', () => {
    fc.assert(
      fc.property(ringPairs, ({ before, after }) => {
        const list = moves(before, after)
        fc.pre(list.length > 0)
        let travelled = 0
        for (const [i, move] of list.entries()) {
          const gap = { from: move.to, to: list[(i + 1) % list.length]!.from }
          travelled += rangeWidth(move) + (gap.from === gap.to ? 0 : rangeWidth(gap))
        }
        assert.equal(travelled, POSITIONS)
      }),
    )
  })

  it('are merged where neighbours have the same owners in the same ranks', () => {
    fc.assert(
      fc.property(ringPairs, ({ before, after }) => {
        const list = moves(before, after)
        for (const [i, move] of list.entries()) {
          const next = list[(i + 1) % list.length]!
          if (move === next || move.to !== next.from) continue
          assert.notDeepEqual([move.owners, move.ownersAfter], [next.owners, next.ownersAfter])
        }
      }),
    )
  })

  it('are none between equal rings, and none where owners only change ranks', () => {
    fc.assert(
      fc.property(membersOf(0), replicas, (members, count) => {
        assert.deepEqual(moves(Ring.of(members, count), Ring.of(members, count)), [])
      }),
    )
    const heavier = evenMembers(2).map((member, i) => ({ ...member, weight: i + 1 }))
    assert.deepEqual(moves(Ring.of(evenMembers(2)), Ring.of(heavier)), [])
  })

  it('are the whole ring, once, for the first peer and for the last', () => {
    const [move, ...others] = moves(Ring.of([]), Ring.of(evenMembers(1)))
    assert.deepEqual(others, [])
    assert.equal(rangeWidth(move!), POSITIONS)
    assert.deepEqual([move!.owners, move!.gained, move!.lost], [[], ['peer-0'], []])
    const gone = moves(Ring.of(evenMembers(1)), Ring.of([]))
    assert.equal(gone.length, 1)
    assert.deepEqual([gone[0]!.ownersAfter, gone[0]!.lost], [[], ['peer-0']])
    assert.equal(movedFraction(gone), 0)
  })

  it('back are the same ranges with gained and lost exchanged', () => {
    fc.assert(
      fc.property(ringPairs, ({ before, after }) => {
        const back = moves(after, before).map(({ from, to, owners, ownersAfter, gained, lost }) => ({
          from,
          to,
          owners: ownersAfter,
          ownersAfter: owners,
          gained: lost,
          lost: gained,
        }))
        assert.deepEqual(back, moves(before, after))
      }),
    )
  })

  it('of a join are exactly the copies that the peer now keeps, about 1 in N', () => {
    for (const count of [3, 10, 100]) {
      const before = Ring.of(evenMembers(count - 1))
      const after = Ring.of(evenMembers(count))
      const list = moves(before, after)
      const joined = evenMember(count - 1).id
      for (const move of list) assert.deepEqual(move.gained, [joined])
      const moved = movedFraction(list)
      assert.ok(Math.abs(moved - after.shares()[after.indexOf(joined)]!) < 1e-9)
      assert.ok(moved > 0.7 / count && moved < 1.4 / count, `${moved * count} of 1 in ${count}`)
    }
  })

  it('of a leave are exactly the copies that the peer kept, about 1 in N', () => {
    for (const count of [4, 10, 100]) {
      const before = Ring.of(evenMembers(count))
      const list = moves(before, Ring.of(evenMembers(count - 1)))
      const left = evenMember(count - 1).id
      for (const move of list) assert.deepEqual(move.lost, [left])
      const moved = movedFraction(list)
      assert.ok(Math.abs(moved - before.shares()[before.indexOf(left)]!) < 1e-9)
      assert.ok(moved > 0.7 / count && moved < 1.4 / count, `${moved * count} of 1 in ${count}`)
    }
  })

  it('of a new peer beside the old one are as many as its tokens touch, not as the ring has', () => {
    const list = moves(Ring.of(evenMembers(500)), Ring.of(evenMembers(501)))
    assert.ok(list.length <= 3 * 128, `${list.length} moves`)
  })
})
