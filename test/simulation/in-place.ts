import assert from 'node:assert/strict'
import { holdersOf, type KnownFile } from './copies.ts'
import type { World } from './world.ts'

/**
 * I5: throws unless every block that any disk holds is on exactly its owners, every copy is right, and those of the files are
 * there at all.
 */
export function assertInPlace(world: World, files: Iterable<KnownFile>): void {
  const { ring } = world.cluster.metadata!.view!
  const holders = holdersOf(world)
  for (const [key, ids] of holders) {
    const owners = ring.ownersOf(Buffer.from(key, 'hex'))
    const [held, expected] = [ids.sort().join(), owners.sort().join()]
    assert.ok(
      held === expected,
      `block ${key.slice(0, 8)} is on [${held}], not on exactly its owners [${expected}]`,
    )
  }
  for (const file of files)
    for (const key of file.keys)
      assert.ok(holders.has(key), `block ${key.slice(0, 8)} of an acknowledged file is there`)
  for (const index of world.running)
    assert.deepEqual(world.stores[index]!.wrong(), [], `copies of block-${index} are right`)
}
