import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { systemClock } from '../../../src/index.ts'
import type { CouncilState } from '../../../src/names/council.ts'
import { EtcdNames } from '../../../src/names/etcd/etcd-names.ts'
import { type SignedView, View } from '../../../src/wire/generated/tritonring.ts'
import { EtcdCluster, needsEtcd } from '../../harness/etcd.ts'
import { until } from '../../harness/until.ts'
import { describeNameStore } from '../../suites/name-store.ts'
import { recordOf } from '../../suites/record-of.ts'

const NO_VIEW = View.decode(new Uint8Array(0))
/** A lease, and the time of a busy machine. */
const SUCCESSION_MS = 20_000

describe('names in etcd', function () {
  this.timeout(60_000)
  needsEtcd()
  let etcd: EtcdCluster
  let prefixes = 0
  const opened: EtcdNames[] = []

  before(async () => {
    etcd = await EtcdCluster.start()
  })

  afterEach(async () => {
    for (const names of opened.splice(0)) await names.close()
  })

  after(async () => {
    await etcd?.[Symbol.asyncDispose]()
  })

  const storeAt = (prefix: string) => {
    const names = new EtcdNames({ endpoints: etcd.endpoints, prefix, clock: systemClock() })
    opened.push(names)
    return names
  }
  const fresh = () => storeAt(`test-${prefixes++}/`)
  /** Metadata peers a, b, … over the same names, and what the council tells each. */
  const council = async (ids: string[]) => {
    const prefix = `test-${prefixes++}/`
    const peers = ids.map((id) => ({
      id,
      names: storeAt(prefix),
      state: undefined as CouncilState | undefined,
    }))
    for (const peer of peers) {
      await peer.names.open()
      await peer.names.council.enter({ id: peer.id, addresses: [] }, async (state) => {
        peer.state = state
      })
    }
    return peers
  }

  describeNameStore('etcd', fresh, { runs: 10 })

  it('are changed by many metadata peers, each commit once and by the one before', async () => {
    const peers = await council(['a', 'b', 'c'])
    const change = (names: EtcdNames, operation = new Uint8Array(randomBytes(16))) =>
      names.commit({
        ...{ owner: '', name: 'name', operation },
        decide: (current) => recordOf({ operation, version: (current?.version ?? 0) + 1 }),
      })
    const operations = Array.from({ length: 10 }, () => new Uint8Array(randomBytes(16)))
    const all = operations.flatMap((operation) => peers.map(({ names }) => change(names, operation)))
    const versions = (await Promise.all(all)).map(({ version }) => version)
    assert.deepEqual(
      [...new Set(versions)].sort((a, b) => a - b),
      Array.from({ length: 10 }, (_, index) => index + 1),
    )
  })

  it('refuse a commit in a term that is over', async () => {
    const [peer] = await council(['a'])
    await peer!.names.keepView(viewOf(3, 9))
    const operation = new Uint8Array(randomBytes(16))
    const late = { owner: '', name: 'name', operation, decide: () => recordOf({ operation, term: 2 }) }
    await assert.rejects(peer!.names.commit(late), { code: 'Unavailable', message: /knows term 2, .* is 3/ })
    const now = { ...late, decide: () => recordOf({ operation, term: 3 }) }
    assert.equal((await peer!.names.commit(now)).version, 1)
  })

  it('have one coordinator, who alone may keep views; another when it leaves', async () => {
    const [a, b] = await council(['a', 'b'])
    assert.equal(a!.state?.coordinator, 'a')
    assert.equal(b!.state?.coordinator, 'a')
    await a!.names.keepView(viewOf(1, 1))
    await assert.rejects(b!.names.keepView(viewOf(2, 2)), { code: 'Unavailable' })
    await a!.names.close()
    await until('b is the coordinator', () => b!.state?.coordinator === 'b')
    const { view } = await b!.names.world()
    assert.deepEqual(view, viewOf(1, 1))
    await b!.names.keepView(viewOf(2, 2))
    await assert.rejects(a!.names.keepView(viewOf(1, 2)), { code: 'Unavailable' })
    assert.deepEqual((await b!.names.world()).view, viewOf(2, 2))
    assert.deepEqual(
      b!.state?.peers.map(({ id }) => id),
      ['b'],
    )
  })

  it('stay as they are while etcd is away, and go on when it is back', async () => {
    const [peer] = await council(['a'])
    await peer!.names.merge([recordOf({ name: 'kept' })])
    await etcd.kill(0)
    await assert.rejects(peer!.names.get('', 'kept'), {
      code: 'Unavailable',
      message: /etcd does not answer at/,
    })
    await etcd.restart(0)
    assert.equal((await peer!.names.get('', 'kept'))?.version, 1)
    await until('it has its seat again', () => peer!.state?.coordinator === 'a', SUCCESSION_MS)
    await until('it may keep views', () => peer!.names.keepView(viewOf(1, 1)).then(() => true), SUCCESSION_MS)
  })
})

describe('names in an etcd that is full', function () {
  this.timeout(60_000)
  needsEtcd()

  it('can be read, and every change says why it cannot be made', async () => {
    await using etcd = await EtcdCluster.start(1, ['--quota-backend-bytes=4194304'])
    const names = new EtcdNames({ endpoints: etcd.endpoints, prefix: 'full/', clock: systemClock() })
    await names.open()
    const records = (round: number) =>
      Array.from({ length: 900 }, (_, index) => recordOf({ name: `${'x'.repeat(900)}-${round}-${index}` }))
    const fill = async () => {
      for (let round = 0; round < 50; round++) await names.merge(records(round))
    }
    await assert.rejects(fill(), { code: 'NoSpace', message: /reads go on/, hint: /alarm disarm/ })
    assert.ok((await names.list('', '', '', 10)).records.length === 10)
    await names.close()
  })
})

function viewOf(term: number, epoch: number): SignedView {
  const view = View.encode({ ...NO_VIEW, term, epoch })
  return { view, signature: new Uint8Array(64) }
}
