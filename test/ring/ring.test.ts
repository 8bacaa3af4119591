import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isTritonError } from '../../src/errors.ts'
import { MEMBERS_MAX, REPLICAS_MAX } from '../../src/limits.ts'
import { inRange, POSITIONS } from '../../src/ring/range.ts'
import { Ring, type RingMember } from '../../src/ring/ring.ts'
import type { DeriveTokens } from '../../src/ring/sorted-tokens.ts'
import { position, tokensOf } from '../../src/ring/token.ts'
import { crowdedTokens, evenMembers, keyAt, membersOf, positions, replicas } from './arbitrary-ring.ts'
import { NaiveRing } from './naive-ring.ts'

const rings = fc.record({
  members: membersOf(1),
  count: replicas,
  derive: fc.constantFrom(tokensOf, crowdedTokens),
})

/** Positions worth a look: those given, and each token with its two neighbours. */
function interesting(members: readonly RingMember[], derive: DeriveTokens, more: number[]): number[] {
  const tokens = members.flatMap((member) => derive(member.id, member.seed, member.weight))
  const nearby = tokens.flatMap((token) => [token, (token + 1) % POSITIONS, (token || POSITIONS) - 1])
  return [...nearby, ...more]
}

function ids(ring: Ring, indexes: Iterable<number>): string[] {
  return Array.from(indexes, (index) => ring.members[index]!.id)
}

describe('the ring', () => {
  it('gives the owners and fallbacks of the naive model, at every token, beside it, and around zero', () => {
    fc.assert(
      fc.property(rings, fc.array(positions, { maxLength: 10 }), ({ members, count, derive }, more) => {
        const ring = Ring.of(members, count, derive)
        const naive = new NaiveRing(members, count, derive)
        for (const place of interesting(members, derive, more)) {
          const arc = ring.arcOf(keyAt(place))
          assert.deepEqual(ring.ownersOf(keyAt(place)), naive.owners(place))
          assert.deepEqual(ids(ring, ring.preferenceList(arc)), naive.preferenceList(place))
        }
      }),
    )
  })

  it('answers the same for a batch of keys as for each alone', () => {
    fc.assert(
      fc.property(rings, fc.array(positions, { minLength: 1 }), ({ members, count, derive }, more) => {
        const ring = Ring.of(members, count, derive)
        const places = interesting(members, derive, more)
        const keys = Buffer.concat(places.map((place) => keyAt(place)))
        const arcs = new Uint32Array(places.length + 1).fill(7777)
        ring.arcsOf(keys, places.length, arcs)
        assert.equal(arcs[places.length], 7777)
        for (const [i, place] of places.entries()) {
          assert.equal(arcs[i], ring.arcOf(keyAt(place)))
          assert.equal(arcs[i], ring.arcOf(keys, i * 32))
        }
      }),
    )
  })

  it('gives an arc a range that holds its keys and ends at both sides where the arc does', () => {
    fc.assert(
      fc.property(rings, fc.array(positions), ({ members, count, derive }, more) => {
        const ring = Ring.of(members, count, derive)
        const ends = new Set(Array.from({ length: ring.arcCount }, (_, arc) => ring.arcEnd(arc)))
        for (const place of interesting(members, derive, more)) {
          const arc = ring.arcOf(keyAt(place))
          const range = ring.arcRange(arc)
          assert.ok(inRange(range, place), `${place} in (${range.from}, ${range.to}]`)
          assert.equal(ring.arcOf(keyAt(range.to)), arc)
          assert.equal(ring.arcOf(keyAt((range.from + 1) % POSITIONS)), arc)
          assert.equal(ring.arcOf(keyAt(range.from)) === arc, ends.size === 1)
        }
      }),
    )
  })

  it('looks at no byte of a key after the sixth', () => {
    const ring = Ring.of(evenMembers(5))
    for (const token of tokensOf('peer-0', evenMembers(1)[0]!.seed, 1)) {
      assert.equal(ring.arcOf(keyAt(token, 0)), ring.arcOf(keyAt(token, 0xff)))
    }
  })

  it('gives every key min(R, N) distinct owners, and no owner at any further rank', () => {
    fc.assert(
      fc.property(rings, positions, ({ members, count, derive }, place) => {
        const ring = Ring.of(members, count, derive)
        const arc = ring.arcOf(keyAt(place))
        const owners = Array.from({ length: ring.ownerCount }, (_, rank) => ring.ownerAt(arc, rank))
        assert.equal(ring.ownerCount, Math.min(count, members.length))
        assert.equal(new Set(owners).size, ring.ownerCount)
        assert.equal(ring.ownerAt(arc, ring.ownerCount), -1)
        for (let member = 0; member < ring.size; member++) {
          assert.equal(ring.isOwner(arc, member), owners.includes(member))
        }
      }),
    )
  })

  it('lists all members in a preference list, and a shorter one is its beginning', () => {
    fc.assert(
      fc.property(rings, positions, fc.nat(15), ({ members, count, derive }, place, countMax) => {
        const ring = Ring.of(members, count, derive)
        const arc = ring.arcOf(keyAt(place))
        const list = ring.preferenceList(arc)
        assert.deepEqual(
          [...list].sort((a, b) => a - b),
          [...members.keys()],
        )
        assert.deepEqual(ring.preferenceList(arc, countMax), list.slice(0, countMax))
      }),
    )
  })

  it('does not depend on the order in which members are given', () => {
    const shuffled = membersOf(1).chain((members) =>
      fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length })),
    )
    fc.assert(
      fc.property(
        shuffled,
        replicas,
        fc.constantFrom(tokensOf, crowdedTokens),
        ([one, other], count, derive) => {
          const ring = Ring.of(one, count, derive)
          assert.deepEqual(Ring.of(other, count, derive), ring)
          assert.deepEqual(ids(ring, ring.members.keys()), one.map(({ id }) => id).sort())
        },
      ),
    )
  })

  it('finds its members by id', () => {
    const ring = Ring.of(evenMembers(12))
    assert.equal(ring.size, 12)
    for (const [index, { id }] of ring.members.entries()) assert.equal(ring.indexOf(id), index)
    assert.equal(ring.indexOf('peer-12'), -1)
  })

  it('does not change when the list that it was made from does', () => {
    const members = evenMembers(3)
    const ring = Ring.of(members)
    members.pop()
    assert.equal(ring.size, 3)
    assert.ok(Object.isFrozen(ring.members))
  })

  it('without members has one arc, the whole circle, and no owners', () => {
    const ring = Ring.of([])
    const arc = ring.arcOf(keyAt(12345))
    assert.equal(ring.arcCount, 1)
    assert.equal(arc, 0)
    assert.deepEqual(ring.arcRange(arc), { from: 0, to: 0 })
    assert.equal(ring.ownerAt(arc, 0), -1)
    assert.deepEqual(ring.ownersOf(keyAt(0)), [])
    assert.equal(ring.preferenceList(arc).length, 0)
    assert.equal(ring.shares().length, 0)
  })

  it('of as many members as are allowed finds the owners that a search for the next token finds', () => {
    const members = evenMembers(MEMBERS_MAX).map((member) => ({ ...member, weight: 0.05 }))
    const ring = Ring.of(members)
    const tokens = members.flatMap(({ id, seed, weight }) =>
      tokensOf(id, seed, weight).map((at) => ({ at, id })),
    )
    tokens.sort((a, b) => a.at - b.at)
    for (let i = 1; i < tokens.length; i += 997) {
      assert.equal(ring.ownersOf(keyAt(tokens[i]!.at))[0], tokens[i]!.id)
      assert.equal(ring.ownersOf(keyAt(tokens[i - 1]!.at + 1))[0], tokens[i]!.id)
    }
    assert.equal(ring.preferenceList(0).length, MEMBERS_MAX)
    assert.equal(position(keyAt(tokens[0]!.at)), ring.arcEnd(0))
  })
})

