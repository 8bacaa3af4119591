import assert from 'node:assert/strict'
import { OverlayView } from '../../src/membership/view.ts'
import { MemberState } from '../../src/wire/generated/tritonring.ts'
import { signedView } from '../harness/signed-view.ts'

const member = {
  id: 'a',
  addresses: ['/ip4/127.0.0.1/tcp/1'],
  weight: 1500,
  zone: '',
  state: MemberState.SUSPECT,
  seed: new Uint8Array([1]),
  incarnation: 5,
  draining: false,
}

describe('a view', () => {
  it('comes back from the wire as it was signed', async () => {
    const view = await signedView({ term: 3, epoch: 9, members: [member] })
    const opened = await OverlayView.open(view.signed)
    assert.equal(opened.term, 3)
    assert.equal(opened.epoch, 9)
    assert.equal(opened.coordinator, view.coordinator)
    assert.equal(opened.ring.members[0]?.weight, 1.5)
    assert.ok(opened.isSuspect('a'))
  })

  it('is refused when its bytes or its signature were touched', async () => {
    const { signed } = await signedView({ members: [member] })
    const bent = Uint8Array.from(signed.view)
    bent[3]! ^= 1
    await assert.rejects(OverlayView.open({ ...signed, view: bent }), { code: 'Corrupt' })
    const forged = Uint8Array.from(signed.signature)
    forged[0]! ^= 1
    await assert.rejects(OverlayView.open({ ...signed, signature: forged }), { code: 'Corrupt' })
    await assert.rejects(OverlayView.open({ view: new Uint8Array([9, 9, 9]), signature: signed.signature }), {
      code: 'Corrupt',
    })
  })

  it('names who has left with a share of the blocks, until all are in their places again', async () => {
    const [b, c] = [
      { ...member, id: 'b', seed: new Uint8Array([2]) },
      { ...member, id: 'c', seed: new Uint8Array([3]), draining: true },
    ]
    const pending = await signedView({ members: [member], previous: [member, b, c] })
    assert.deepEqual(pending.departed, ['b'])
    assert.deepEqual((await signedView({ members: [member] })).departed, [])
  })

  it('is newer by term first, then by epoch', async () => {
    const old = await signedView({ term: 1, epoch: 50 })
    const reborn = await signedView({ term: 2, epoch: 51 })
    const late = await signedView({ term: 1, epoch: 60 })
    assert.ok(old.isNewerThan(undefined))
    assert.ok(late.isNewerThan(old))
    assert.ok(reborn.isNewerThan(late))
    assert.ok(!old.isNewerThan(old))
  })
})
