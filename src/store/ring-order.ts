import { KEY_BYTES } from '../limits.ts'
import { POSITIONS } from '../ring/range.ts'
import { SLOT_BITS, SLOT_MASK } from './segment.ts'
import type { Segments } from './segments.ts'
import { selectSmallest } from './select.ts'
import { type KeyTable, SHARD_BITS } from './table.ts'

/** Positions in one shard. */
export const SHARD_WIDTH = POSITIONS / 2 ** SHARD_BITS
/** Integers that a double holds exactly. */
const EXACT_BITS = 53

/** Positions `first <= position <= last` that do not cross zero, less the keys up to and with `after`. */
export interface Stretch {
  first: number
  last: number
  after: Uint8Array | undefined
}

/**
 * The blocks of one shard, to be sorted by key. A double stands for each: as many as fit of the highest bits of
 * its position within the shard, over its index in `refs`; where those bits are equal, whole keys decide.
 */
export class RingOrder {
  readonly #segments: Segments
  readonly #shard: number
  readonly #refs: Int32Array
  readonly #numbers: Float64Array
  /** What the bits are multiplied by, to leave room for an index. */
  readonly #unit: number
  #count: number

  constructor(segments: Segments, table: KeyTable, shard: number) {
    this.#segments = segments
    this.#shard = shard
    this.#refs = table.refsIn(shard)
    this.#count = this.#refs.length
    this.#numbers = new Float64Array(this.#count)
    this.#unit = 2 ** Math.ceil(Math.log2(this.#count + 1))
  }

  /** The references of a stretch's first `countMax` keys, ascending. To be called once. */
  firstOf(stretch: Stretch, countMax: number): Int32Array {
    this.#readPositions()
    this.#restrict(stretch)
    let numbers = this.#numbers.subarray(0, this.#count)
    if (countMax < this.#count) numbers = numbers.subarray(0, this.#selectWithEquals(numbers, countMax))
    numbers.sort()
    const sorted = new Int32Array(numbers.length)
    for (let i = 0; i < sorted.length; i++) sorted[i] = this.#refs[numbers[i]! % this.#unit]!
    this.#orderEquals(numbers, sorted)
    return sorted.subarray(0, countMax)
  }

  /** A pass of its own and without a branch: the keys lie anywhere in memory, and many reads can be under way. */
  #readPositions(): void {
    const segments = this.#segments.byId
    for (let i = 0; i < this.#count; i++) {
      const ref = this.#refs[i]!
      this.#numbers[i] = positionOf(segments[ref >>> SLOT_BITS]!.keyBytes, (ref & SLOT_MASK) * KEY_BYTES)
    }
  }

  /** Drops the positions outside of the stretch and makes sortable numbers of the others. */
  #restrict({ first, last, after }: Stretch): void {
    const start = this.#shard * SHARD_WIDTH
    const dropped = Math.max(1, (SHARD_WIDTH * this.#unit) / 2 ** EXACT_BITS)
    let count = 0
    for (let i = 0; i < this.#count; i++) {
      const position = this.#numbers[i]!
      const ref = this.#refs[i]!
      if (position < first || position > last) continue
      if (after !== undefined && position === first && this.#compare(ref, after, 0) <= 0) continue
      this.#refs[count] = ref
      this.#numbers[count] = Math.floor((position - start) / dropped) * this.#unit + count
      count++
    }
    this.#count = count
  }

  /** Moves the smallest `countMax` numbers to the front, then those whose bits equal the greatest; returns how many. */
  #selectWithEquals(numbers: Float64Array, countMax: number): number {
    selectSmallest(numbers, countMax)
    const limit = this.#bits(numbers[countMax - 1]!) + this.#unit
    let count = countMax
    for (let i = countMax; i < numbers.length; i++) {
      const number = numbers[i]!
      if (number >= limit) continue
      numbers[i] = numbers[count]!
      numbers[count++] = number
    }
    return count
  }

  /** Insertion sort by whole keys within runs of equal bits, which are short unless keys were made to collide. */
  #orderEquals(numbers: Float64Array, sorted: Int32Array): void {
    for (let i = 1; i < sorted.length; i++) {
      const bits = this.#bits(numbers[i]!)
      for (let at = i; at > 0 && this.#bits(numbers[at - 1]!) === bits; at--) {
        const before = sorted[at - 1]!
        const ref = sorted[at]!
        const { keyBytes } = this.#segments.byId[ref >>> SLOT_BITS]!
        if (this.#compare(before, keyBytes, (ref & SLOT_MASK) * KEY_BYTES) <= 0) break
        sorted[at] = before
        sorted[at - 1] = ref
      }
    }
  }

  #bits(number: number): number {
    return number - (number % this.#unit)
  }

  #compare(ref: number, key: Uint8Array, at: number): number {
    const { keyBytes } = this.#segments.byId[ref >>> SLOT_BITS]!
    const own = (ref & SLOT_MASK) * KEY_BYTES
    for (let i = 0; i < KEY_BYTES; i++) {
      const difference = keyBytes[own + i]! - key[at + i]!
      if (difference !== 0) return difference
    }
    return 0
  }
}

export function positionOf(keys: Uint8Array, at: number): number {
  const high = (keys[at]! << 16) | (keys[at + 1]! << 8) | keys[at + 2]!
  const low = (keys[at + 3]! << 16) | (keys[at + 4]! << 8) | keys[at + 5]!
  return high * 2 ** 24 + low
}