describe('a ring is refused', () => {
  const refusals: [string, 'BadRequest' | 'TooLarge', () => void][] = [
    ['with one id twice', 'BadRequest', () => Ring.of([...evenMembers(2), ...evenMembers(1)])],
    ['with a weight of zero', 'BadRequest', () => Ring.of([{ ...evenMembers(1)[0]!, weight: 0 }])],
    ['with no copies', 'BadRequest', () => Ring.of([], 0)],
    ['with a fraction of a copy', 'BadRequest', () => Ring.of([], 1.5)],
    ['with more copies than the limit', 'BadRequest', () => Ring.of([], REPLICAS_MAX + 1)],
    ['with too many members', 'TooLarge', () => Ring.of(evenMembers(MEMBERS_MAX + 1))],
    ['with too many tokens', 'TooLarge', () => Ring.of(evenMembers(513).map((m) => ({ ...m, weight: 64 })))],
  ]
  for (const [title, code, make] of refusals) {
    it(title, () => assert.throws(make, (error) => isTritonError(error, code)))
  }

  it('a batch lookup with too few keys or too little room', () => {
    const ring = Ring.of(evenMembers(2))
    for (const [bytes, room] of [
      [95, 3],
      [96, 2],
    ] as const) {
      assert.throws(
        () => ring.arcsOf(new Uint8Array(bytes), 3, new Uint32Array(room)),
        (error) => isTritonError(error, 'BadRequest'),
      )
    }
  })
})
