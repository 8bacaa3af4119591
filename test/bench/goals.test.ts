import assert from 'node:assert/strict'
import type { BenchResult, Figure, Missing } from '../../bench/report/bench-result.ts'
import { type Goal, judge } from '../../bench/report/judge.ts'
import { ratio, worst } from '../../bench/report/reads.ts'
import { Results } from '../../bench/report/results.ts'

function resultOf(figures: [work: string, who: string, median: number][], missing: Missing[] = []): Results {
  const whole = figures.map(
    ([work, who, median]): Figure => ({
      work,
      who,
      unit: 'MB/s',
      median,
      low: median,
      high: median,
      rounds: [],
    }),
  )
  return new Results([{ bench: 'race', figures: whole, missing } as unknown as BenchResult])
}

function goal(relation: Goal['relation'], bound: number, read: Goal['read']): Goal {
  return { work: 'race', bench: 'race', relation, bound, unit: '× them', read }
}

const twice = goal('≥', 2, ratio('race', 'up', 'us', ['a', 'b']))

describe('the goals of the benches', () => {
  it('a ratio is taken against the best of the rivals', () => {
    const results = resultOf([
      ['up 64 MiB', 'us', 30],
      ['up 64 MiB', 'a', 10],
      ['up 64 MiB', 'b', 15],
    ])
    assert.equal(judge(twice, results).outcome, 'met')
    const missed = judge({ ...twice, bound: 2.5 }, results)
    assert.equal(missed.measured, '2 × them (30 against 15 MB/s of b)')
    assert.equal(missed.outcome, 'missed: 0.8 × the goal')
  })

  it('of several works the worst counts, whichever way is worse', () => {
    const results = resultOf([
      ['up', 'us', 30],
      ['up', 'a', 10],
      ['down', 'us', 10],
      ['down', 'a', 10],
    ])
    const both = (relation: Goal['relation']) =>
      judge(
        goal(
          relation,
          2,
          worst(relation, ['up', 'down'], (work) => ratio('race', work, 'us', 'a')),
        ),
        results,
      )
    assert.equal(both('≥').outcome, 'missed: 0.5 × the goal')
    assert.equal(both('≤').outcome, 'missed: 1.5 × the goal')
  })

  it('what a rival lacked is told, not guessed', () => {
    const missing = [{ work: 'all', who: 'b', why: 'there is no b here' }]
    const results = resultOf(
      [
        ['up', 'us', 30],
        ['up', 'a', 10],
      ],
      missing,
    )
    assert.deepEqual(judge(twice, results), {
      work: 'race',
      goal: '≥ 2 × them',
      measured: 'there is no b here',
      outcome: 'not measured',
    })
  })

  it('a bench that was not run leaves its goals unmeasured', () => {
    assert.equal(judge(twice, new Results([])).outcome, 'not measured')
  })
})
