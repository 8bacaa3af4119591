import assert from 'node:assert/strict'
import { hexKeys } from '../checkers/inspector.ts'
import { allKeys, type StoredFile } from '../checkers/two-copies.ts'
import type { World } from './world.ts'

/** A file that a client stored, or tried to. */
export class KnownFile implements StoredFile {
  readonly bytes: Uint8Array
  readonly blockSize: number
  readonly root: Uint8Array
  #keys: readonly string[] | undefined

  constructor(bytes: Uint8Array, blockSize: number, root: Uint8Array) {
    this.bytes = bytes
    this.blockSize = blockSize
    this.root = root
  }

  /** Of all of its blocks, pages and the root, in hex. */
  get keys(): readonly string[] {
    this.#keys ??= hexKeys(allKeys(this))
    return this.#keys
  }
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
export function assertTwoCopies(world: World, files: Iterable<KnownFile>): void {
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

/** Whether every block of a file is on some disk. */
export function isHeld(world: World, file: KnownFile): boolean {
  const holders = holdersOf(world)
  return file.keys.every((key) => holders.has(key))
}

/** Throws unless every block of the files is on each of its owners. */
export function assertOnOwners(world: World, files: Iterable<KnownFile>): void {
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
