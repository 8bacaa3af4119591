import { TritonError } from '../errors.ts'
import { CELL_BYTES, CELLS_MAX, KEY_BYTES, PIECES_MAX, RANGE_BYTES } from '../limits.ts'
import { POSITIONS, type RingRange, rangeWidth } from '../ring/range.ts'
import { positionAt } from '../ring/token.ts'

const KEY_WORDS = KEY_BYTES / 4
/** The words of a key that a fingerprint takes in: the first two hold its position, which the piece tells already. */
const FIRST_WORD = 2
const XOR_WORDS = 3

/**
 * What somebody holds in some stretches of the ring, in brief: for each how many keys, and bytes 8 to 19 of all of them,
 * exclusive-ored. Where two parties differ by a single key, the difference of their fingerprints is that key's bytes.
 */
export class Cells {
  readonly counts: Uint32Array
  readonly #xors: Int32Array

  constructor(length: number) {
    this.counts = new Uint32Array(length)
    this.#xors = new Int32Array(length * XOR_WORDS)
  }

  /** Reads `length` cells. Throws `Corrupt` when the bytes are not so many. */
  static decode(bytes: Uint8Array, length: number): Cells {
    if (bytes.length !== length * CELL_BYTES)
      throw new TritonError('Corrupt', `${bytes.length} bytes are not ${length} fingerprints`)
    const cells = new Cells(length)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let i = 0; i < length; i++) {
      cells.counts[i] = view.getUint32(i * CELL_BYTES)
      for (let word = 0; word < XOR_WORDS; word++)
        cells.#xors[i * XOR_WORDS + word] = view.getInt32(i * CELL_BYTES + 4 + 4 * word)
    }
    return cells
  }

  encode(): Uint8Array {
    const bytes = new Uint8Array(this.counts.length * CELL_BYTES)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < this.counts.length; i++) {
      view.setUint32(i * CELL_BYTES, this.counts[i]!)
      for (let word = 0; word < XOR_WORDS; word++)
        view.setInt32(i * CELL_BYTES + 4 + 4 * word, this.#xors[i * XOR_WORDS + word]!)
    }
    return bytes
  }

  /** All cells of several lists, in order. */
  static join(lists: readonly Cells[]): Cells {
    if (lists.length === 1) return lists[0]!
    const joined = new Cells(lists.reduce((sum, { counts }) => sum + counts.length, 0))
    let at = 0
    for (const list of lists) {
      joined.counts.set(list.counts, at)
      joined.#xors.set(list.#xors, at * XOR_WORDS)
      at += list.counts.length
    }
    return joined
  }

  /** The cells at the indexes. */
  pick(indexes: readonly number[]): Cells {
    const picked = new Cells(indexes.length)
    for (const [at, index] of indexes.entries()) {
      picked.counts[at] = this.counts[index]!
      picked.#xors.set(this.#xors.subarray(index * XOR_WORDS, (index + 1) * XOR_WORDS), at * XOR_WORDS)
    }
    return picked
  }

  /** Takes the packed keys `[start, end)` into one cell. */
  add(cell: number, words: KeyWords, start: number, end: number): void {
    this.counts[cell]! += end - start
    for (let word = 0; word < XOR_WORDS; word++) {
      let xor = this.#xors[cell * XOR_WORDS + word]!
      for (let i = start; i < end; i++) xor ^= words.at(i, FIRST_WORD + word)
      this.#xors[cell * XOR_WORDS + word] = xor
    }
  }

  equals(cell: number, other: Cells, otherCell: number): boolean {
    return (
      this.counts[cell] === other.counts[otherCell] && this.#differsBy(cell, other, otherCell, undefined, 0)
    )
  }

  /** The key of `[start, end)` that is all that this cell has more than the other, or -1. */
  single(cell: number, other: Cells, otherCell: number, words: KeyWords, start: number, end: number): number {
    if (this.counts[cell] !== other.counts[otherCell]! + 1) return -1
    for (let i = start; i < end; i++) if (this.#differsBy(cell, other, otherCell, words, i)) return i
    return -1
  }

  /** Whether the two cells differ by exactly the key `index`, or not at all where there are no words. */
  #differsBy(
    cell: number,
    other: Cells,
    otherCell: number,
    words: KeyWords | undefined,
    index: number,
  ): boolean {
    for (let word = 0; word < XOR_WORDS; word++) {
      const difference = this.#xors[cell * XOR_WORDS + word]! ^ other.#xors[otherCell * XOR_WORDS + word]!
      if (difference !== (words?.at(index, FIRST_WORD + word) ?? 0)) return false
    }
    return true
  }
}

/** Packed keys as 32-bit words, big-endian whatever the machine. */
export class KeyWords {
  readonly #view: DataView

  constructor(keys: Uint8Array) {
    this.#view = new DataView(keys.buffer, keys.byteOffset, keys.length)
  }

  at(key: number, word: number): number {
    return this.#view.getInt32((key * KEY_WORDS + word) * 4)
  }
}

export function encodeRanges(ranges: readonly RingRange[]): Uint8Array {
  const bytes = Buffer.alloc(ranges.length * RANGE_BYTES)
  for (const [index, { from, to }] of ranges.entries()) {
    bytes.writeUIntBE(from, index * RANGE_BYTES, RANGE_BYTES / 2)
    bytes.writeUIntBE(to, index * RANGE_BYTES + RANGE_BYTES / 2, RANGE_BYTES / 2)
  }
  return bytes
}

/** Throws `BadRequest` for what are no ranges, or too many of them to be cut into so many pieces each. */
export function decodeRanges(bytes: Uint8Array, pieces: number): RingRange[] {
  const count = bytes.length / RANGE_BYTES
  if (!Number.isInteger(count) || pieces < 1 || pieces > PIECES_MAX || count * pieces > CELLS_MAX)
    throw new TritonError(
      'BadRequest',
      `could not tell fingerprints: ${bytes.length} bytes of ranges, ${pieces} pieces each`,
    )
  const read = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: count }, (_, index) => ({
    from: read.readUIntBE(index * RANGE_BYTES, RANGE_BYTES / 2),
    to: read.readUIntBE(index * RANGE_BYTES + RANGE_BYTES / 2, RANGE_BYTES / 2),
  }))
}

/** Where each of a range's pieces begins, counted in positions from the range's own beginning, and where the last ends. */
export function pieceStarts(range: RingRange, pieces: number): number[] {
  const width = rangeWidth(range)
  return Array.from({ length: pieces + 1 }, (_, piece) => Math.floor((width * piece) / pieces))
}

/** The piece of a range between two of its `pieceStarts`, which differ. */
export function pieceBetween(range: RingRange, start: number, end: number): RingRange {
  return { from: (range.from + start) % POSITIONS, to: (range.from + end) % POSITIONS }
}

/** How far behind the range's beginning a key lies: 0 for its first position. */
export function offsetIn(range: RingRange, keys: Uint8Array, index: number): number {
  const offset = positionAt(keys, index) - range.from - 1
  return offset < 0 ? offset + POSITIONS : offset
}

/** The first of the keys `[start, end)`, in ring order within the range, that lies at or behind `offset`. */
export function firstBehind(
  range: RingRange,
  keys: Uint8Array,
  start: number,
  end: number,
  offset: number,
): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (offsetIn(range, keys, middle) < offset) low = middle + 1
    else high = middle
  }
  return low
}
