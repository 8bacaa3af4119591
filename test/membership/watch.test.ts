import assert from 'node:assert/strict'
import { PING_MS } from '../../src/limits.ts'
import { OverlayView } from '../../src/membership/view.ts'
import { type Member, MemberState } from '../../src/wire/generated/tritonring.ts'
import { DRAIN, EVICT, JOIN, STATUS, VIEW } from '../../src/wire/metadata.ts'
import type { Method } from '../../src/wire/method.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'

const HEARTBEAT_MS = 5_000

describe('a coordinator at the default interval', () => {
  it('suspects a peer that falls silent within 1.5 s, whenever it was heard last', async () => {
    for (let phaseMs = 0; phaseMs < PING_MS + 100; phaseMs += 20) {
      const cluster = await MemoryCluster.start()
      await cluster.clock.advance(1_000 + phaseMs)
      cluster.isolate(1)
      await cluster.clock.advance(1_500)
      assert.deepEqual(await statesOf(cluster), ['ALIVE', 'SUSPECT', 'ALIVE'], `at ${phaseMs} ms`)
    }
  })

  it('takes a silent peer for alive when it answers again', async () => {
    const cluster = await MemoryCluster.start()
    cluster.isolate(1)
    await cluster.clock.advance(1_500)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'SUSPECT', 'ALIVE'])
    cluster.reconnect(1)
    await cluster.clock.advance(1_000)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE', 'ALIVE'])
  })

  it('suspects a peer that falls silent after others have come, been evicted and never returned', async () => {
    const cluster = await MemoryCluster.start()
    for (let index = 3; index < 11; index++) {
      await cluster.run(cluster.restart(index))
      cluster.isolate(index)
      await cluster.clock.advance(3 * HEARTBEAT_MS)
    }
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE', 'ALIVE'])
    cluster.isolate(1)
    await cluster.clock.advance(3_000)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'SUSPECT', 'ALIVE'])
  })

  it('suspects a killed peer at once', async () => {
    const cluster = await MemoryCluster.start()
    cluster.crash(1)
    await cluster.clock.advance(300)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'SUSPECT', 'ALIVE'])
  })

  it('evicts after two whole intervals of silence, within a second more', async () => {
    const cluster = await MemoryCluster.start()
    cluster.isolate(1)
    await cluster.clock.advance(2 * HEARTBEAT_MS - 600)
    assert.equal((await statesOf(cluster)).length, 3)
    await cluster.clock.advance(1_600)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE'])
  })

  it('evicts nobody whom another peer reaches', async () => {
    const cluster = await MemoryCluster.start()
    cutBoth(cluster, cluster.metadataId, cluster.blockPeerId(1))
    await cluster.clock.advance(10 * HEARTBEAT_MS)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'SUSPECT', 'ALIVE'])
  })

  it('evicts nobody while half of them are silent together, and says so', async () => {
    const cluster = await MemoryCluster.start({ blockPeers: 4 })
    cluster.isolate(1)
    cluster.isolate(2)
    await cluster.clock.advance(10 * HEARTBEAT_MS)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'SUSPECT', 'SUSPECT', 'ALIVE'])
    assert.equal((await ask(cluster, STATUS, {})).frozen, true)
  })

  it('evicts nobody for what it could not hear while it stood still itself', async () => {
    const cluster = await MemoryCluster.start()
    for (let pause = 0; pause < 5; pause++) {
      freezeMetadata(cluster)
      await cluster.clock.advance(3 * HEARTBEAT_MS)
      thawMetadata(cluster)
      await cluster.clock.advance(3_000)
      assert.equal((await viewOf(cluster)).members.length, 3)
    }
    await cluster.clock.advance(3_000)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE', 'ALIVE'])
  })

  it('evicts no peer in ten minutes of pauses of one to eight seconds', async function () {
    this.timeout(60_000)
    const cluster = await MemoryCluster.start({ seed: 7 })
    const { members } = await viewOf(cluster)
    while (cluster.clock.now() < 600_000) {
      const index = Math.floor(cluster.random() * 3)
      cluster.isolate(index)
      await cluster.clock.advance(1_000 + cluster.random() * 7_000)
      cluster.reconnect(index)
      await cluster.clock.advance(cluster.random() * 4_000)
    }
    await cluster.clock.advance(3_000)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE', 'ALIVE'])
    assert.deepEqual(byId((await viewOf(cluster)).members), byId(members))
  })

  it('gives an evicted peer that returns its old tokens', async () => {
    const cluster = await MemoryCluster.start()
    const before = await viewOf(cluster)
    cluster.isolate(1)
    await cluster.clock.advance(3 * HEARTBEAT_MS)
    assert.equal((await viewOf(cluster)).members.length, 2)
    cluster.reconnect(1)
    await cluster.clock.advance(2 * HEARTBEAT_MS)
    const after = await viewOf(cluster)
    assert.deepEqual(after.ring.ownersOf(new Uint8Array(32)), before.ring.ownersOf(new Uint8Array(32)))
    assert.deepEqual(after.member('block-1')!.seed, before.member('block-1')!.seed)
  })
})

