import assert from 'node:assert/strict'
import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import fc from 'fast-check'
import type { OverlayView } from '../../src/membership/view.ts'
import { type Errand, errandsOf, foreignRanges } from '../../src/repair/plan.ts'
import { inRange, POSITIONS } from '../../src/ring/range.ts'
import { type Member, MemberState } from '../../src/wire/generated/tritonring.ts'
import { signedView } from '../harness/signed-view.ts'
import { keyAt } from '../ring/arbitrary-ring.ts'

const WEIGHT = 30

function memberOf(index: number, changes: Partial<Member> = {}): Member {
  const base = { id: `p${index}`, addresses: ['a'], weight: WEIGHT, zone: '', state: MemberState.ALIVE }
  return { ...base, seed: new Uint8Array([index]), incarnation: 1, draining: false, ...changes }
}

function viewOf(key: PrivateKey, previous: Member[], members: Member[]): Promise<OverlayView> {
  return signedView({ epoch: 5, ringEpoch: 5, previous, members }, key)
}

/** Rings before and after: some members of six stay, some leave, join, restart, are drained. */
const changes = fc.array(fc.constantFrom('stays', 'leaves', 'joins', 'restarts', 'drains', 'absent'), {
  minLength: 2,
  maxLength: 6,
})

function isAnswerable({ part, target, ranges }: Errand, owner: string, place: number): boolean {
  return part === 'first' && target === owner && ranges.some((range) => inRange(range, place))
}

describe('the errands after a change of the ring', () => {
  it('have exactly one peer that is answerable for each range and owner, as long as somebody holds it', async () => {
    const key = await generateKeyPair('Ed25519')
    const property = fc.asyncProperty(
      changes,
      fc.array(fc.nat({ max: 999 }), { minLength: 5 }),
      async (fates, places) => {
        const previous = fates.flatMap((fate, i) =>
          fate === 'joins' || fate === 'absent' ? [] : [memberOf(i)],
        )
        const members = fates.flatMap((fate, i) => {
          if (fate === 'leaves' || fate === 'absent') return []
          return [
            memberOf(i, { draining: fate === 'drains', ...(fate === 'restarts' ? { incarnation: 2 } : {}) }),
          ]
        })
        if (previous.length === 0 || !members.some(({ draining }) => !draining)) return
        const view = await viewOf(key, previous, members)
        const errands = members.map(({ id }) => ({ id, list: errandsOf(id, view) }))
        const holds = new Set(
          fates.flatMap((fate, i) => (fate === 'stays' || fate === 'drains' ? [`p${i}`] : [])),
        )
        for (const part of places) {
          const place = Math.floor((POSITIONS / 1000) * part)
          const former = view.ringBefore!.ownersOf(keyAt(place)).filter((id) => holds.has(id))
          for (const target of view.ring.ownersOf(keyAt(place))) {
            const answerable = errands.filter(({ list }) =>
              list.some((errand) => isAnswerable(errand, target, place)),
            )
            const sources = former.filter((id) => id !== target)
            assert.equal(answerable.length, sources.length > 0 ? 1 : 0)
            assert.ok(answerable.every(({ id }) => sources.includes(id)))
          }
        }
      },
    )
    await fc.assert(property, { numRuns: 100 })
  })

  it('come with the fewest copies first, helpers and new owners last', async () => {
    const key = await generateKeyPair('Ed25519')
    const previous = [0, 1, 2, 3].map((index) => memberOf(index))
    const view = await viewOf(key, previous, [memberOf(0), memberOf(1), memberOf(2), memberOf(4)])
    for (const { id } of view.members) {
      const list = errandsOf(id, view)
      const ranks = list.map(({ part, copies }) => ['first', 'helper', 'late'].indexOf(part) * 10 + copies)
      assert.deepEqual(
        ranks,
        [...ranks].sort((a, b) => a - b),
      )
    }
  })

  it('leave no range of the ring to nobody: what a peer does not own is foreign to it', async () => {
    const key = await generateKeyPair('Ed25519')
    const members = [0, 1, 2, 3].map((index) => memberOf(index, { draining: index === 3 }))
    const view = await viewOf(key, [], members)
    for (const { id } of members)
      for (let part = 0; part < 200; part++) {
        const place = Math.floor((POSITIONS / 200) * part)
        const owners = view.ring.ownersOf(keyAt(place))
        const foreign = foreignRanges(id, view).filter(({ ranges }) =>
          ranges.some((range) => inRange(range, place)),
        )
        assert.equal(foreign.length, owners.includes(id) ? 0 : 1)
        if (foreign[0] !== undefined) assert.deepEqual([...foreign[0].owners].sort(), [...owners].sort())
      }
  })
})
