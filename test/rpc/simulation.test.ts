import assert from 'node:assert/strict'
import { ERROR_CODES } from '../../src/errors.ts'
import type { Network } from '../../src/rpc/network.ts'
import { seededBytes } from '../harness/random.ts'
import { announcedSeed } from '../harness/seed.ts'
import { ECHO, SEND } from '../suites/network-stage.ts'
import { SimulatedPeers } from './simulated-peers.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']
const FAULTS = { delayMs: 50, jitterMs: 20, loss: 0.05, reorder: 0.05 }

interface Simulation {
  /** One line a call: who, whom, how it ended and when. */
  trace: string[]
  outcomes: Map<string, number>
  timersLeft: number
}

/** Peers call each other on a bad network, in which one is cut off and one crashes and comes back. */
async function simulate(seed: number, calls: number): Promise<Simulation> {
  const peers = new SimulatedPeers(seed)
  const { clock, random, network } = peers
  const networks = new Map<string, Network>()
  for (const name of NAMES) networks.set(name, await peers.start(name))
  network.setFaults(FAULTS)
  const trace: string[] = []
  const outcomes = new Map<string, number>()
  const pick = () => NAMES[Math.floor(random() * NAMES.length)]!
  const end = (call: string, outcome: string) => {
    trace.push(`${call} ${outcome} @${clock.now().toFixed(3)}`)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  for (let number = 0; number < calls; number++) {
    if (number === 200) network.cut('a', 'b')
    if (number === 300) network.crash('c')
    if (number === 400) networks.set('c', await peers.start('c'))
    if (number === 500) network.mend('a', 'b')
    const [from, to] = [pick(), pick()]
    const length = Math.floor(random() * 3000)
    const call = networks.get(from)!.call(
      to,
      number % 2 ? ECHO : SEND,
      { bytesMax: length },
      {
        deadlineMs: 1000,
        answerBytesMax: length,
        ...(number % 2 ? { payload: seededBytes(number, length) } : {}),
      },
    )
    const name = `${number} ${from}>${to}`
    call.then(
      ({ payload }) => {
        assert.deepEqual(payload, seededBytes(number % 2 ? number : length, length))
        end(name, 'ok')
      },
      (error) => end(name, error.code),
    )
    await clock.advance(random() * 20)
  }
  await clock.runUntilIdle(60_000)
  return { trace, outcomes, timersLeft: clock.pending }
}

describe('a simulation', () => {
  const seed = announcedSeed('simulated network')

  it('ends every call on a bad network by its deadline, with its answer or a typed error', async () => {
    const { trace, outcomes, timersLeft } = await simulate(seed, 1000)
    assert.equal(trace.length, 1000)
    assert.equal(timersLeft, 0)
    for (const outcome of outcomes.keys())
      assert.ok(outcome === 'ok' || (ERROR_CODES as readonly string[]).includes(outcome), outcome)
    assert.ok(outcomes.get('ok')! > 300, `${[...outcomes]}`)
    assert.ok(outcomes.get('Unavailable')! > 10, `${[...outcomes]}`)
  })

  it('runs the same way again from the same seed, and another way from another', async () => {
    const first = await simulate(seed, 300)
    const second = await simulate(seed, 300)
    const third = await simulate(seed + 1, 300)
    assert.deepEqual(first.trace, second.trace)
    assert.notDeepEqual(first.trace, third.trace)
  })
})
