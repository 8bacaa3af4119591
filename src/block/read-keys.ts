import { TritonError } from '../errors.ts'
import { KEY_BYTES, PAGE_KEYS, PREFETCH_PAGES } from '../limits.ts'
import { blockCount } from './block-size.ts'
import { readAhead } from './read-ahead.ts'
import type { Root } from './root.ts'

/**
 * Gets pages by their packed `keys`, in order; `sizes[i]` is what page `i` must come to, in bytes.
 * The hashes are verified by whoever implements this; the sizes by `readKeys`.
 */
export type FetchPages = (keys: Uint8Array, sizes: Uint32Array) => Promise<Uint8Array[]>

/** Packed keys of consecutive blocks, beginning with block number `first`. */
export interface KeyRun {
  first: number
  keys: Uint8Array
}

export interface ReadKeysOptions {
  /** Whose keys: 0, if not given, is the data blocks, each level above the pages of the one below. */
  level?: number
  /** The first key, 0 if not given. */
  from?: number
  /** The key behind the last one, the number of all if not given. */
  to?: number
  /** Leaf pages in a call; one further call is under way while the pages of one are read. */
  prefetch?: number
  /** For tests, as in `ManifestBuilder`. */
  pageKeys?: number
}

interface Walk {
  root: Root
  fetchPages: FetchPages
  /** Number of data blocks. */
  count: number
  prefetch: number
  pageKeys: number
}

/** Pages of one call, beginning with page number `first` of their level. */
interface FetchedPages {
  first: number
  pages: Uint8Array[]
}

/**
 * The keys of a file's data blocks, or of a level of its pages, in order, a page at a time. Subtrees outside of the range are not fetched;
 * memory is bounded by `2 * prefetch` leaf pages and two pages of each level above, whatever the size of the file.
 *
 * Throws `BadRequest` for a range that is not within the file, `Corrupt` for a page of a wrong size, and what
 * `fetchPages` throws, where the stream comes to it.
 */
export async function* readKeys(
  root: Root,
  fetchPages: FetchPages,
  options: ReadKeysOptions = {},
): AsyncGenerator<KeyRun> {
  const count = blockCount(root.size, root.blockSize)
  const { level = 0, prefetch = PREFETCH_PAGES, pageKeys = PAGE_KEYS } = options
  const walk = { root, fetchPages, count, prefetch, pageKeys }
  const { from = 0, to = levelCount(walk, level) } = options
  checkRange(from, to, levelCount(walk, level))
  if (from < to) yield* keysOf(walk, level, from, to)
}

/** Keys `from` to `to` of a level: 0 is the data's, each one above names the pages of the one below. */
async function* keysOf(walk: Walk, level: number, from: number, to: number): AsyncGenerator<KeyRun> {
  if (level === walk.root.depth) {
    yield { first: 0, keys: walk.root.top }
    return
  }
  const calls = pagesToFetch(walk, level, from, to)
  for await (const { first, pages } of readAhead(calls, 1, (call) => fetchCall(walk, level, call))) {
    for (let i = 0; i < pages.length; i++) yield keysWithin(pages[i]!, (first + i) * walk.pageKeys, from, to)
  }
}

/** Keys of the pages that hold keys `from` to `to` of a level, in runs that make one call each. */
async function* pagesToFetch(walk: Walk, level: number, from: number, to: number): AsyncGenerator<KeyRun> {
  const fromPage = Math.floor(from / walk.pageKeys)
  const toPage = Math.ceil(to / walk.pageKeys)
  const callBytes = (level === 0 ? Math.max(1, walk.prefetch) : 1) * KEY_BYTES
  for await (const { first, keys } of keysOf(walk, level + 1, fromPage, toPage)) {
    for (let at = 0; at < keys.length; at += callBytes) {
      yield { first: first + at / KEY_BYTES, keys: keys.subarray(at, at + callBytes) }
    }
  }
}

async function fetchCall(walk: Walk, level: number, call: KeyRun): Promise<FetchedPages> {
  const sizes = pageSizes(walk, level, call)
  const pages = await walk.fetchPages(call.keys, sizes)
  if (pages.length !== sizes.length) {
    const needed = `${sizes.length} pages needed, got ${pages.length}`
    throw new TritonError('Corrupt', `could not read level ${level} of a manifest: ${needed}`)
  }
  for (let i = 0; i < sizes.length; i++) {
    if (pages[i]!.length === sizes[i]) continue
    const needed = `${sizes[i]} bytes needed, got ${pages[i]!.length}`
    throw new TritonError(
      'Corrupt',
      `could not read page ${call.first + i} of level ${level} of a manifest: ${needed}`,
    )
  }
  return { first: call.first, pages }
}

/** Keys of a level. */
function levelCount(walk: Walk, level: number): number {
  let keys = walk.count
  for (let below = 0; below < level; below++) keys = blockCount(keys, walk.pageKeys)
  return keys
}

/** Bytes of the pages of a call: all are full but the last one of the level. */
function pageSizes(walk: Walk, level: number, call: KeyRun): Uint32Array {
  const levelKeys = levelCount(walk, level)
  const sizes = new Uint32Array(call.keys.length / KEY_BYTES)
  for (let i = 0; i < sizes.length; i++) {
    sizes[i] = Math.min(walk.pageKeys, levelKeys - (call.first + i) * walk.pageKeys) * KEY_BYTES
  }
  return sizes
}

/** The part of a page, which begins with key number `first` of its level, that lies in the range. */
function keysWithin(page: Uint8Array, first: number, from: number, to: number): KeyRun {
  const start = Math.max(first, from)
  return { first: start, keys: page.subarray((start - first) * KEY_BYTES, (to - first) * KEY_BYTES) }
}

function checkRange(from: number, to: number, count: number): void {
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= count) return
  throw new TritonError(
    'BadRequest',
    `could not read keys ${from} to ${to} of a file: a range of its ${count} keys needed`,
  )
}
