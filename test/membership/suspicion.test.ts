import assert from 'node:assert/strict'
import { SUSPECT_MS } from '../../src/limits.ts'
import { Suspicion } from '../../src/membership/suspicion.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

function setUp() {
  const clock = new VirtualClock()
  const silent = new Set<string>()
  const suspicion = new Suspicion({ clock, isSilent: (peer) => silent.has(peer) })
  return { clock, silent, suspicion }
}

describe('suspicion', () => {
  it('is forgotten after SUSPECT_MS', async () => {
    const { clock, suspicion } = setUp()
    suspicion.suspect('a')
    assert.ok(suspicion.isSuspect('a'))
    assert.ok(!suspicion.isSuspect('b'))
    await clock.advance(SUSPECT_MS - 1)
    assert.ok(suspicion.isSuspect('a'))
    await clock.advance(2)
    assert.ok(!suspicion.isSuspect('a'))
  })

  it('is cleared by an answer', () => {
    const { suspicion } = setUp()
    suspicion.suspect('a')
    suspicion.clear('a')
    assert.ok(!suspicion.isSuspect('a'))
  })

  it('lasts as long as a peer is silent, and no longer', async () => {
    const { clock, silent, suspicion } = setUp()
    silent.add('a')
    await clock.advance(10 * SUSPECT_MS)
    assert.ok(suspicion.isSuspect('a'))
    assert.ok(!suspicion.isSuspect('b'))
    silent.delete('a')
    assert.ok(!suspicion.isSuspect('a'))
  })
})
