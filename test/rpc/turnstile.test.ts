import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { isTritonError } from '../../src/errors.ts'
import {
  MESSAGE_PAYLOAD_MAX,
  STREAM_BYTES_IN_FLIGHT_MAX,
  STREAM_CALLS_MAX,
  STREAM_CALLS_WAITING_MAX,
} from '../../src/limits.ts'
import { Turnstile } from '../../src/rpc/turnstile.ts'

const MiB = 1024 * 1024
const never = new AbortController().signal
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Enters and notes when it is in. */
function enter(turnstile: Turnstile, bytes: number, signal: AbortSignal = never) {
  const call = { bytes, inside: false, error: undefined as unknown }
  turnstile.enter(bytes, signal).then(
    () => {
      call.inside = true
    },
    (error) => {
      call.error = error
    },
  )
  return call
}

describe('a turnstile', () => {
  it('never lets in more calls or bytes than its bounds, and all in the end', async () => {
    const sizes = fc.oneof(fc.constant(0), fc.nat(STREAM_BYTES_IN_FLIGHT_MAX), fc.nat(MESSAGE_PAYLOAD_MAX))
    await fc.assert(
      fc.asyncProperty(
        fc.array(sizes, { maxLength: 200 }),
        fc.infiniteStream(fc.nat()),
        async (all, picks) => {
          const turnstile = new Turnstile()
          const calls = all.map((bytes) => enter(turnstile, bytes))
          const inside = new Set<(typeof calls)[number]>()
          const done = new Set<(typeof calls)[number]>()
          while (done.size < calls.length) {
            await turn()
            for (const call of calls) if (call.inside && !done.has(call)) inside.add(call)
            const withBytes = [...inside].filter(({ bytes }) => bytes > 0)
            const bytes = withBytes.reduce((sum, call) => sum + call.bytes, 0)
            assert.ok(inside.size <= STREAM_CALLS_MAX && inside.size > 0)
            assert.ok(bytes <= STREAM_BYTES_IN_FLIGHT_MAX || withBytes.length === 1)
            const leaving = [...inside][picks.next().value! % inside.size]!
            inside.delete(leaving)
            done.add(leaving)
            turnstile.leave(leaving.bytes)
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('lets calls in by their order', async () => {
    const turnstile = new Turnstile()
    const { signal } = new AbortController()
    const [first, second, third] = [2, 2, 1].map((MiBs) => enter(turnstile, MiBs * MiB, signal))
    await turn()
    assert.deepEqual([first!.inside, second!.inside, third!.inside], [true, false, false])
    turnstile.leave(2 * MiB)
    await turn()
    assert.deepEqual([second!.inside, third!.inside], [true, true])
    assert.equal(getEventListeners(signal, 'abort').length, 0)
  })

  it('lets a call without payload pass those that wait for bytes', async () => {
    const turnstile = new Turnstile()
    const calls = [10 * MiB, 10 * MiB, 0].map((bytes) => enter(turnstile, bytes))
    await turn()
    assert.deepEqual(
      calls.map(({ inside }) => inside),
      [true, false, true],
    )
  })

  it('refuses with Busy when too many wait, and lets in again when fewer do', async () => {
    const turnstile = new Turnstile()
    const calls = Array.from({ length: STREAM_CALLS_MAX + STREAM_CALLS_WAITING_MAX }, () =>
      enter(turnstile, 1),
    )
    const refused = enter(turnstile, 1)
    await turn()
    assert.ok(isTritonError(refused.error, 'Busy'))
    assert.equal(calls.filter(({ inside }) => inside).length, STREAM_CALLS_MAX)
    turnstile.leave(1)
    const taken = enter(turnstile, 1)
    await turn()
    assert.equal(taken.error, undefined)
  })

  it('forgets a call that is called off while it waits, and lets in the next', async () => {
    const turnstile = new Turnstile()
    const controller = new AbortController()
    enter(turnstile, 2 * MiB)
    const large = enter(turnstile, 2 * MiB, controller.signal)
    const small = enter(turnstile, MiB)
    await turn()
    assert.equal(small.inside, false)
    const reason = new Error('enough')
    controller.abort(reason)
    await turn()
    assert.deepEqual([large.inside, large.error, small.inside], [false, reason, true])
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
  })

  it('does not let in what was called off before', async () => {
    const turnstile = new Turnstile()
    await assert.rejects(turnstile.enter(0, AbortSignal.abort(new Error('enough'))), /enough/)
    enter(turnstile, 3 * MiB)
    await assert.rejects(turnstile.enter(MiB, AbortSignal.abort(new Error('enough'))), /enough/)
  })
})
