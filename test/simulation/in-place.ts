import assert from 'node:assert/strict'
import { hexKeys } from '../checkers/inspector.ts'
import { allKeys } from '../checkers/two-copies.ts'
import type { SafeFile } from './workload.ts'
import type { World } from './world.ts'

/** I5: throws unless every block that any disk holds is on exactly its owners, and those of the files are there at all. */
export function assertInPlace(world: World, files: Iterable<SafeFile>): void {
  const { ring } = world.cluster.metadata!.view!
  const holders = new Map<string, string[]>()
  for (const index of world.running) {
    const id = world.cluster.blockPeerId(index)
    for (const key of world.stores[index]!.keys) holders.set(key, [...(holders.get(key) ?? []), id])
  }
  for (const [key, ids] of holders) {
    const owners = ring.ownersOf(Buffer.from(key, 'hex'))
    assert.deepEqual([...ids].sort(), [...owners].sort(), `block ${key.slice(0, 8)} is on exactly its owners`)
  }
  for (const file of files)
    for (const key of hexKeys(allKeys(file)))
      assert.ok(holders.has(key), `block ${key.slice(0, 8)} of an acknowledged file is there`)
}
