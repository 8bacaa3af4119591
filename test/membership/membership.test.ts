import assert from 'node:assert/strict'
import { type ErrorCode, Network, TritonError } from '../../src/index.ts'
import { REJOIN_MS_MAX } from '../../src/limits.ts'
import { Membership } from '../../src/membership/membership.ts'
import { MemoryNetwork } from '../../src/rpc/memory-transport.ts'
import { handler } from '../../src/rpc/server.ts'
import { JOIN, METADATA_PROTOCOL } from '../../src/wire/metadata.ts'
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
  const outcome = { asked, failure }
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
      const { asked, failure } = await refusedWith(code)
      assert.ok(asked > 10, `${asked} times`)
      assert.equal(failure, undefined)
    })
  }
})
