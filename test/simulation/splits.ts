import { pause } from '../../src/clock.ts'
import type { Stage } from './stage.ts'
import { CLIENTS } from './workload.ts'

const SPLIT_MS_MAX = 6_000

/** Now and then the network falls into two sides, of which neither hears anything of the other for some seconds. */
export async function playSplits(stage: Stage): Promise<void> {
  const { world, random } = stage
  const { cluster } = world
  while (stage.has('split') && (await stage.later(0.6))) {
    const ids = [cluster.metadataId, ...Array.from({ length: CLIENTS }, (_, index) => `client-${index}`)]
    ids.push(...world.running.map((index) => cluster.blockPeerId(index)))
    const here = ids.filter(() => random() < 0.5)
    const there = ids.filter((id) => !here.includes(id))
    const links = here.flatMap((one) => there.map((other) => [one, other] as const))
    stage.note(`a split: ${here.join()} and ${there.join()}`)
    for (const [one, other] of links) {
      world.cut(one, other)
      world.cut(other, one)
    }
    world.bell.ring()
    await pause(cluster.clock, random() * SPLIT_MS_MAX)
    for (const [one, other] of links) {
      world.mend(one, other)
      world.mend(other, one)
    }
    stage.note('the split is over')
  }
}
