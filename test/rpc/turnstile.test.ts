import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isTritonError, TritonError } from '../../src/errors.ts'
import {
  MESSAGE_PAYLOAD_MAX,
  STREAM_BYTES_IN_FLIGHT_MAX,
  STREAM_CALLS_MAX,
  STREAM_CALLS_WAITING_MAX,
} from '../../src/limits.ts'
import { Deadline, type Ending } from '../../src/rpc/deadline.ts'
import { Turnstile } from '../../src/rpc/turnstile.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { CountedEnding } from './counted-ending.ts'

const MiB = 1024 * 1024
const ending = () => new Deadline(new VirtualClock(), 1_000, { action: 'enter' })
const never = ending()
const enough = new TritonError('Aborted', 'enough')
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Enters and notes when it is in. */
function enter(turnstile: Turnstile, bytes: number, end: Ending = never) {
  const call = { bytes, inside: false, error: undefined as unknown }
  turnstile.enter(bytes, end).then(
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
    const end = ending()
    const counted = new CountedEnding(end)
    const [first, second, third] = [2, 2, 1].map((MiBs) => enter(turnstile, MiBs * MiB, counted))
    await turn()
    assert.deepEqual([first!.inside, second!.inside, third!.inside], [true, false, false])
    turnstile.leave(2 * MiB)
    await turn()
    assert.deepEqual([second!.inside, third!.inside], [true, true])
    assert.deepEqual([counted.times, counted.listening], [2, 0])
    end.end(enough)
    await turn()
    assert.deepEqual([second!.error, third!.error], [undefined, undefined])
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
    const end = ending()
    const counted = new CountedEnding(end)
    enter(turnstile, 2 * MiB)
    const large = enter(turnstile, 2 * MiB, counted)
    const small = enter(turnstile, MiB)
    await turn()
    assert.equal(small.inside, false)
    end.end(enough)
    await turn()
    assert.deepEqual([large.inside, large.error, small.inside], [false, enough, true])
    assert.deepEqual([counted.times, counted.listening], [1, 0])
  })

  it('does not let in what was called off before', async () => {
    const turnstile = new Turnstile()
    const ended = ending()
    ended.end(enough)
    await assert.rejects(turnstile.enter(0, ended), enough)
    enter(turnstile, 3 * MiB)
    await assert.rejects(turnstile.enter(MiB, ended), enough)
  })
})
