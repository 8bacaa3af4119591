import assert from 'node:assert/strict'
import type { BlockStore, Network } from '../../src/index.ts'
import { HAS } from '../../src/wire/blocks.ts'
import { announcedSeed } from '../harness/seed.ts'
import type { SimulatedStore } from '../simulation/simulated-store.ts'
import { type Planted, race } from './race.ts'

const RUNS = Number(process.env['TT_RACES'] ?? 10)
const RUN_MS_MAX = 20_000
/** Each planted bug is found within so many seeds. */
const SEEDS_MAX = 30

describe('collection in a race with uploads, copies, deletes and crashes', () => {
  const seed = announcedSeed('race')

  it(`never takes a block that something needs, and leaves no orphan, in ${RUNS} courses`, async function () {
    this.timeout(RUNS * RUN_MS_MAX)
    let [uploads, abandoned, expired] = [0, 0, 0]
    for (let run = 0; run < RUNS; run++) {
      const tally = await race(seed + run)
      uploads += tally.uploads
      abandoned += tally.abandoned
      expired += tally.expired
    }
    console.log(`      ${uploads} uploads, ${abandoned} abandoned, ${expired} too late`)
    assert.ok(uploads > 0 && expired > 0 && abandoned > 0)
  })

  for (const [what, planted] of Object.entries(PLANTED()))
    it(`the race finds ${what}`, async function () {
      this.timeout(SEEDS_MAX * RUN_MS_MAX)
      for (let at = 1; at <= SEEDS_MAX; at++) {
        const failure = await race(at, planted).then(
          () => undefined,
          (error: Error) => error,
        )
        if (failure === undefined) continue
        assert.match(failure.message, /is on no disk/)
        return console.log(`      found by seed ${at}`)
      }
      assert.fail(`not found in ${SEEDS_MAX} seeds`)
    })
})

function PLANTED(): Record<string, Planted> {
  return {
    'that being told of a block does not renew its lease': { network: deaf },
    'that blocks of one generation ago are swept': { store: hasty },
    'that an upload that took too long is committed': { began: (_, now) => now },
  }
}

/** Asks for blocks as one that does not rely on the answer. */
function deaf(network: Network): Network {
  const call = network.call.bind(network)
  network.call = ((peer, method, request, options) =>
    call(
      peer,
      method,
      (method as unknown) === HAS ? { ...request, peek: true } : request,
      options,
    )) as Network['call']
  return network
}

function hasty(store: SimulatedStore): BlockStore {
  return new Proxy(store, {
    get(target, property) {
      if (property === 'expired') return (stamp: number) => target.expired(stamp + 1)
      if (property === 'delete')
        return (keys: Uint8Array, expired?: number) =>
          target.delete(keys, expired === undefined ? undefined : expired + 1)
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
