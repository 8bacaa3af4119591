import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Ring, type RingMember } from '../../src/ring/ring.ts'
import { evenMembers, keyAt, membersOf, positions, replicas } from './arbitrary-ring.ts'

function zoneOf(members: readonly RingMember[], id: string): string {
  return members.find((member) => member.id === id)!.zone || id
}

describe('zones', () => {
  it('are distinct among the owners of a key while there are zones left to choose', () => {
    fc.assert(
      fc.property(membersOf(1), replicas, positions, (members, count, place) => {
        const owners = Ring.of(members, count).ownersOf(keyAt(place))
        const zones = new Set(members.map(({ id }) => zoneOf(members, id)))
        const zonesOfOwners = new Set(owners.map((id) => zoneOf(members, id)))
        assert.equal(zonesOfOwners.size, Math.min(count, zones.size))
        for (const [rank, id] of owners.slice(0, zones.size).entries()) {
          const earlier = owners.slice(0, rank).map((owner) => zoneOf(members, owner))
          assert.ok(!earlier.includes(zoneOf(members, id)))
        }
      }),
    )
  })

  it('of one member each change nothing', () => {
    fc.assert(
      fc.property(membersOf(1), replicas, (members, count) => {
        const alone = members.map((member) => ({ ...member, zone: `zone of ${member.id}` }))
        const without = members.map((member) => ({ ...member, zone: undefined }))
        const ring = Ring.of(alone, count)
        const plain = Ring.of(without, count)
        for (let arc = 0; arc < ring.arcCount; arc++)
          assert.deepEqual(ring.ownerIds(arc), plain.ownerIds(arc))
      }),
    )
  })

  it('go before balance: the only peer of a second zone keeps a copy of everything', () => {
    const members = evenMembers(20).map((member, i) => ({ ...member, zone: i === 7 ? 'small' : 'large' }))
    const ring = Ring.of(members)
    const small = ring.indexOf('peer-7')
    for (let arc = 0; arc < ring.arcCount; arc++) assert.ok(ring.isOwner(arc, small))
  })
})
