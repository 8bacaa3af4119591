import assert from 'node:assert/strict'
import { BUGS } from './bugs.ts'
import { hunt } from './hunt.ts'
import { buggyText } from './plant.ts'

/** A bug is given so many seeds; those that are hunted here take some dozens. */
const SEEDS_MAX = 400
const SECONDS_MAX = 90

describe('planted bugs', () => {
  it(`can all be planted, ${BUGS.length} of them`, async () => {
    assert.ok(BUGS.length >= 20)
    for (const bug of BUGS) await buggyText(bug)
  })

  for (const word of ['leaves out one of five ranges', 'before the second copy', 'begins a new world'])
    it(`are found by the simulation: ${word}`, async function () {
      this.timeout(SECONDS_MAX * 1000 + 10_000)
      const bug = BUGS.find(({ does }) => does.includes(word))!
      assert.ok((await hunt(bug, SEEDS_MAX, SECONDS_MAX)).seeds !== undefined, 'some seed broke a promise')
    })
})
