import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { POSITIONS } from '../../src/ring/range.ts'
import type { RingMember } from '../../src/ring/ring.ts'
import type { DeriveTokens } from '../../src/ring/sorted-tokens.ts'

const ids = fc.integer({ min: 0, max: 9999 }).map((number) => `peer-${number}`)
/** Weights from one token up, small so that random rings have few tokens and much variety. */
const weights = fc.constantFrom(0.001, 0.02, 0.05, 0.1, 0.3)
const zones = fc.option(fc.constantFrom('a', 'b', 'c', ''), { nil: undefined })

/** One member, with a zone, an empty one or none. */
export const member: fc.Arbitrary<RingMember> = fc.record({
  id: ids,
  seed: fc.uint8Array({ minLength: 8, maxLength: 8 }),
  weight: weights,
  zone: zones,
})

/** Members with distinct ids, in any order. */
export function membersOf(minLength: number, maxLength = 12): fc.Arbitrary<RingMember[]> {
  return fc.uniqueArray(member, { selector: ({ id }) => id, minLength, maxLength })
}

/** The same members without zones. */
export function withoutZones(members: readonly RingMember[]): RingMember[] {
  return members.map((member) => ({ ...member, zone: undefined }))
}

export const replicas = fc.integer({ min: 1, max: 5 })

/** Positions, often at the seam of the circle. */
export const positions = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 1, POSITIONS - 1, POSITIONS - 2) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: POSITIONS - 1 }) },
)

/** Tokens on a few places, so that members and even tokens of one member collide, also at zero and at the end. */
export const crowdedTokens: DeriveTokens = (id, seed) => {
  const places = [0, 1, 2, 2 ** 16 - 1, 2 ** 16, 2 ** 40, 2 ** 40 + 1, POSITIONS - 1]
  const digest = createHash('sha256').update(id).update(seed).digest()
  return [...digest.subarray(0, 5)].map((byte) => places[byte % places.length]!)
}

/** A key at `position`; the bytes after the first six are all `rest`. */
export function keyAt(position: number, rest = 0x5a): Uint8Array {
  const key = Buffer.alloc(32, rest)
  key.writeUIntBE(position, 0, 6)
  return key
}

/** `count` members of weight 1, the same in every run. */
export function evenMembers(count: number): RingMember[] {
  return Array.from({ length: count }, (_, index) => evenMember(index))
}

export function evenMember(index: number): RingMember {
  const seed = createHash('sha256').update(`seed ${index}`).digest().subarray(0, 16)
  return { id: `peer-${index}`, seed, weight: 1 }
}
