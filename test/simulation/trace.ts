import type { World } from './world.ts'

/** Tells what becomes of one block, on whatever disk: for whoever reads a failure. `prefix`: of its key, in hex. */
export function traceBlock(world: World, prefix: string): void {
  const held = new Map<number, string>()
  const look = () => {
    for (const [index, store] of world.stores.entries()) {
      const state = [...store.keys].some((key) => key.startsWith(prefix)) ? 'held' : 'not held'
      if (held.get(index) === state || (state === 'not held' && !held.has(index))) continue
      held.set(index, state)
      const owners = world.cluster.metadata?.view?.ring.ownersOf(Buffer.from(prefix.padEnd(64, '0'), 'hex'))
      const { epoch, ringEpoch, previous } = world.cluster.metadata?.view ?? {}
      console.log(
        `${world.nowMs.toFixed()} ms  ${prefix} ${state} by block-${index}; owners ${owners}; epoch ${epoch}, ring ${ringEpoch}, ${previous?.length} before`,
      )
    }
    world.cluster.clock.after(10, look)
  }
  look()
}
