import assert from 'node:assert/strict'
import { hashBlocks } from '../../src/block/hash.ts'
import { Collector } from '../../src/collection/collector.ts'
import { MemoryNetwork, MemoryStore, Network } from '../../src/index.ts'
import { Suspicion } from '../../src/membership/suspicion.ts'
import { Leases } from '../../src/repair/leases.ts'
import { Pace } from '../../src/repair/pace.ts'
import { handler } from '../../src/rpc/server.ts'
import { stampOf } from '../../src/store/stamp.ts'
import { MemberState } from '../../src/wire/generated/tritonring.ts'
import { METADATA_PROTOCOL, ROOTS } from '../../src/wire/metadata.ts'
import { seededRandom } from '../harness/random.ts'
import { RandomFile } from '../harness/random-file.ts'
import { signedView } from '../harness/signed-view.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

const GENERATION = 5
const STALE = Uint8Array.of(stampOf(1))
const BLOCK = new RandomFile(1, 64).bytes()
const KEY = hashBlocks(BLOCK, 64)

/** The collector of the only member of a ring where nothing is live. */
async function setUp() {
  const clock = new VirtualClock()
  const memory = new MemoryNetwork(clock, seededRandom(1))
  const member = { id: 'self', addresses: ['/memory/self'], weight: 16, zone: '', seed: new Uint8Array(16) }
  const alive = { state: MemberState.ALIVE, incarnation: 1, draining: false }
  const view = await signedView({ members: [{ ...member, ...alive }], generation: GENERATION })
  const coordinator = new Network(memory.transport(view.coordinator), clock)
  coordinator.serve(METADATA_PROTOCOL, [handler(ROOTS, () => ({ response: { list: 1, count: 0 } }))])
  await coordinator.start()
  const network = new Network(memory.transport('self'), clock)
  await network.start()
  const store = new MemoryStore()
  const collector = new Collector({
    ...{ network, store, leases: new Leases(store), pace: new Pace(clock), tell: () => {} },
    ...{ suspicion: new Suspicion(network), view: () => view, learn: async () => {} },
  })
  collector.follow(view)
  const collect = async () => {
    collector.collect(true, false)
    await clock.advanceUntil(() => !collector.report().running, 60_000)
    return collector.report()
  }
  const put = () => store.put({ keys: KEY, bytes: BLOCK, blockSize: 64 }, STALE)
  return { collector, collect, put, holds: () => store.has(KEY, undefined)[0] === 1 }
}

describe('a copy whose lease has ended', () => {
  it('goes when nothing needs it', async () => {
    const { collect, put, holds } = await setUp()
    put()
    assert.equal((await collect()).freedBlocks, 1)
    assert.equal(holds(), false)
  })

  it('stays while it is being put by somebody who may need it, although the collection began later', async () => {
    const { collector, collect, put, holds } = await setUp()
    const arrived = collector.expectCopies(STALE)
    put()
    assert.match((await collect()).obstacle, /came meanwhile/)
    assert.equal(holds(), true)
    arrived()
    assert.equal((await collect()).freedBlocks, 1, 'the next collection has found it here')
  })

  it('stays where it came while the collection was under way', async () => {
    const { collector, collect, put, holds } = await setUp()
    const arrived = collector.expectCopies(STALE)
    const collected = collect()
    put()
    arrived()
    assert.match((await collected).obstacle, /came meanwhile/)
    assert.equal(holds(), true)
  })
})
