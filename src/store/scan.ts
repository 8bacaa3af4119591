import { KEY_BYTES } from '../limits.ts'
import { SLOT_BITS, SLOT_MASK } from './segment.ts'
import type { Segments } from './segments.ts'
import { selectSmallest } from './select.ts'
import type { RingRange, ScanPage } from './store.ts'
import { type KeyTable, SHARD_BITS } from './table.ts'

const POSITION_BITS = 48
const POSITIONS = 2 ** POSITION_BITS
/** Positions in one shard. */
const SHARD_WIDTH = 2 ** (POSITION_BITS - SHARD_BITS)
/** Integers that a double holds exactly. */
const EXACT_BITS = 53

/** Positions `first <= position <= last` that do not cross zero, less the keys up to and with `after`. */
interface Stretch {
  first: number
  last: number
  after: Uint8Array | undefined
}

/**
 * One page of a scan: the range's first keys behind `after`, shard by shard. A shard is not kept in ring order;
 * the part of it that a page needs is selected and sorted for every page.
 */
export function scanPage(
  table: KeyTable,
  segments: Segments,
  range: RingRange,
  after: Uint8Array | undefined,
  countMax: number,
): ScanPage {
  const wanted = Math.min(countMax, table.count) + 1
  const refs = new Int32Array(wanted)
  let count = 0
  for (const stretch of stretchesOf(range, after)) {
    const last = Math.floor(stretch.last / SHARD_WIDTH)
    for (let shard = Math.floor(stretch.first / SHARD_WIDTH); shard <= last && count < wanted; shard++) {
      if (table.countIn(shard) === 0) continue
      const inOrder = shardInOrder(table, segments, shard, stretch, wanted - count)
      refs.set(inOrder, count)
      count += inOrder.length
    }
  }
  const more = count > countMax
  return toPage(segments, refs.subarray(0, more ? countMax : count), more)
}

/** A range behind a key, cut where it crosses zero. A key outside the range has nothing of it behind itself. */
function stretchesOf(range: RingRange, after: Uint8Array | undefined): Stretch[] {
  const { from, to } = range
  const wholes =
    from < to
      ? [{ first: from + 1, last: to, after }]
      : [
          { first: from + 1, last: POSITIONS - 1, after },
          { first: 0, last: to, after },
        ]
  if (after === undefined) return wholes
  const position = positionOf(after, 0)
  const current = wholes.findIndex(({ first, last }) => first <= position && position <= last)
  if (current === -1) return []
  const rest = wholes.slice(current)
  return rest.map((stretch, i) =>
    i === 0 ? { ...stretch, first: position } : { ...stretch, after: undefined },
  )
}

/** The references of a stretch's first `countMax` keys in one shard, in ring order. */
function shardInOrder(
  table: KeyTable,
  segments: Segments,
  shard: number,
  stretch: Stretch,
  countMax: number,
): Int32Array {
  const order = new RingOrder(segments, shard, table.countIn(shard))
  const cells = table.cellsOf(shard)
  for (let at = 0; at < cells.length; at += 2) {
    if (cells[at] !== 0) order.add(cells[at]!, stretch)
  }
  return order.first(countMax)
}

/**
 * Sorts references by key. A sortable number is the highest bits of the position within the shard, as many as fit,
 * over the index of the reference; where those bits are equal, whole keys decide.
 */
class RingOrder {
  readonly #segments: Segments
  readonly #start: number
  readonly #refs: Int32Array
  readonly #numbers: Float64Array
  readonly #indices: number
  readonly #dropped: number
  #count = 0

  constructor(segments: Segments, shard: number, countMax: number) {
    this.#segments = segments
    this.#start = shard * SHARD_WIDTH
    this.#refs = new Int32Array(countMax)
    this.#numbers = new Float64Array(countMax)
    const indexBits = Math.ceil(Math.log2(countMax + 1))
    this.#indices = 2 ** indexBits
    this.#dropped = 2 ** Math.max(0, POSITION_BITS - SHARD_BITS + indexBits - EXACT_BITS)
  }

