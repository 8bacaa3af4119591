import assert from 'node:assert/strict'
import type { World } from './world.ts'

/** A file that was acknowledged with two copies of each of its blocks. */
export interface SafeFile {
  root: Uint8Array
  /** Of all of its blocks, pages and the root, in hex. */
  keys: readonly string[]
}

/** Who holds each block, whatever the disk: ids of running block peers by the block's key in hex. */
export function holdersOf(world: World): Map<string, string[]> {
  const holders = new Map<string, string[]>()
  for (const index of world.running) {
    const id = world.cluster.blockPeerId(index)
    for (const key of world.stores[index]!.keys) {
      const ids = holders.get(key)
      if (ids === undefined) holders.set(key, [id])
      else ids.push(id)
    }
  }
  return holders
}

/** Throws unless every block of the files is on two peers: what "safe" promises, when the peers say so. */
export function assertTwoCopies(world: World, files: Iterable<SafeFile>): void {
  const holders = holdersOf(world)
  for (const file of files)
    for (const key of file.keys) {
      const there = holders.get(key) ?? []
      assert.ok(
        there.length >= 2,
        `all is called safe, with block ${key.slice(0, 8)} on [${there}] at ${world.nowMs.toFixed()} ms`,
      )
    }
}

/** Throws unless every block of the files is on each of its owners. */
export function assertOnOwners(world: World, files: Iterable<SafeFile>): void {
  const { ring } = world.cluster.metadata!.view!
  const holders = holdersOf(world)
  for (const file of files)
    for (const key of file.keys) {
      const there = holders.get(key) ?? []
      for (const owner of ring.ownersOf(Buffer.from(key, 'hex')))
        assert.ok(
          there.includes(owner),
          `block ${key.slice(0, 8)}, just stored, is on [${there}], not on ${owner}`,
        )
    }
}