describe('peers that are evicted one after the other, before copies were made anew', () => {
  async function twoEvicted(): Promise<MemoryCluster> {
    const cluster = await MemoryCluster.start({ blockPeers: 5, graceMs: 600_000 })
    assert.deepEqual((await ask(cluster, STATUS, {})).lastHolders, [])
    for (const index of [0, 1]) {
      cluster.isolate(index)
      await cluster.clock.advance(3 * HEARTBEAT_MS)
    }
    return cluster
  }

  it('may have the only copies: they are named until they are back and everything is in its place', async () => {
    const cluster = await twoEvicted()
    assert.deepEqual((await ask(cluster, STATUS, {})).lastHolders.sort(), ['block-0', 'block-1'])
    for (const index of [0, 1]) cluster.reconnect(index)
    await cluster.clock.advance(20 * HEARTBEAT_MS)
    const { lastHolders, pending, peers } = await ask(cluster, STATUS, {})
    assert.deepEqual([lastHolders, pending, peers.length], [[], false, 5])
  })

  it('are named by a metadata peer that was reborn, too', async () => {
    const cluster = await twoEvicted()
    cluster.crashMetadata()
    await cluster.run(cluster.restartMetadata())
    await cluster.clock.advance(6 * HEARTBEAT_MS)
    assert.deepEqual((await ask(cluster, STATUS, {})).lastHolders.sort(), ['block-0', 'block-1'])
  })

  it('are given up by whoever knows that they will not come back', async () => {
    const cluster = await twoEvicted()
    await ask(cluster, EVICT, { peer: 'block-0' })
    assert.deepEqual((await ask(cluster, STATUS, {})).lastHolders, ['block-1'])
    await assert.rejects(ask(cluster, EVICT, { peer: 'block-0' }), { code: 'NotFound' })
  })
})

describe('two processes of one identity', () => {
  it('are one on the ring: the newer start stays, the older is fenced', async () => {
    const cluster = await MemoryCluster.start()
    const older = cluster.blockPeers[1]!
    // Incarnations are the wall clock's.
    await cluster.clock.advance(1)
    await cluster.run(cluster.restart(1))
    await cluster.clock.advance(2 * HEARTBEAT_MS)
    assert.deepEqual(cluster.fenced, [1])
    assert.notEqual(cluster.blockPeers[1], older)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE', 'ALIVE'])
  })

  it('the newer start stays although the wall clock was set back by two hours', async () => {
    const cluster = await MemoryCluster.start()
    const { incarnation } = (await viewOf(cluster)).member('block-1')!
    cluster.crash(1)
    cluster.clock.jumpWall(-2 * 3_600_000)
    await cluster.run(cluster.restart(1))
    assert.ok((await viewOf(cluster)).member('block-1')!.incarnation > incarnation)
    await cluster.clock.advance(3 * HEARTBEAT_MS)
    assert.deepEqual(cluster.fenced, [])
  })
})

