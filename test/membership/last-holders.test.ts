import assert from 'node:assert/strict'
import { lastHoldersAfter } from '../../src/membership/last-holders.ts'
import { type Member, MemberState } from '../../src/wire/generated/tritonring.ts'
import { signedView } from '../harness/signed-view.ts'

function member(id: string, incarnation = 1, zone = ''): Member {
  const rest = { addresses: [], weight: 1000, state: MemberState.ALIVE, draining: false }
  return { id, incarnation, zone, seed: new Uint8Array(Buffer.from(id)), ...rest }
}

const [a, b, c, d] = [member('a'), member('b'), member('c'), member('d')]

describe('the last holders of blocks', () => {
  it('are none while one owner of each range is there as it was', async () => {
    const all = await signedView({ members: [a, b, c, d] })
    assert.deepEqual(lastHoldersAfter(all, [b, c, d], false), [])
    assert.deepEqual(lastHoldersAfter(all, [member('a', 2), b, c, d], false), [])
    assert.deepEqual(lastHoldersAfter(undefined, [a], true), [])
  })

  it('are those that left together', async () => {
    const all = await signedView({ members: [a, b, c, d] })
    assert.deepEqual(lastHoldersAfter(all, [c, d], false).sort(), ['a', 'b'])
  })

  it('are those that left before what another had lost was there again', async () => {
    const pending = await signedView({ members: [a, c, d], previous: [a, b, c, d] })
    assert.deepEqual(lastHoldersAfter(pending, [c, d], false).sort(), ['a', 'b'])
    const restarted = await signedView({ members: [a, member('b', 2), c], previous: [a, b, c] })
    assert.deepEqual(lastHoldersAfter(restarted, [member('b', 2), c], false), ['a'])
  })

  it('are not those whose like is somewhere else: two of one zone have nothing in common', async () => {
    const zones = [member('a', 1, 'n'), member('b', 1, 'n'), member('c', 1, 's'), member('d', 1, 's')]
    const all = await signedView({ members: zones })
    assert.deepEqual(lastHoldersAfter(all, zones.slice(2), false), [])
  })

  it('stay so until they are back and everything is in its place', async () => {
    const without = await signedView({ members: [c, d], previous: [a, b, c, d], lastHolders: ['a', 'b'] })
    assert.deepEqual(lastHoldersAfter(without, [a, c, d], false), ['a', 'b'])
    assert.deepEqual(lastHoldersAfter(without, [a, b, c, d], false), ['a', 'b'])
    const settled = await signedView({ members: [a, c, d], lastHolders: ['a', 'b'] })
    assert.deepEqual(lastHoldersAfter(settled, [a, c, d], true), ['b'])
  })

  it('are everybody, where everybody has left', async () => {
    assert.deepEqual(lastHoldersAfter(await signedView({ members: [a] }), [], false), ['a'])
  })
})
