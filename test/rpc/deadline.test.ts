import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { isTritonError, TritonError } from '../../src/errors.ts'
import { Deadline } from '../../src/rpc/deadline.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { CountedEnding } from './counted-ending.ts'

const action = 'reach the moon'

describe('a deadline', () => {
  it('fires when its time has passed, and says what was waited for', async () => {
    const clock = new VirtualClock()
    const { signal } = new Deadline(clock, 100, { action, peer: 'luna' })
    await clock.advance(99)
    assert.equal(signal.aborted, false)
    await clock.advance(1)
    assert.ok(isTritonError(signal.reason, 'Timeout'))
    assert.equal(signal.reason.message, 'could not reach the moon: no answer within 100 ms')
    assert.equal(signal.reason.peer, 'luna')
  })

  it('fires as soon as any of the outer signals does, or did', () => {
    for (const before of [true, false]) {
      const outers = [new AbortController(), new AbortController()]
      if (before) outers[1]!.abort()
      const deadline = new Deadline(new VirtualClock(), 100, {
        action,
        outers: outers.map(({ signal }) => signal),
      })
      outers[1]!.abort()
      assert.ok(isTritonError(deadline.signal.reason, 'Aborted'))
    }
  })

  it('keeps the reason of an outer signal where it is a TritonError', () => {
    const outer = new AbortController()
    const deadline = new Deadline(new VirtualClock(), 100, { action, outers: [undefined, outer.signal] })
    const reason = new TritonError('Refused', 'no')
    outer.abort(reason)
    assert.equal(deadline.signal.reason, reason)
  })

  it('leaves no timer and no listener when it is closed', async () => {
    const clock = new VirtualClock()
    const { signal } = new AbortController()
    const deadline = new Deadline(clock, 100, { action, outers: [signal] })
    const ending = new CountedEnding(deadline)
    deadline.onEnd = ending.onEnd.bind(ending)
    await deadline.during(Promise.resolve(1))
    assert.deepEqual([ending.times, ending.listening], [1, 0])
    deadline.close()
    assert.equal(clock.pending, 0)
    assert.equal(getEventListeners(signal, 'abort').length, 0)
  })

  it('lets a work go on only until it fires', async () => {
    const clock = new VirtualClock()
    const deadline = new Deadline(clock, 100, { action })
    assert.equal(await deadline.during(Promise.resolve(7)), 7)
    await assert.rejects(deadline.during(Promise.reject(new Error('broken'))), /broken/)
    const endless = assert.rejects(deadline.during(new Promise(() => {})), (error) =>
      isTritonError(error, 'Timeout'),
    )
    await clock.advance(100)
    await endless
    await assert.rejects(deadline.during(Promise.resolve(7)), (error) => isTritonError(error, 'Timeout'))
  })

  it('calls who has to give up once, with the reason, and nobody who is not concerned any more', async () => {
    const clock = new VirtualClock()
    const deadline = new Deadline(clock, 100, { action })
    const told: [string, string][] = []
    deadline.onEnd((reason) => told.push(['first', reason.code]))
    const forget = deadline.onEnd((reason) => told.push(['second', reason.code]))
    forget()
    deadline.throwIfEnded()
    deadline.end(new TritonError('Refused', 'no'))
    deadline.end(new TritonError('Busy', 'too late'))
    await clock.advance(100)
    assert.deepEqual(told, [['first', 'Refused']])
    assert.throws(() => deadline.throwIfEnded(), deadline.reason)
    assert.equal(deadline.signal.reason, deadline.reason)
  })

  it('tells how long it still is, at least a millisecond', async () => {
    const clock = new VirtualClock()
    const deadline = new Deadline(clock, 100, { action })
    assert.equal(deadline.leftMs(), 100)
    await clock.advance(30.5)
    assert.equal(deadline.leftMs(), 70)
    await clock.advance(1000)
    assert.equal(deadline.leftMs(), 1)
  })
})
