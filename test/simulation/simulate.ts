import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import { SUSPECT_MS } from '../../src/limits.ts'
import { seededRandom } from '../harness/random.ts'
import { EpochWatch } from './epoch-watch.ts'
import { EvictionWatch } from './eviction-watch.ts'
import { Faults } from './faults.ts'
import { assertInPlace } from './in-place.ts'
import { untilNoOrphans } from './orphans.ts'
import { SafetyWatch } from './safety-watch.ts'
import { type Edition, settingOf } from './setting.ts'
import { traceBlock } from './trace.ts'
import { OPERATION_MS_MAX, Workload } from './workload.ts'
import { World } from './world.ts'

/** With the faults over, everything heals by then. */
const HEAL_MS_MAX = 60_000
/** And what nothing needs is gone: a lease, a cycle, and what faults have put the next look off by. */
const ORPHANS_MS_MAX = 90_000
const WATCH_MS = 250
/** Heartbeat, watch, repair, scrub, and what a call or two set. */
const TIMERS_PER_PEER_MAX = 20

/** What a run did, for whoever wants to see that it did something. */
export interface Tally {
  /** Operations by how they ended: `ok` or an error's code. */
  outcomes: ReadonlyMap<string, number>
  /** Files that were acknowledged with two copies, and were read again at the end. */
  files: number
  /** The simulated time that passed. */
  elapsedMs: number
}

export interface SimulateOptions {
  /** The beginning of a block's key, in hex: what becomes of it is told. */
  trace?: string | undefined
  edition?: Edition
}

/**
 * One random course of events that the seed names: clients store, read and delete files while links are bad or cut, peers
 * crash with and without their disks, freeze, join and are drained, disks rot and fill up, clocks jump, and the metadata
 * peer is frozen or killed. Throws, with the course of the faults, when a promise is broken:
 *
 * - I1 a file that was acknowledged with two copies can be read at the end, I2 and no wrong byte is ever returned;
 * - I3 one register explains what was told of each name; I4 every operation ends in time, with a result or a typed error;
 * - I5 when the faults are over, every block gets to exactly its owners, every name record to its holders;
 * - "Safe:" is said only when every file has two copies; nobody is evicted to whom nothing happened;
 * - with everybody back, what is stored is on its owners at once;
 * - what names and kept versions mean is whole, and where there is collection, nothing else is left;
 * - epochs never go back; nothing piles up.
 */
export async function simulate(seed: number, { trace, edition = 2 }: SimulateOptions = {}): Promise<Tally> {
  const random = seededRandom(seed)
  const setting = settingOf(seed, random, edition)
  const world = await World.start(seed, setting)
  if (trace !== undefined) traceBlock(world, trace)
  const workload = new Workload(seed, setting, world, random)
  const faults = new Faults(seed, world, setting)
  const epochs = new EpochWatch(world)
  world.onStep = () => epochs.look()
  try {
    await world.run(playAll(world, faults, workload), setting.faultsMs + 12 * OPERATION_MS_MAX)
    const overMs = world.nowMs
    await world.run(untilHealed(world), HEAL_MS_MAX + 1_000)
    await world.run(workload.checkFiles(), OPERATION_MS_MAX)
    await world.run(untilInPlace(world, workload), 2 * HEAL_MS_MAX)
    await world.run(pause(world.cluster.clock, overMs + 2 * SUSPECT_MS - world.nowMs), HEAL_MS_MAX)
    await world.run(workload.uploadByOldViews(), OPERATION_MS_MAX)
    workload.checkNames()
    if (setting.generationMs !== undefined)
      await world.run(untilNoOrphans(world, workload, ORPHANS_MS_MAX), ORPHANS_MS_MAX + OPERATION_MS_MAX)
    assertQuiet(world)
  } catch (cause) {
    throw new Error(`seed ${seed} breaks a promise: ${(cause as Error).message}\n${faults.log.join('\n')}`, {
      cause,
    })
  }
  return { outcomes: workload.outcomes, files: workload.safe.size, elapsedMs: world.nowMs }
}

/** I7: when nothing is under way, few timers are set, however much there was to do. */
function assertQuiet(world: World): void {
  const { pending } = world.cluster.clock
  const most = TIMERS_PER_PEER_MAX * (world.running.length + 1)
  assert.ok(pending <= most, `${pending} timers are set, at most ${most} expected`)
}

async function playAll(world: World, faults: Faults, workload: Workload): Promise<void> {
  const evictions = new EvictionWatch(world)
  const safety = new SafetyWatch(
    world,
    () => faults.calm,
    () => workload.safe.values(),
  )
  let over = false
  const played = Promise.all([faults.play(), workload.play()]).finally(() => {
    over = true
  })
  while (!over) {
    evictions.look()
    await safety.look()
    await Promise.race([pause(world.cluster.clock, safety.nextMs), played])
  }
  await played
}

async function untilHealed(world: World): Promise<void> {
  const endMs = world.nowMs + HEAL_MS_MAX
  while (!(await world.isHealed())) {
    if (world.nowMs > endMs) throw new Error(`not healed after ${HEAL_MS_MAX} ms: ${await describe(world)}`)
    await pause(world.cluster.clock, WATCH_MS)
  }
}

/** Rot is found by a scrub; surplus copies go when the ring has been stable, strays of late are found by an audit. */
async function untilInPlace(world: World, workload: Workload): Promise<void> {
  for (const index of world.running) world.cluster.blockPeers[index]!.scrub(true)
  for (const endMs = world.nowMs + HEAL_MS_MAX; ; ) {
    await pause(world.cluster.clock, WATCH_MS)
    try {
      return assertInPlace(world, workload.safe.values())
    } catch (error) {
      if (world.nowMs > endMs) throw error
    }
  }
}

async function describe(world: World): Promise<string> {
  const status = await world.cluster.metadata!.status()
  const { epoch, ringEpoch, pending, recordsBacklog, rebuilding, peers } = status
  const told = peers?.map(({ id, state, repair }) => `${id} ${state} ${JSON.stringify(repair)}`)
  return `epoch ${epoch}, ring ${ringEpoch}, pending ${pending}, records ${recordsBacklog}, rebuilding ${rebuilding}\n${told?.join('\n')}`
}
