import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Ring, type RingMember } from '../../src/ring/ring.ts'
import type { DeriveTokens } from '../../src/ring/sorted-tokens.ts'
import { tokensOf } from '../../src/ring/token.ts'
import { crowdedTokens, keyAt, membersOf, positions, replicas, withoutZones } from './arbitrary-ring.ts'

const derivations = fc.constantFrom<DeriveTokens[]>(tokensOf, crowdedTokens)

/** Asserts that the owners with `peer` are among those without it, and `peer`. */
function assertOnlyPeerEnters(without: Ring, withPeer: Ring, peer: string, place: number): void {
  const allowed = [...without.ownersOf(keyAt(place)), peer]
  const owners = withPeer.ownersOf(keyAt(place))
  assert.ok(
    owners.every((id) => allowed.includes(id)),
    `${owners} among ${allowed}`,
  )
}

/** Each token of either ring is a place where owners may change. */
function placesOf(one: Ring, other: Ring, more: number[]): number[] {
  const ends = [one, other].flatMap((ring) =>
    Array.from({ length: ring.arcCount }, (_, arc) => ring.arcEnd(arc)),
  )
  return [...ends, ...more]
}

function assertJoinAndLeave(
  members: RingMember[],
  count: number,
  derive: DeriveTokens,
  more: number[],
): void {
  const peer = members[0]!
  const without = Ring.of(members.slice(1), count, derive)
  const withPeer = Ring.of(members, count, derive)
  for (const place of placesOf(without, withPeer, more)) {
    assertOnlyPeerEnters(without, withPeer, peer.id, place)
    const left = withPeer.ownersOf(keyAt(place)).filter((id) => id !== peer.id)
    const after = without.ownersOf(keyAt(place))
    assert.ok(left.every((id) => after.includes(id)))
  }
}

describe('when one peer joins or leaves', () => {
  it('without zones, no other peer becomes an owner by the join or stops being one by the leave', () => {
    fc.assert(
      fc.property(
        membersOf(1),
        replicas,
        derivations,
        fc.array(positions),
        (members, count, derive, more) => {
          assertJoinAndLeave(withoutZones(members), count, derive, more)
        },
      ),
    )
  })

  it('with zones, too', () => {
    fc.assert(
      fc.property(
        membersOf(1),
        replicas,
        derivations,
        fc.array(positions),
        (members, count, derive, more) => {
          assertJoinAndLeave(members, count, derive, more)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('a peer that grows heavier is the only one to become an owner', () => {
    fc.assert(
      fc.property(membersOf(1), replicas, fc.array(positions), (members, count, more) => {
        const [peer, ...others] = members as [RingMember, ...RingMember[]]
        const light = Ring.of(members, count)
        const heavy = Ring.of([{ ...peer, weight: peer.weight * 2.5 }, ...others], count)
        for (const place of placesOf(light, heavy, more)) assertOnlyPeerEnters(light, heavy, peer.id, place)
      }),
    )
  })
})
