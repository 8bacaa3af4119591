import assert from 'node:assert/strict'
import { statusObject, statusParts } from '../../src/cli/status-words.ts'
import { type Sight, watchStatus } from '../../src/cli/watch-status.ts'
import type { OverlayStatus } from '../../src/client/report.ts'
import { TritonError } from '../../src/index.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { fakeTerminal } from './fake-terminal.ts'
import { overlay, peer } from './overlay-status.ts'

const AWAY = new TritonError('Unavailable', 'could not ask: no metadata peer answers')

/** A watch whose questions are answered by `answer`, until `stop`. */
function watched(answer: () => Promise<OverlayStatus>) {
  const clock = new VirtualClock()
  const controller = new AbortController()
  const sights: Sight[] = []
  const watch = async () => {
    for await (const sight of watchStatus({ ask: answer, clock, signal: controller.signal }))
      sights.push(sight)
  }
  const ended = watch().catch((error) => error)
  const stop = () => {
    controller.abort(new Error('stopped'))
    return ended
  }
  return { clock, sights, ended, stop, last: () => sights.at(-1)! }
}

describe('a watched status', () => {
  it('lives on while no metadata peer answers, with what was heard last, and hears the next answer', async () => {
    let answer = () => Promise.resolve(overlay([peer(), peer()], { epoch: 5 }))
    const { clock, stop, last } = watched(() => answer())
    await clock.advance(2_500)
    assert.equal(last().unheard, undefined)
    answer = () => Promise.reject(AWAY)
    await clock.advance(10_000)
    assert.equal(last().status.epoch, 5)
    assert.equal(last().unheard?.why, AWAY.message)
    assert.ok(last().unheard!.ms > 9_000, `${last().unheard!.ms} ms`)
    answer = () => Promise.resolve(overlay([peer(), peer()], { epoch: 6 }))
    await clock.advance(2_500)
    assert.deepEqual([last().status.epoch, last().unheard], [6, undefined])
    assert.match(String(await stop()), /stopped/)
  })

  it('says for how long nothing was heard while an answer is still awaited, and ends at once when it is told to', async () => {
    let answer = () => Promise.resolve(overlay([peer(), peer()]))
    const { clock, stop, last } = watched(() => answer())
    await clock.advance(500)
    answer = () => new Promise(() => {})
    await clock.advance(8_000)
    assert.ok(last().unheard!.ms > 6_000)
    assert.equal(last().unheard!.why, undefined)
    assert.match(String(await stop()), /stopped/)
  })

  it('fails as its first question does', async () => {
    assert.equal(await watched(() => Promise.reject(AWAY)).ended, AWAY)
  })

  it('does not take a mistake of its own for silence', async () => {
    const mistakes = [overlay([peer()])]
    const { clock, ended } = watched(async () => mistakes.pop() ?? Promise.reject(new RangeError('mistake')))
    await clock.advance(2_000)
    assert.match(String(await ended), /RangeError/)
  })
})

describe('what was heard before', () => {
  const sight: Sight = {
    status: overlay([peer(), peer()]),
    unheard: { ms: 12_000, why: 'no metadata peer answers' },
  }

  it('stands behind a sentence that calls nothing known, with its age', async () => {
    const terminal = fakeTerminal({ outputToPerson: true })
    const { head, table } = await statusParts(sight, terminal)
    assert.match(head[0]!, /^Not known: .* for 12 s \(no metadata peer answers\); asking on\.$/)
    assert.match(head[2]!, /^Before that, 12 s ago: Safe: /)
    assert.equal(table.length, 3)
  })

  it('is not printed again into a pipe', async () => {
    const { head, table, foot } = await statusParts(sight, fakeTerminal())
    assert.deepEqual([head.length, table, foot], [1, [], []])
    assert.doesNotMatch(JSON.stringify(statusObject(sight)), /losable|"peers":/)
  })
})
