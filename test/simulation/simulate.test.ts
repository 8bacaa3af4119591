import assert from 'node:assert/strict'
import { assertBounded, holdings } from '../checkers/bounded.ts'
import { announcedSeed } from '../harness/seed.ts'
import { FIRST_EDITION_REGRESSIONS, REGRESSIONS } from './regressions.ts'
import { simulate } from './simulate.ts'

/** Runs of the simulation; each of its own seed. Thousands in a process of their own: `npm run simulate`, in .ci/. */
const RUNS = Number(process.env['TT_SIMULATIONS'] ?? 60)
const RUN_MS_MAX = 10_000
const SAME_RUNS = 12
/** Half a megabyte of each cluster was kept for good once. */
const KEPT_RUNS = 30
const KEPT_BYTES_MAX = 5e6

describe('failing clusters', () => {
  const seed = announcedSeed('simulation')

  it(`keep every promise in ${RUNS} random courses of events`, async function () {
    this.timeout(RUNS * RUN_MS_MAX)
    const outcomes = new Map<string, number>()
    let files = 0
    for (let run = 0; run < RUNS; run++) {
      const tally = await simulate(seed + run)
      files += tally.files
      for (const [code, count] of tally.outcomes) outcomes.set(code, (outcomes.get(code) ?? 0) + count)
    }
    console.log(`      ${[...outcomes].map(([code, count]) => `${count} ${code}`).join(', ')}`)
    assert.ok(outcomes.get('ok')! > 0 && files > 0, 'some operations succeed')
  })

  for (const [edition, regressions] of [FIRST_EDITION_REGRESSIONS, REGRESSIONS].entries())
    for (const [regression, found] of Object.entries(regressions))
      it(`keep every promise in the course of seed ${regression}, which once showed ${found}`, async function () {
        this.timeout(RUN_MS_MAX)
        await simulate(Number(regression), { edition: edition === 0 ? 1 : 2 })
      })

  it('of one seed are the same each time, with and without collection', async function () {
    this.timeout(2 * SAME_RUNS * RUN_MS_MAX)
    for (let same = seed; same < seed + SAME_RUNS; same++) {
      const [first, second] = [await simulate(same), await simulate(same)]
      assert.deepEqual(first, second, `seed ${same}`)
    }
  })

  it('leave nothing in memory when they have been played, although their peers vanished', async function () {
    this.timeout(2 * KEPT_RUNS * RUN_MS_MAX)
    const play = async (from: number) => {
      for (let run = from; run < from + KEPT_RUNS; run++) await simulate(run)
      return holdings()
    }
    assertBounded(await play(seed), await play(seed + KEPT_RUNS), KEPT_BYTES_MAX)
  })
})
