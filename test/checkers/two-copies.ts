import assert from 'node:assert/strict'
import { KEY_BYTES } from '../../src/limits.ts'
import type { OverlayView } from '../../src/membership/view.ts'
import { hexKeys, type Inspector } from './inspector.ts'
import { keysOfFile } from './keys-of-file.ts'

/** A file that should be on the ring. */
export interface StoredFile {
  bytes: Uint8Array
  blockSize: number
  /** Key of its root. */
  root: Uint8Array
}

/** Every key of a file: data blocks, pages, root. */
export function allKeys({ bytes, blockSize, root }: StoredFile): Uint8Array {
  const { blocks, pages } = keysOfFile(bytes, blockSize)
  return new Uint8Array(Buffer.concat([blocks, pages, root]))
}

/**
 * Throws unless every data block, page and root of the file is on exactly its owners (two; fewer where there are fewer
 * members), as each block peer says itself, by HAS.
 */
export async function assertTwoCopies(
  inspector: Inspector,
  view: OverlayView,
  file: StoredFile,
): Promise<void> {
  const keys = allKeys(file)
  const holders = await holdersOf(inspector, view, keys)
  for (let i = 0; i < holders.length; i++) {
    const key = keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES)
    const owners = view.ring.ownersOf(key).sort().join()
    const held = holders[i]!.sort().join()
    if (held !== owners)
      assert.fail(`block ${i} (${Buffer.from(key).toString('hex')}) is on [${held}], not on [${owners}]`)
  }
}

/** The members that hold each key, as they say themselves. Those of `except` are not asked. */
export async function holdersOf(
  inspector: Inspector,
  view: OverlayView,
  keys: Uint8Array,
  except: readonly string[] = [],
): Promise<string[][]> {
  const holders: string[][] = Array.from({ length: keys.length / KEY_BYTES }, () => [])
  for (const { id } of view.members) {
    if (except.includes(id)) continue
    const held = await inspector.has(id, keys)
    for (let i = 0; i < held.length; i++) if (held[i] === 1) holders[i]!.push(id)
  }
  return holders
}

/** Throws unless what the peers scan is exactly the blocks of these files, each on its owners and nowhere else. */
export async function assertNothingElse(
  inspector: Inspector,
  view: OverlayView,
  files: readonly StoredFile[],
): Promise<void> {
  const expected = new Map(view.members.map(({ id }) => [id, new Set<string>()]))
  for (const file of files) {
    const keys = allKeys(file)
    hexKeys(keys).forEach((hex, i) => {
      for (const owner of view.ring.ownersOf(keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES)))
        expected.get(owner)!.add(hex)
    })
  }
  for (const [peer, keys] of expected) {
    const held = await inspector.scan(peer)
    assert.equal(held.size, keys.size, `blocks held by ${peer}`)
    for (const key of keys) assert.ok(held.has(key), `${peer} misses ${key}`)
  }
}
