import assert from 'node:assert/strict'
import { HEDGE_MS_MIN } from '../../src/limits.ts'
import { Pace } from '../../src/transfer/pace.ts'

function observed(latencies: Record<string, number>): Pace {
  const pace = new Pace()
  for (const [peer, latencyMs] of Object.entries(latencies))
    for (let i = 0; i < 20; i++) pace.observe(peer, latencyMs)
  return pace
}

describe('the pace of peers', () => {
  it('tells a peer that is much slower, and not one that is somewhat', () => {
    const pace = observed({ quick: 10, steady: 25, slow: 200 })
    assert.ok(pace.isMuchSlower('slow', 'quick'))
    assert.ok(pace.isMuchSlower('slow', 'steady'))
    assert.ok(!pace.isMuchSlower('steady', 'quick'))
    assert.ok(!pace.isMuchSlower('quick', 'slow'))
  })

  it('says nothing of peers that it has not seen', () => {
    const pace = observed({ slow: 500 })
    assert.ok(!pace.isMuchSlower('slow', 'stranger'))
    assert.ok(!pace.isMuchSlower('stranger', 'slow'))
  })

  it('forgives a peer that is quick again', () => {
    const pace = observed({ quick: 10, slow: 300 })
    for (let i = 0; i < 20; i++) pace.observe('slow', 12)
    assert.ok(!pace.isMuchSlower('slow', 'quick'))
  })

  it('hedges by the quickest peer, never sooner than HEDGE_MS_MIN', () => {
    assert.equal(observed({ quick: 1, slow: 900 }).hedgeAfterMs(), HEDGE_MS_MIN)
    assert.equal(Math.round(observed({ quick: 100, slow: 900 }).hedgeAfterMs()), 400)
  })
})
