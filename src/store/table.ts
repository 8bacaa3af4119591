import { KEY_BYTES } from '../limits.ts'
import { allocateMemory } from './allocate-memory.ts'
import { Lookup } from './lookup.ts'
import { KEY_WORDS } from './segment.ts'
import type { Segments } from './segments.ts'

/** A key's first bits choose its shard, so that shards follow the ring and a scan touches only those in its range. */
export const SHARD_BITS = 10
export const SHARDS = 1 << SHARD_BITS

/** Cells in use of a shard's homes, at most: fuller tables save memory, but searches grow with 1 / (1 - load)². */
const LOAD_MAX = 0.8
const HOMES_MIN = 8
/** Up to here a shard grows by half: a third fewer moves for 1.5 bytes a block more, in a store of up to 3 million blocks. */
const HOMES_SMALL = 4096
/** Cells behind the last home for the entries that it pushes on: too few for 4 in 34,000 tables at LOAD_MAX. */
const SPILL_MAX = 16

/** Keys of one pass: their homes lie on as many pages, which the processor's TLB still has when the next pass comes to them. */
export const STRIDE = 512

const NO_CELLS = new Int32Array(2)
const HELD = -1

/**
 * From key to block reference: open addressing in two words a cell, `{reference, tag}`, reference 0 for an empty
 * cell. The tag is a multilinear hash of the whole key under secret odd multipliers, so nobody can choose keys
 * that crowd one stretch of a table.
 *
 * A tag's home is its share of the shard's homes (`tag / 2^32 * homes`), and every entry sits at its home or
 * behind it with no empty cell between, in ascending order of tags (linear probing in order: Amble and Knuth,
 * "Ordered hash tables", 1974). So a search for a missing key ends at the first greater tag, a table grows by any
 * factor in one pass from front to back, and a deletion moves entries back without leaving tombstones.
 * Each shard grows alone, by a factor of its own, about 1.5 and later 1.25: no growth is long, and few fall together.
 */
export class KeyTable {
  readonly #segments: Segments
  readonly #multipliers: Int32Array
  readonly #cells: Int32Array[] = new Array<Int32Array>(SHARDS).fill(NO_CELLS)
  /** Homes / 2^32, by shard. */
  readonly #scale = new Float64Array(SHARDS)
  readonly #used = new Int32Array(SHARDS)
  readonly #lookup = new Lookup()
  #cellBytes = 0
  #count = 0
  /** The empty cell that the next `fill` uses up. */
  #gap = 0
  /** What `seat` found held last. */
  heldRef = 0

  /** `multipliers` are 8 random odd words. */
  constructor(segments: Segments, multipliers: Int32Array) {
    this.#segments = segments
    this.#multipliers = multipliers
  }

  get count(): number {
    return this.#count
  }

  get bytesAllocated(): number {
    return this.#cellBytes
  }

  countIn(shard: number): number {
    return this.#used[shard]!
  }

  /** The references of a shard's blocks, in no order. */
  refsIn(shard: number): Int32Array {
    const cells = this.#cells[shard]!
    const refs = new Int32Array(this.#used[shard]!)
    let count = 0
    for (let at = 0; at < cells.length; at += 2) {
      if (cells[at] !== 0) refs[count++] = cells[at]!
    }
    return refs
  }

  /** Makes packed keys ready for `seat` or `remove`, in their order; the result is valid until the next call. */
  prepare(keys: Uint8Array): Lookup {
    const lookup = this.#lookup
    lookup.load(keys)
    this.#hash(lookup, keys)
    return lookup
  }

  /** Looks up packed keys: `refs` of the result tells where their blocks are. */
  locate(keys: Uint8Array): Lookup {
    const lookup = this.prepare(keys)
    for (let from = 0; from < lookup.count; from += STRIDE) {
      const end = this.#touch(lookup, from)
      this.#findTags(lookup, from, end)
      this.#checkKeys(lookup, from, end)
    }
    return lookup
  }

  #hash({ count, words, tags, shards }: Lookup, keys: Uint8Array): void {
    const m = this.#multipliers
    for (let key = 0; key < count; key++) {
      tags[key] = tagOf(words, key * KEY_WORDS, m)
      shards[key] = shardOf(keys, key * KEY_BYTES)
    }
  }