  /** Adds a reference if its key is in the stretch. */
  add(ref: number, { first, last, after }: Stretch): void {
    const keys = this.#segments.byId[ref >>> SLOT_BITS]!.keyBytes
    const key = (ref & SLOT_MASK) * KEY_BYTES
    const position = positionOf(keys, key)
    if (position < first || position > last) return
    if (after !== undefined && position === first && compareKeys(keys, key, after, 0) <= 0) return
    const index = this.#count++
    this.#refs[index] = ref
    this.#numbers[index] = Math.floor((position - this.#start) / this.#dropped) * this.#indices + index
  }

  /** The first `countMax` references in order. */
  first(countMax: number): Int32Array {
    let numbers = this.#numbers.subarray(0, this.#count)
    if (countMax < this.#count) numbers = numbers.subarray(0, this.#selectWithEquals(numbers, countMax))
    numbers.sort()
    const sorted = new Int32Array(numbers.length)
    for (let i = 0; i < sorted.length; i++) sorted[i] = this.#refs[numbers[i]! % this.#indices]!
    this.#orderEquals(numbers, sorted)
    return sorted.subarray(0, countMax)
  }

  /** Moves the smallest `countMax` numbers to the front, then those whose bits equal the greatest; returns how many. */
  #selectWithEquals(numbers: Float64Array, countMax: number): number {
    selectSmallest(numbers, countMax)
    const greatest = numbers[countMax - 1]!
    const limit = greatest - (greatest % this.#indices) + this.#indices
    let count = countMax
    for (let i = countMax; i < numbers.length; i++) {
      if (numbers[i]! >= limit) continue
      const equal = numbers[i]!
      numbers[i] = numbers[count]!
      numbers[count++] = equal
    }
    return count
  }

  /** Insertion sort by whole keys within runs of equal bits, which are short unless keys were made to collide. */
  #orderEquals(numbers: Float64Array, sorted: Int32Array): void {
    const bits = (i: number) => numbers[i]! - (numbers[i]! % this.#indices)
    for (let i = 1; i < sorted.length; i++) {
      for (let at = i; at > 0 && bits(at - 1) === bits(i); at--) {
        const ref = sorted[at]!
        if (compareRefs(this.#segments, sorted[at - 1]!, ref) <= 0) break
        sorted[at] = sorted[at - 1]!
        sorted[at - 1] = ref
      }
    }
  }
}

function toPage(segments: Segments, refs: Int32Array, more: boolean): ScanPage {
  const keys = new Uint8Array(refs.length * KEY_BYTES)
  const words = new Int32Array(keys.buffer)
  const sizes = new Uint32Array(refs.length)
  for (let i = 0; i < refs.length; i++) {
    segments.copyKey(refs[i]!, words, i * 8)
    sizes[i] = segments.sizeOf(refs[i]!)
  }
  return { keys, sizes, next: more ? keys.slice(-KEY_BYTES) : undefined }
}

function positionOf(keys: Uint8Array, at: number): number {
  const high = (keys[at]! << 16) | (keys[at + 1]! << 8) | keys[at + 2]!
  const low = (keys[at + 3]! << 16) | (keys[at + 4]! << 8) | keys[at + 5]!
  return high * 2 ** 24 + low
}

function compareRefs(segments: Segments, a: number, b: number): number {
  const aKeys = segments.byId[a >>> SLOT_BITS]!.keyBytes
  const bKeys = segments.byId[b >>> SLOT_BITS]!.keyBytes
  return compareKeys(aKeys, (a & SLOT_MASK) * KEY_BYTES, bKeys, (b & SLOT_MASK) * KEY_BYTES)
}

function compareKeys(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number): number {
  for (let i = 0; i < KEY_BYTES; i++) {
    const difference = a[aAt + i]! - b[bAt + i]!
    if (difference !== 0) return difference
  }
  return 0
}
