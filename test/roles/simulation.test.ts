import assert from 'node:assert/strict'
import { announcedSeed } from '../harness/seed.ts'
import { simulate } from './simulation.ts'

/** Runs of the simulation; each of its own seed. */
const RUNS = Number(process.env['TT_SIMULATIONS'] ?? 200)

describe('the roles together on a bad network', () => {
  const seed = announcedSeed('simulation')

  it(`keep every promise in ${RUNS} random courses of events`, async function () {
    this.timeout(RUNS * 3_000)
    const outcomes = new Map<string, number>()
    let bytesRead = 0
    for (let run = 0; run < RUNS; run++) {
      const tally = await simulate(seed + run).catch((cause) => {
        throw new Error(`the run of TT_SEED=${seed + run} TT_SIMULATIONS=1 fails`, { cause })
      })
      bytesRead += tally.bytesRead
      for (const [code, count] of tally.outcomes) outcomes.set(code, (outcomes.get(code) ?? 0) + count)
    }
    console.log(`      ${[...outcomes].map(([code, count]) => `${count} ${code}`).join(', ')}`)
    assert.ok(outcomes.get('ok')! > 0 && bytesRead > 0, 'some operations succeed')
  })
})
