import assert from 'node:assert/strict'
import { hexKeys } from '../checkers/inspector.ts'
import { allKeys, type StoredFile } from '../checkers/two-copies.ts'
import type { World } from './world.ts'

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
export function assertTwoCopies(world: World, files: Iterable<StoredFile>): void {
  const holders = holdersOf(world)
  for (const file of files)
    for (const key of hexKeys(allKeys(file))) {
      const there = holders.get(key) ?? []
      assert.ok(
        there.length >= 2,
        `all is called safe, with block ${key.slice(0, 8)} on [${there}] at ${world.nowMs.toFixed()} ms`,
      )
    }
}

/** Whether every block of a file is on some disk. */
export function isHeld(world: World, file: StoredFile): boolean {
  const holders = holdersOf(world)
  return hexKeys(allKeys(file)).every((key) => holders.has(key))
}
