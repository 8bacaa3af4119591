import assert from 'node:assert/strict'
import { once } from 'node:events'
import { announcedSeed } from '../harness/seed.ts'
import { readCorpus } from './corpus.ts'
import { type FuzzReport, fuzz } from './fuzz.ts'
import { TARGETS } from './targets/all.ts'
import { fuzzInThread } from './thread.ts'
import { SHARED_BYTES } from './watch.ts'

const INPUTS = 40_000
const ENOUGH_MS = 15_000

describe('the doors at which bytes from elsewhere come in', () => {
  const seed = announcedSeed('fuzzing')

  it('take or refuse whatever comes, all that was found before included', async function short() {
    this.timeout(60_000)
    const corpus = await readCorpus(TARGETS.map(({ name }) => name))
    const { inputs, findings } = await fuzz(TARGETS, {
      inputs: INPUTS,
      milliseconds: ENOUGH_MS,
      seed,
      guided: false,
      corpus,
    })
    const told = findings.map(
      ({ target, input, why }) => `${target}: ${Buffer.from(input).toString('hex')}: ${why}`,
    )
    assert.deepEqual(told, [])
    assert.ok(inputs > 0)
  })

  it('would be found out: a door that breaks is', async () => {
    const broken = {
      name: 'broken',
      seeds: () => [Uint8Array.of(1, 2, 3, 4)],
      take(input: Uint8Array) {
        if (input[0] === 0x7f) throw new RangeError('Invalid typed array length')
      },
    }
    const { findings } = await fuzz([broken], { inputs: 20_000, milliseconds: 5_000, seed: 1, guided: false })
    assert.ok(findings.length > 0)
  })

  it('are reached deeper where inputs that run new code are kept', async () => {
    const order = { inputs: '5000', seconds: '10', seed: '1', target: 'sizes, times and keys' }
    const worker = fuzzInThread({
      ...order,
      guided: true,
      afresh: true,
      shared: new SharedArrayBuffer(SHARED_BYTES),
    })
    const [{ byTarget }] = (await once(worker, 'message')) as [FuzzReport]
    await worker.terminate()
    assert.ok(byTarget.get('sizes, times and keys')!.reached.length > 0)
  })
})
