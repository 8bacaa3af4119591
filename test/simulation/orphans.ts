import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import { holdersOf, type KnownFile } from './copies.ts'
import { assertInPlace } from './in-place.ts'
import type { Workload } from './workload.ts'
import type { World } from './world.ts'

const LOOK_MS = 250

/**
 * When all is quiet: waits until what names and kept versions mean is in its place, and no disk holds anything else. Throws
 * what is still wrong after `limitMs`.
 */
export async function untilNoOrphans(world: World, workload: Workload, limitMs: number): Promise<void> {
  const files = await workload.reachable()
  for (const endMs = world.nowMs + limitMs; ; ) {
    try {
      assertInPlace(world, files)
      return assertNoOrphans(world, files)
    } catch (error) {
      if (world.nowMs > endMs) throw error
    }
    await pause(world.cluster.clock, LOOK_MS)
  }
}

function assertNoOrphans(world: World, files: readonly KnownFile[]): void {
  const wanted = new Set(files.flatMap(({ keys }) => keys))
  for (const [key, ids] of holdersOf(world))
    assert.ok(wanted.has(key), `block ${key.slice(0, 8)} is on [${ids}], although nothing needs it`)
}
