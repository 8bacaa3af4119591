import assert from 'node:assert/strict'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { type ErrorCode, Network, TritonError } from '../../src/index.ts'
import { REJOIN_MS_MAX } from '../../src/limits.ts'
import { Membership } from '../../src/membership/membership.ts'
import { MemoryNetwork } from '../../src/rpc/memory-transport.ts'
import { handler } from '../../src/rpc/server.ts'
import { MemberState } from '../../src/wire/generated/tritonring.ts'
import { JOIN, METADATA_PROTOCOL } from '../../src/wire/metadata.ts'
import { signedView } from '../harness/signed-view.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

/** A peer whose coordinator answers nothing but that. */
async function refusedWith(code: ErrorCode) {
  const clock = new VirtualClock()
  const memory = new MemoryNetwork(clock, () => 0)
  const coordinator = new Network(memory.transport('coordinator'), clock)
  let asked = 0
  const refuse = handler(JOIN, () => {
    asked++
    throw new TritonError(code, 'no')
  })
  coordinator.serve(METADATA_PROTOCOL, [refuse])
  await coordinator.start()
  const network = new Network(memory.transport('peer'), clock)
  await network.start()
  const held = () => ({ blocks: 0, bytes: 0 })
  const membership = new Membership({ network, bootstrap: ['/memory/coordinator'], held })
  let failure: unknown
  const started = membership.start().catch((error) => {
    failure = error
  })
  await clock.advance(20 * REJOIN_MS_MAX)
  const { obstacle } = membership
  const outcome = { asked, failure, obstacle }
  await membership.stop()
  await started
  return outcome
}

describe('a peer that is not let onto the ring', () => {
  for (const code of ['Refused', 'BadRequest', 'TooLarge'] as const) {
    it(`asks no more where the answer would be the same: ${code}`, async () => {
      const { asked, failure } = await refusedWith(code)
      assert.equal(asked, 1)
      assert.ok(failure instanceof TritonError && failure.code === code)
    })
  }

  for (const code of ['Busy', 'Unavailable'] as const) {
    it(`asks again where it may be let in later: ${code}`, async () => {
      const { asked, failure, obstacle } = await refusedWith(code)
      assert.ok(asked > 10, `${asked} times`)
      assert.equal(failure, undefined)
      assert.ok(obstacle instanceof TritonError && obstacle.code === code, 'it knows why it waits')
    })
  }
})

describe('a peer that is on the ring', () => {
  /** What a peer did that was let in as incarnation 5, and then heard of itself as another one, from whomever. */
  async function afterHearingOf(incarnation: number) {
    const clock = new VirtualClock()
    const memory = new MemoryNetwork(clock, () => 0)
    const key = await generateKeyPair('Ed25519')
    const id = peerIdFromPrivateKey(key).toString()
    const viewOf = async (epoch: number, of: number) => {
      const self = { id: 'peer', addresses: [], weight: 1000, zone: '', state: MemberState.ALIVE }
      const member = { ...self, seed: new Uint8Array([1]), incarnation: of, draining: false }
      return (await signedView({ epoch, ringEpoch: epoch, members: [member] }, key)).signed
    }
    const coordinator = new Network(memory.transport(id), clock)
    const first = await viewOf(1, 5)
    coordinator.serve(METADATA_PROTOCOL, [
      handler(JOIN, () => ({ response: { view: first, heartbeatMs: 60_000, graceMs: 1_000 } })),
    ])
    await coordinator.start()
    const network = new Network(memory.transport('peer'), clock)
    await network.start()
    const fenced: string[] = []
    const membership = new Membership({
      ...{ network, bootstrap: [`/memory/${id}`], incarnation: 5 },
      held: () => ({ blocks: 0, bytes: 0 }),
      onFenced: ({ code }) => fenced.push(code),
    })
    const started = membership.start()
    await clock.advance(1_000)
    await started
    await membership.learn(await viewOf(2, incarnation))
    const epoch = membership.view?.epoch
    const stopped = membership.stop()
    await clock.advance(1_000)
    await stopped
    return { fenced, epoch }
  }

  it('stops as soon as a view names a newer start of its identity, without being told by the coordinator', async () => {
    assert.deepEqual(await afterHearingOf(6), { fenced: ['Refused'], epoch: 1 })
  })

  it('goes on where the view names this start', async () => {
    assert.deepEqual(await afterHearingOf(5), { fenced: [], epoch: 2 })
  })
})
