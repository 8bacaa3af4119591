import { PAGE_KEYS } from '../limits.ts'

/** Keys `from` to `to` of a level of a manifest: level 0 names the data blocks, each one above the pages of the one below. */
export interface LevelRange {
  level: number
  from: number
  to: number
}

/**
 * What a builder needs to go on behind the first `count` blocks of a manifest: of each level the keys that do not fill a
 * page yet. Less than a page a level, however large the file.
 */
export function leftEdge(count: number, pageKeys: number = PAGE_KEYS): LevelRange[] {
  const ranges: LevelRange[] = []
  for (let level = 0, keys = count; keys > 0; level++, keys = Math.floor(keys / pageKeys))
    ranges.push({ level, from: keys - (keys % pageKeys), to: keys })
  return ranges
}

/**
 * What stands for the blocks behind the first `at` of a manifest of `count`, as few keys as do: of each level those that
 * fill up the page that is begun there, and how many `blocks` they stand for. To be grafted from the lowest level on.
 */
export function rightEdge(
  at: number,
  count: number,
  pageKeys: number = PAGE_KEYS,
): (LevelRange & { blocks: number })[] {
  const ranges: (LevelRange & { blocks: number })[] = []
  let [from, total, below] = [at, count, 1]
  for (let level = 0; from < total; level++, below *= pageKeys) {
    const pages = Math.ceil(from / pageKeys)
    const to = total === 1 ? 1 : Math.min(total, pages * pageKeys)
    if (from < to) ranges.push({ level, from, to, blocks: Math.min(count, to * below) - from * below })
    if (to === total) break
    from = pages
    total = Math.ceil(total / pageKeys)
  }
  return ranges
}