  /**
   * Brings the homes of the keys from number `from` on into the cache, a stride of them; returns where that ends. A pass of
   * its own, as `locate` has others, so that the processor has many cache misses in flight: a loop that branches on what it
   * has just loaded waits for every one of them.
   */
  #touch(lookup: Lookup, from: number): number {
    const { count, tags, shards } = lookup
    const end = Math.min(count, from + STRIDE)
    let touched = 0
    for (let key = from; key < end; key++) {
      const shard = shards[key]!
      touched ^= this.#cells[shard]![homeOf(tags[key]!, this.#scale[shard]!)]!
    }
    lookup.touched = touched
    lookup.touchedEnd = end
    return end
  }

  /** Finds for each key the first reference with its tag. */
  #findTags({ tags, shards, refs }: Lookup, from: number, end: number): void {
    for (let key = from; key < end; key++) {
      const tag = tags[key]!
      const shard = shards[key]!
      const cells = this.#cells[shard]!
      let at = homeOf(tag, this.#scale[shard]!)
      while (cells[at] !== 0 && cells[at + 1]! < tag) at += 2
      refs[key] = cells[at + 1] === tag ? cells[at]! : 0
    }
  }

  /** Keeps those references whose block has the key asked for. */
  #checkKeys(lookup: Lookup, from: number, end: number): void {
    const { words, refs } = lookup
    for (let key = from; key < end; key++) {
      const ref = refs[key]!
      if (ref === 0 || this.#segments.hasKey(ref, words, key * KEY_WORDS)) continue
      const cell = this.#find(lookup, key)
      refs[key] = cell < 0 ? 0 : this.#cells[lookup.shards[key]!]![cell]!
    }
  }

  /** The cell that holds a key, or -1. */
  #find(lookup: Lookup, key: number): number {
    const { words, tags, shards } = lookup
    const tag = tags[key]!
    const shard = shards[key]!
    const cells = this.#cells[shard]!
    let at = homeOf(tag, this.#scale[shard]!)
    while (cells[at] !== 0 && cells[at + 1]! < tag) at += 2
    for (; cells[at] !== 0 && cells[at + 1] === tag; at += 2) {
      if (this.#segments.hasKey(cells[at]!, words, key * KEY_WORDS)) return at
    }
    return -1
  }

  /**
   * The cell where a key belongs, or -1 where it is held, at `heldRef`. There is room until the next change, so `fill` cannot
   * fail. Throws `NoSpace`.
   */
  seat(lookup: Lookup, key: number): number {
    const { words, tags, shards } = lookup
    const tag = tags[key]!
    const shard = shards[key]!
    if (key >= lookup.touchedEnd) this.#touch(lookup, key)
    if (this.#used[shard]! >= this.#scale[shard]! * (LOAD_MAX * 2 ** 32)) this.#grow(shard)
    for (;;) {
      const cells = this.#cells[shard]!
      let at = homeOf(tag, this.#scale[shard]!)
      while (cells[at] !== 0 && cells[at + 1]! < tag) at += 2
      for (; cells[at] !== 0 && cells[at + 1] === tag; at += 2) {
        if (!this.#segments.hasKey(cells[at]!, words, key * KEY_WORDS)) continue
        this.heldRef = cells[at]!
        return HELD
      }
      let gap = at
      while (cells[gap] !== 0) gap += 2
      this.#gap = gap
      if (gap + 2 < cells.length) return at
      this.#rebuild(shard, this.#homes(shard), 2 * this.#spill(shard))
    }
  }

  /** Enters `ref` for a key at the cell that `seat` returned. */
  fill(lookup: Lookup, key: number, cell: number, ref: number): void {
    const shard = lookup.shards[key]!
    const cells = this.#cells[shard]!
    for (let at = this.#gap; at > cell; at -= 2) {
      cells[at] = cells[at - 2]!
      cells[at + 1] = cells[at - 1]!
    }
    cells[cell] = ref
    cells[cell + 1] = lookup.tags[key]!
    this.#used[shard]!++
    this.#count++
  }

  /** Forgets a key; returns its reference, or 0 where it is not held. */
  remove(lookup: Lookup, key: number): number {
    if (key >= lookup.touchedEnd) this.#touch(lookup, key)
    const cell = this.#find(lookup, key)
    if (cell < 0) return 0
    const shard = lookup.shards[key]!
    const cells = this.#cells[shard]!
    const ref = cells[cell]!
    const scale = this.#scale[shard]!
    let at = cell
    for (; cells[at + 2] !== 0 && homeOf(cells[at + 3]!, scale) <= at; at += 2) {
      cells[at] = cells[at + 2]!
      cells[at + 1] = cells[at + 3]!
    }
    cells[at] = 0
    cells[at + 1] = 0
    this.#used[shard]!--
    this.#count--
    this.#shrink(shard)
    return ref
  }

  #homes(shard: number): number {
    return this.#scale[shard]! * 2 ** 32
  }

  /** Cells behind the last home, without the one that always stays empty. */
  #spill(shard: number): number {
    return this.#cells[shard]!.length / 2 - 1 - this.#homes(shard)
  }

  #grow(shard: number): void {
    const small = this.#homes(shard) < HOMES_SMALL
    const factor = (small ? 1.5 : 1.2) + 0.1 * ((shard * 0.618034) % 1)
    const homes = Math.max(HOMES_MIN, Math.ceil(this.#homes(shard) * factor))
    this.#rebuild(shard, homes, Math.min(homes, SPILL_MAX))
  }

  #shrink(shard: number): void {
    const used = this.#used[shard]!
    const homes = this.#homes(shard)
    if (used === 0) {
      this.#cellBytes -= this.#cells[shard]!.byteLength
      this.#cells[shard] = NO_CELLS
      this.#scale[shard] = 0
    } else if (homes > HOMES_MIN && used < homes / 4) {
      const fewer = Math.ceil(homes / 2)
      this.#rebuild(shard, fewer, Math.min(fewer, SPILL_MAX))
    }
  }

  /** Moves a shard's entries to a new table, with more spill than asked where they need it. Throws `NoSpace`. */
  #rebuild(shard: number, homes: number, spill: number): void {
    const old = this.#cells[shard]!
    let cells = spread(old, homes, spill)
    for (let more = 2 * spill; cells === undefined; more *= 2) cells = spread(old, homes, more)
    this.#cells[shard] = cells
    this.#scale[shard] = homes / 2 ** 32
    this.#cellBytes += cells.byteLength - (old === NO_CELLS ? 0 : old.byteLength)
  }
}

