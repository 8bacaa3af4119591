import assert from 'node:assert/strict'
import { SUSPECT_MS } from '../../src/limits.ts'
import { Suspicion } from '../../src/membership/suspicion.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

describe('suspicion', () => {
  it('is forgotten after SUSPECT_MS', async () => {
    const clock = new VirtualClock()
    const suspicion = new Suspicion(clock)
    suspicion.suspect('a')
    assert.ok(suspicion.isSuspect('a'))
    assert.ok(!suspicion.isSuspect('b'))
    await clock.advance(SUSPECT_MS - 1)
    assert.ok(suspicion.isSuspect('a'))
    await clock.advance(2)
    assert.ok(!suspicion.isSuspect('a'))
  })

  it('is cleared by an answer', () => {
    const suspicion = new Suspicion(new VirtualClock())
    suspicion.suspect('a')
    suspicion.clear('a')
    assert.ok(!suspicion.isSuspect('a'))
  })
})
