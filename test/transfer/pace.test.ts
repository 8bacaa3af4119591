import assert from 'node:assert/strict'
import { HEDGE_MS_MIN, PAGE_BYTES, SHORT_HEDGE_MS_MIN } from '../../src/limits.ts'
import { isMuchSlower, Pace } from '../../src/transfer/pace.ts'

const MUCH = PAGE_BYTES + 1

function observed(latencies: Record<string, number>): Pace {
  const pace = new Pace()
  for (const [peer, latencyMs] of Object.entries(latencies))
    for (let i = 0; i < 20; i++) pace.observe(peer, latencyMs)
  return pace
}

function muchSlower(pace: Pace, peer: string, other: string): boolean {
  const [latencyMs, otherMs] = pace.latenciesMs([{ id: peer }, { id: other }])
  return isMuchSlower(latencyMs!, otherMs!)
}

describe('the pace of peers', () => {
  it('tells a peer that is much slower, and not one that is somewhat', () => {
    const pace = observed({ quick: 10, steady: 25, slow: 200 })
    assert.ok(muchSlower(pace, 'slow', 'quick'))
    assert.ok(muchSlower(pace, 'slow', 'steady'))
    assert.ok(!muchSlower(pace, 'steady', 'quick'))
    assert.ok(!muchSlower(pace, 'quick', 'slow'))
  })

  it('says nothing of peers that it has not seen', () => {
    const pace = observed({ slow: 500 })
    assert.ok(!muchSlower(pace, 'slow', 'stranger'))
    assert.ok(!muchSlower(pace, 'stranger', 'slow'))
  })

  it('forgives a peer that is quick again', () => {
    const pace = observed({ quick: 10, slow: 300 })
    for (let i = 0; i < 20; i++) pace.observe('slow', 12)
    assert.ok(!muchSlower(pace, 'slow', 'quick'))
  })

  it('hedges by the quickest peer, never sooner than HEDGE_MS_MIN', () => {
    assert.equal(observed({ quick: 1, slow: 900 }).hedgeAfterMs(MUCH), HEDGE_MS_MIN)
    assert.equal(Math.round(observed({ quick: 100, slow: 900 }).hedgeAfterMs(MUCH)), 400)
    assert.equal(observed({}).hedgeAfterMs(MUCH), 4 * HEDGE_MS_MIN)
  })

  it('hedges a page or less sooner, never before SHORT_HEDGE_MS_MIN', () => {
    assert.equal(observed({ quick: 1, slow: 900 }).hedgeAfterMs(PAGE_BYTES), SHORT_HEDGE_MS_MIN)
    assert.equal(Math.round(observed({ quick: 100, slow: 900 }).hedgeAfterMs(PAGE_BYTES)), 200)
    assert.equal(observed({}).hedgeAfterMs(PAGE_BYTES), 2 * SHORT_HEDGE_MS_MIN)
  })
})