/** The entries of `old` in a new table, or undefined where its spill is too short for them. */
function spread(old: Int32Array, homes: number, spill: number): Int32Array | undefined {
  const scale = homes / 2 ** 32
  const cells = new Int32Array(allocateMemory(8 * (homes + spill + 1), 'the block table'))
  const end = cells.length - 2
  let next = 0
  for (let at = 0; at < old.length; at += 2) {
    if (old[at] === 0) continue
    const tag = old[at + 1]!
    next = Math.max(next, homeOf(tag, scale))
    if (next === end) return undefined
    cells[next++] = old[at]!
    cells[next++] = tag
  }
  return cells
}

/** Where a tag's search begins, as an index of cells (two words each). */
function homeOf(tag: number, scale: number): number {
  return (((tag + 0x80000000) * scale) | 0) << 1
}

function shardOf(keys: Uint8Array, at: number): number {
  return (keys[at]! << 2) | (keys[at + 1]! >> 6)
}

function tagOf(words: Int32Array, at: number, m: Int32Array): number {
  const low =
    Math.imul(words[at]!, m[0]!) +
    Math.imul(words[at + 1]!, m[1]!) +
    Math.imul(words[at + 2]!, m[2]!) +
    Math.imul(words[at + 3]!, m[3]!)
  const high =
    Math.imul(words[at + 4]!, m[4]!) +
    Math.imul(words[at + 5]!, m[5]!) +
    Math.imul(words[at + 6]!, m[6]!) +
    Math.imul(words[at + 7]!, m[7]!)
  return (low + high) | 0
}
