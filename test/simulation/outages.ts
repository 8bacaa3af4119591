import { pause } from '../../src/clock.ts'
import type { Stage } from './stage.ts'

/** Between two looks whether everybody runs. */
const LOOK_MS = 50

/**
 * Now and then all block peers stop at once, as when the power goes, and often the metadata peer with them. They come back
 * one by one, each with what its disk keeps: what was acknowledged must be there.
 */
export async function playOutages(stage: Stage): Promise<void> {
  while (stage.has('outage') && (await stage.later(0.6)) && (await everybodyRuns(stage))) {
    const { world, random } = stage
    // What was just acknowledged may be not safe yet.
    if (random() < 0.6) await world.committed.wait(world.cluster.clock, 1_500)
    if (isCalm(stage)) await outage(stage)
  }
}

async function everybodyRuns(stage: Stage): Promise<boolean> {
  while (!isCalm(stage)) await pause(stage.world.cluster.clock, LOOK_MS)
  return stage.world.nowMs < stage.setting.faultsMs
}

function isCalm({ busy, world }: Stage): boolean {
  return busy.size === 0 && !world.isStarting
}

async function outage(stage: Stage): Promise<void> {
  const { world, busy, random, metadata } = stage
  const { cluster } = world
  const all = world.running
  const withMetadata = random() < 0.6 && !metadata.busy
  stage.note(`the power goes: ${all.join()}${withMetadata ? ' and the metadata peer' : ''}`)
  for (const index of all) {
    busy.add(index)
    world.powerless.add(index)
    world.crash(index)
  }
  if (withMetadata) {
    metadata.busy = true
    cluster.crashMetadata()
  }
  world.bell.ring()
  await pause(cluster.clock, random() * 2_000)
  const spreadMs = random() * 3_000
  const returns = all.map(async (index) => {
    await pause(cluster.clock, random() * spreadMs)
    stage.note(`restart ${index}`)
    world.powerless.delete(index)
    await world.restart(index)
  })
  if (withMetadata)
    returns.push(pause(cluster.clock, random() * spreadMs).then(() => cluster.restartMetadata()))
  await Promise.all(returns)
  for (const index of all) busy.delete(index)
  if (withMetadata) metadata.busy = false
  world.bell.ring()
}
