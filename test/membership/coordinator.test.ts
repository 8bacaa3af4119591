import assert from 'node:assert/strict'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { Network } from '../../src/index.ts'
import { RING_TOKENS_MAX, TOKENS_PER_WEIGHT, WEIGHT_MAX } from '../../src/limits.ts'
import { Coordinator } from '../../src/membership/coordinator.ts'
import { WEIGHT_UNIT } from '../../src/membership/view.ts'
import { MemoryNetwork } from '../../src/rpc/memory-transport.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

/** Views are not pushed to those many members that are none. */
class DeafNetwork extends Network {
  override call(): Promise<never> {
    return new Promise(() => {})
  }
}

describe('a coordinator', () => {
  it('admits no peer that would make the ring too large, and says what to do', async function () {
    this.timeout(60_000)
    const privateKey = await generateKeyPair('Ed25519')
    const clock = new VirtualClock()
    const transport = new MemoryNetwork(clock, () => 0).transport(peerIdFromPrivateKey(privateKey).toString())
    const coordinator = new Coordinator({ network: new DeafNetwork(transport, clock), privateKey })
    const join = (id: string) =>
      coordinator.join(id, {
        addresses: [`/memory/${id}`],
        weight: WEIGHT_MAX * WEIGHT_UNIT,
        zone: '',
        incarnation: 1,
        blocks: 0,
        bytes: 0,
        token: '',
      })
    const count = RING_TOKENS_MAX / (WEIGHT_MAX * TOKENS_PER_WEIGHT)
    for (let i = 0; i < count; i++) await join(`peer-${i}`)
    const { epoch } = coordinator.view!
    await assert.rejects(join('peer-too-many'), {
      code: 'TooLarge',
      message: /ring of 513 members: their weights ask for \d+ tokens, at most 4194304/,
      hint: /divide them all/,
    })
    assert.equal(coordinator.view!.epoch, epoch)
    assert.equal(coordinator.view!.member('peer-too-many'), undefined)
    await join('peer-0')
  })
})
