import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import { HEARTBEAT_MS_DEFAULT, SILENT_INTERVALS_MAX } from '../../src/limits.ts'
import { FreezableClock } from '../harness/freezable-clock.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { announcedSeed } from '../harness/seed.ts'

const PEERS = 5
const TEN_MINUTES_MS = 600_000
const CHECK_MS = 100

describe('peers that pause at the default interval', () => {
  const seed = announcedSeed('pauses')

  async function start() {
    const clocks: FreezableClock[] = []
    const cluster = await MemoryCluster.start({
      ...{ seed, blockPeers: PEERS },
      clock: (index, clock) => {
        clocks[index] = new FreezableClock(clock)
        return clocks[index]
      },
    })
    const stop = (index: number) => {
      clocks[index]!.freeze()
      cluster.isolate(index)
    }
    const go = (index: number) => {
      cluster.reconnect(index)
      clocks[index]!.thaw()
    }
    return { cluster, stop, go }
  }

  it('are never evicted in ten minutes of pauses of 1 to 8 s, the metadata peer among them', async function () {
    this.timeout(120_000)
    const { cluster, stop, go } = await start()
    const random = seededRandom(seed)
    let over = false
    let pauses = 0
    const pausing = async (freeze: () => void, thaw: () => void) => {
      while (!over) {
        await pause(cluster.clock, 1_000 + random() * 20_000)
        freeze()
        await pause(cluster.clock, 1_000 + random() * 7_000)
        thaw()
        pauses++
      }
    }
    for (let index = 0; index < PEERS; index++)
      void pausing(
        () => stop(index),
        () => go(index),
      )
    const ids = Array.from({ length: PEERS }, (_, index) => cluster.blockPeerId(index))
    const { metadataClock, network, metadataId } = cluster
    const eachWay = (act: (one: string, other: string) => void) => {
      for (const id of ids) {
        act(metadataId, id)
        act(id, metadataId)
      }
    }
    void pausing(
      () => {
        metadataClock.freeze()
        eachWay((one, other) => network.cut(one, other))
      },
      () => {
        eachWay((one, other) => network.mend(one, other))
        metadataClock.thaw()
      },
    )
    const endMs = cluster.clock.now() + TEN_MINUTES_MS
    while (cluster.clock.now() < endMs) {
      await cluster.clock.advance(CHECK_MS)
      assert.equal(
        cluster.metadata!.view!.members.length,
        PEERS,
        `all are members at ${cluster.clock.now()} ms`,
      )
    }
    over = true
    assert.ok(pauses > 100, `${pauses} pauses`)
  })

  it('are evicted within two intervals and a second when they do not come back', async () => {
    const { cluster, stop } = await start()
    // Whatever moment of its interval it stops in.
    await cluster.clock.advance(seededRandom(seed)() * HEARTBEAT_MS_DEFAULT)
    stop(0)
    const startMs = cluster.clock.now()
    await cluster.until(
      'it is evicted',
      () => cluster.metadata!.view!.member(cluster.blockPeerId(0)) === undefined,
    )
    const tookMs = cluster.clock.now() - startMs
    assert.ok(tookMs <= SILENT_INTERVALS_MAX * HEARTBEAT_MS_DEFAULT + 1_000, `evicted after ${tookMs} ms`)
  })
})
