import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chooseMembers, NO_MEMBER } from '../../src/ring/choose.ts'
import { Ring } from '../../src/ring/ring.ts'

const members = ['a', 'b', 'c', 'd'].map((id) => ({ id, seed: new Uint8Array([1]), weight: 1 }))
const ring = Ring.of(members, 2)
const keys = new Uint8Array(randomBytes(32 * 500))

function lists(): number[][] {
  return Array.from({ length: 500 }, (_, index) => [...ring.preferenceList(ring.arcOf(keys, 32 * index))])
}

describe('chooseMembers', () => {
  it('takes the first owner of each key while nobody is avoided', () => {
    const chosen = chooseMembers(ring, keys, new Uint8Array(4))
    assert.deepEqual(
      [...chosen],
      lists().map((list) => list[0]),
    )
  })

  it('takes the first of the preference list that is neither avoided nor excepted', () => {
    const avoided = Uint8Array.of(1, 0, 0, 1)
    const chosen = chooseMembers(ring, keys, avoided, 1)
    assert.deepEqual(
      [...chosen],
      lists().map((list) => list.find((member) => member === 2)),
    )
  })

  it('says where nobody is left', () => {
    const chosen = chooseMembers(ring, keys, new Uint8Array(4).fill(1))
    assert.ok(chosen.every((member) => member === NO_MEMBER))
    const nobody = chooseMembers(Ring.of([], 2), keys, new Uint8Array(0))
    assert.ok(nobody.every((member) => member === NO_MEMBER))
  })
})