describe('bad input to the coordinator', () => {
  it('is refused with the reason, and the overlay goes on', async () => {
    const cluster = await MemoryCluster.start({ blockPeers: 2 })
    const refused = (call: Promise<unknown>, code: string, message: RegExp) =>
      assert.rejects(call, { code, message })
    await refused(
      ask(cluster, DRAIN, { peer: 'nobody' }),
      'NotFound',
      /drain peer nobody: it is not on the ring/,
    )
    await refused(
      ask(cluster, EVICT, { peer: 'nobody' }),
      'NotFound',
      /evict peer nobody: it is not on the ring/,
    )
    await refused(ask(cluster, EVICT, { peer: 'block-0' }), 'Refused', /it is alive/)
    await ask(cluster, DRAIN, { peer: 'block-0' })
    await ask(cluster, DRAIN, { peer: 'block-0' })
    await refused(ask(cluster, DRAIN, { peer: 'block-1' }), 'Refused', /nobody else keeps blocks/)
    await ask(cluster, DRAIN, { peer: 'block-0', cancel: true })

    const join = { addresses: ['/memory/x'], weight: 1000, incarnation: 1 }
    const absurd: [object, RegExp][] = [
      [{ weight: 0 }, /a weight over 0/],
      [{ weight: 2 ** 32 - 1 }, /up to 64/],
      [{ addresses: [] }, /1 to 16 addresses/],
      [{ addresses: ['x'.repeat(600)] }, /addresses of at most 512 bytes/],
      [{ zone: 'z'.repeat(65) }, /a zone of at most 64 bytes/],
      [{ zone: '\u001b[2J' }, /without control characters/],
      [{ incarnation: 0 }, /an incarnation over 0/],
    ]
    for (const [change, message] of absurd)
      await refused(ask(cluster, JOIN, { ...join, ...change }), 'BadRequest', message)
    const garbage = { view: new Uint8Array([1, 2, 3]), signature: new Uint8Array(64) }
    await refused(ask(cluster, JOIN, { ...join, view: garbage }), 'Corrupt', /a view of 3 bytes is malformed/)
    assert.deepEqual(await statesOf(cluster), ['ALIVE', 'ALIVE'])
  })

  it('a second JOIN of one start changes nothing', async () => {
    const cluster = await MemoryCluster.start()
    const { epoch } = await viewOf(cluster)
    const { addresses, weight, zone, incarnation } = (await viewOf(cluster)).member('block-1')!
    const network = cluster.networkOf('block-1')
    await network.start()
    const again = network.call(cluster.metadataId, JOIN, { addresses, weight, zone, incarnation })
    await cluster.run(again)
    assert.equal((await viewOf(cluster)).epoch, epoch)
  })
})

function cutBoth(cluster: MemoryCluster, one: string, other: string): void {
  cluster.network.cut(one, other)
  cluster.network.cut(other, one)
}

function freezeMetadata(cluster: MemoryCluster): void {
  cluster.metadataClock.freeze()
  for (const { id } of cluster.blockPeers) cutBoth(cluster, cluster.metadataId, id)
}

function thawMetadata(cluster: MemoryCluster): void {
  for (const { id } of cluster.blockPeers) {
    cluster.network.mend(cluster.metadataId, id)
    cluster.network.mend(id, cluster.metadataId)
  }
  cluster.metadataClock.thaw()
}

/** The metadata peer's answer, asked by a stranger whom nobody has cut off. */
async function ask<Request, Response>(
  cluster: MemoryCluster,
  method: Method<Request, Response>,
  request: Partial<Request>,
): Promise<Response> {
  const network = cluster.networkOf('asker')
  await network.start()
  const { response } = await cluster.run(network.call(cluster.metadataId, method, request))
  return response
}

async function viewOf(cluster: MemoryCluster): Promise<OverlayView> {
  return OverlayView.open((await ask(cluster, VIEW, {})).view!)
}

async function statesOf(cluster: MemoryCluster): Promise<string[]> {
  return byId((await viewOf(cluster)).members).map(({ state }) => MemberState[state])
}

function byId(members: readonly Member[]): Member[] {
  return [...members].sort((a, b) => (a.id < b.id ? -1 : 1))
}
