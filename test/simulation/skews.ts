import { pause } from '../../src/clock.ts'
import type { Stage } from './stage.ts'

const OFF_MS_MAX = 2 * 3_600_000
const PEER_MS_MAX = 8_000

/** Now and then one peer's wall clock is off for a while, to whatever side; a peer that starts meanwhile goes by it. */
export async function playSkews(stage: Stage): Promise<void> {
  const { world, random } = stage
  while (stage.has('skew') && (await stage.later(0.4))) {
    const index = stage.anyOf(['metadata', ...world.running] as const)
    const offMs = (random() * 2 - 1) * OFF_MS_MAX
    stage.note(`the wall clock of ${index} is off by ${(offMs / 60_000).toFixed()} minutes`)
    world.skew(index, offMs)
    world.bell.ring()
    await pause(world.cluster.clock, random() * PEER_MS_MAX)
    if (random() < 0.5) world.skew(index, 0)
  }
}
