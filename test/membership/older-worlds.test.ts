import assert from 'node:assert/strict'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { Network } from '../../src/index.ts'
import { OLDER_WORLD_MS, TESTIMONY_MS } from '../../src/limits.ts'
import { Coordinator } from '../../src/membership/coordinator.ts'
import type { OverlayView } from '../../src/membership/view.ts'
import { MemoryNetwork } from '../../src/rpc/memory-transport.ts'
import { type IssuerKey, type Member, MemberState } from '../../src/wire/generated/tritonring.ts'
import { signedView } from '../harness/signed-view.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

const ISSUER: IssuerKey = { issuer: 'auth', kid: 'k', key: new Uint8Array(32) }

/** Nobody else is there. */
class DeafNetwork extends Network {
  override call(): Promise<never> {
    return new Promise(() => {})
  }
}

describe('a coordinator that is shown a view of another world', () => {
  const clock = new VirtualClock()

  async function coordinatorOf(issuerKeys: IssuerKey[] = []) {
    const privateKey = await generateKeyPair('Ed25519')
    const id = peerIdFromPrivateKey(privateKey).toString()
    const network = new DeafNetwork(new MemoryNetwork(clock, () => 0).transport(id), clock)
    const coordinator = new Coordinator({ network, privateKey, trust: () => ({ issuerKeys, denials: [] }) })
    const join = (peer: string, view?: OverlayView) =>
      coordinator.join(peer, {
        addresses: [`/memory/${peer}`],
        weight: 1_000,
        zone: '',
        incarnation: 1,
        blocks: 0,
        bytes: 0,
        token: '',
        ...(view && { view: view.signed }),
      })
    return { coordinator, join, privateKey }
  }

  const worldOf = (members: string[], world = 7) => ({
    members: members.map(member),
    world: new Uint8Array(16).fill(world),
    epoch: 1_000,
  })

  it('waits for the majority of its members, and goes on from it, where its own world has just begun', async () => {
    const { coordinator, join } = await coordinatorOf()
    await join('new')
    const older = await signedView(worldOf(['a', 'b', 'c']))
    await assert.rejects(join('a', older), { code: 'Busy' })
    assert.equal(coordinator.awaitsOlderWorld, true)
    const { world, members } = await join('b', older)
    assert.deepEqual(world, older.world)
    assert.deepEqual(members.map(({ id }) => id).sort(), ['a', 'b', 'c', 'new'])
  })

  it('does not stop for it when its own has been there for long: an old directory may be of any overlay', async () => {
    const { coordinator, join } = await coordinatorOf()
    const { world } = await join('new')
    await clock.advance(OLDER_WORLD_MS)
    const view = await join('a', await signedView(worldOf(['a', 'b', 'c'])))
    assert.deepEqual(view.world, world)
    assert.equal(coordinator.awaitsOlderWorld, false)
  })

  it('does not take it for a newer view of its own world that goes on from an older one', async () => {
    const { coordinator, join } = await coordinatorOf()
    const { world } = await join('a', await signedView(worldOf(['a'])))
    const view = await join('b', await signedView({ ...worldOf(['b', 'c'], 9), term: 100 }))
    assert.deepEqual(view.world, world)
    assert.equal(coordinator.awaitsOlderWorld, false)
  })

  it('waits no longer than those are there who brought it', async () => {
    const { coordinator, join } = await coordinatorOf()
    await join('new')
    const older = await signedView(worldOf(['a', 'b', 'c']))
    await assert.rejects(join('a', older), { code: 'Busy' })
    await clock.advance(TESTIMONY_MS)
    await assert.rejects(join('a', older), { code: 'Busy' })
    await clock.advance(TESTIMONY_MS)
    assert.equal(coordinator.awaitsOlderWorld, true)
    await clock.advance(1)
    assert.equal(coordinator.awaitsOlderWorld, false)
  })

  it('goes by its own signature alone where there are users: whoever is let in could have signed any other', async () => {
    const { coordinator, join, privateKey } = await coordinatorOf([ISSUER])
    const forged = await signedView({ ...worldOf(['a']), term: 100 })
    const { world, term } = await join('a', forged)
    assert.notDeepEqual(world, forged.world)
    const sameWorld = await signedView({
      ...worldOf(['a']),
      world: world as Uint8Array<ArrayBuffer>,
      term: 100,
    })
    assert.equal((await join('a', sameWorld)).term, term)
    assert.equal(coordinator.awaitsOlderWorld, false)
    const own = await signedView(worldOf(['a']), privateKey)
    assert.deepEqual((await join('a', own)).world, own.world)
  })
  it('gives a peer the tokens again that a view of its own says, and not those that the peer made up', async () => {
    const { join, privateKey } = await coordinatorOf()
    await join('a')
    await join('b')
    await clock.advance(OLDER_WORLD_MS)
    const own = await signedView(worldOf(['a', 'c']), privateKey)
    assert.deepEqual((await join('c', own)).member('c')?.seed, member('c').seed)
    const forged = await signedView(worldOf(['a', 'd']))
    assert.notDeepEqual((await join('d', forged)).member('d')?.seed, member('d').seed)
  })
})

function member(id: string): Member {
  return {
    id,
    addresses: [`/memory/${id}`],
    weight: 1_000,
    zone: '',
    seed: new Uint8Array(16).fill(id.charCodeAt(0)),
    incarnation: 1,
    state: MemberState.ALIVE,
    draining: false,
  }
}
