import { crc32 } from 'node:zlib'
import { hashBlock } from '../../block/hash.ts'
import { keyAt } from '../../block/key.ts'
import type { BlocksFound } from '../store.ts'
import { type KeyIndex, slotOf } from './key-index.ts'
import type { LogFiles } from './log-files.ts'
import type { BlockPlace, LogSegment } from './log-segment.ts'

/** Read at once, at most, unless one block is larger. */
const SPAN_BYTES_MAX = 1024 * 1024
/** Bytes between two wanted blocks that are read along rather than skipped: about what a read costs besides its bytes. */
const GAP_BYTES_MAX = 16 * 1024
/** Spans of one call that are read at once: as many as Node has threads for files. */
const SPANS_AT_ONCE = 4
/** From here on one native copy is faster than a loop over words. */
const NATIVE_COPY_MIN = 512

/** A stretch of one file that is read for some of the blocks wanted. */
interface Span {
  segment: LogSegment
  at: number
  end: number
  /** The blocks are those of `order[first, last)`. */
  first: number
  last: number
}

/** What a read found, and what it did not. */
export interface BlocksRead extends BlocksFound {
  /** The indexes of blocks whose bytes are not what was put. Their size is 0. */
  damaged: number[]
}

/**
 * Reads the blocks of `refs` (0: missing) and checks them; `out` takes them back to back in the order of `refs`. What
 * cannot be read or is damaged counts as missing. The keys tell which blocks of a damaged unit are still right.
 */
export async function readBlocks(
  index: KeyIndex,
  files: LogFiles,
  keys: Uint8Array,
  refs: Uint32Array,
  out: Uint8Array,
): Promise<BlocksRead> {
  const read = new Read(index, files, keys, refs, out)
  return read.run()
}

class Read {
  readonly #index: KeyIndex
  readonly #files: LogFiles
  readonly #keys: Uint8Array
  readonly #refs: Uint32Array
  readonly #out: Uint8Array
  readonly #sizes: Uint32Array
  /** Where each block begins in `out`. */
  readonly #outAt: Float64Array
  readonly #order: Uint32Array
  readonly #damaged: number[] = []
  readonly #unread: number[] = []

  constructor(index: KeyIndex, files: LogFiles, keys: Uint8Array, refs: Uint32Array, out: Uint8Array) {
    this.#index = index
    this.#files = files
    this.#keys = keys
    this.#refs = refs
    this.#out = out
    this.#sizes = new Uint32Array(refs.length)
    this.#outAt = new Float64Array(refs.length)
    this.#order = this.#arrange()
  }

  async run(): Promise<BlocksRead> {
    const spans = this.#spans()
    for (const { segment } of spans) segment.beginReading()
    let next = 0
    const work = async () => {
      while (next < spans.length) await this.#readSpan(spans[next++]!)
    }
    await Promise.all(Array.from({ length: Math.min(SPANS_AT_ONCE, spans.length) }, work))
    return { ...this.#result(), damaged: this.#damaged }
  }

  /** Notes sizes and places in `out`; returns the indexes of the blocks held, in the order in which they lie in files. */
  #arrange(): Uint32Array {
    const refs = this.#refs
    const order = new Uint32Array(refs.length)
    let count = 0
    let sorted = true
    let total = 0
    for (let i = 0; i < refs.length; i++) {
      if (refs[i] === 0) continue
      this.#outAt[i] = total
      total += this.#sizes[i] = this.#index.sizeOf(refs[i]!)
      if (count > 0 && refs[order[count - 1]!]! > refs[i]!) sorted = false
      order[count++] = i
    }
    return sorted ? order.subarray(0, count) : sortByRef(order.subarray(0, count), refs)
  }

  #spans(): Span[] {
    const spans: Span[] = []
    const place = newPlace()
    let span: Span | undefined
    for (let i = 0; i < this.#order.length; i++) {
      const ref = this.#refs[this.#order[i]!]!
      const segment = this.#index.segmentOf(ref)
      segment.find(slotOf(ref), place)
      const joins =
        span !== undefined &&
        span.segment === segment &&
        place.unitAt - span.end <= GAP_BYTES_MAX &&
        place.unitEnd - span.at <= SPAN_BYTES_MAX
      if (!joins) {
        span = { segment, at: place.unitAt, end: place.unitEnd, first: i, last: i }
        spans.push(span)
      }
      span!.end = Math.max(span!.end, place.unitEnd)
      span!.last = i + 1
    }
    return spans
  }

  /** Reads straight into `out` where the span is just the blocks wanted, in their order. */
  async #readSpan(span: Span): Promise<void> {
    const { segment, at, end, first, last } = span
    const target = this.#targetOf(span)
    const bytes = target ?? new Uint8Array(Buffer.allocUnsafeSlow(end - at).buffer)
    try {
      const count = await this.#files.use(segment, (file) => file.read(bytes, at))
      bytes.fill(0, count)
      this.#take(span, bytes, target === undefined)
    } catch {
      for (let i = first; i < last; i++) this.#unread.push(this.#order[i]!)
    } finally {
      segment.endReading()
    }
  }

  #targetOf({ at, end, first, last }: Span): Uint8Array | undefined {
    const firstIndex = this.#order[first]!
    if (this.#order[last - 1]! - firstIndex !== last - first - 1) return undefined
    const lastIndex = this.#order[last - 1]!
    const start = this.#outAt[firstIndex]!
    const stop = this.#outAt[lastIndex]! + this.#sizes[lastIndex]!
    if (stop - start !== end - at) return undefined
    for (let i = first + 1; i < last; i++) if (this.#order[i] !== firstIndex + i - first) return undefined
    return this.#out.subarray(start, stop)
  }

  /** Checks the blocks of a span unit by unit, and copies them to their places unless they are there. */
  #take({ segment, at, first, last }: Span, bytes: Uint8Array, copies: boolean): void {
    const place = newPlace()
    const from = wordsOf(bytes)
    const to = wordsOf(this.#out)
    let checkedAt = -1
    let intact = true
    for (let i = first; i < last; i++) {
      const index = this.#order[i]!
      segment.find(slotOf(this.#refs[index]!), place)
      if (place.unitAt !== checkedAt) {
        checkedAt = place.unitAt
        intact = crc32(bytes.subarray(place.unitAt - at, place.unitEnd - at)) === place.checksum
      }
      const start = place.at - at
      if (!intact && !this.#hasKey(index, bytes.subarray(start, start + place.size)))
        this.#damaged.push(index)
      if (copies) copy(bytes, from, start, this.#out, to, this.#outAt[index]!, place.size)
    }
  }

  #hasKey(index: number, block: Uint8Array): boolean {
    return Buffer.compare(hashBlock(block), keyAt(this.#keys, index)) === 0
  }

  /** Closes the gaps that damaged and unread blocks leave. */
  #result(): BlocksFound {
    const gone = [...this.#damaged, ...this.#unread].sort((a, b) => a - b)
    if (gone.length === 0) return { sizes: this.#sizes, bytes: this.#out }
    const parts: Uint8Array[] = []
    let at = 0
    for (const index of gone) {
      const start = this.#outAt[index]!
      parts.push(this.#out.subarray(at, start))
      at = start + this.#sizes[index]!
      this.#sizes[index] = 0
    }
    parts.push(this.#out.subarray(at))
    return { sizes: this.#sizes, bytes: new Uint8Array(Buffer.concat(parts)) }
  }
}

function newPlace(): BlockPlace {
  return { at: 0, size: 0, unitAt: 0, unitEnd: 0, checksum: 0 }
}

/** A double holds a reference of 32 bits and an index of 21. */
const INDEX_UNIT = 2 ** 21

function sortByRef(order: Uint32Array, refs: Uint32Array): Uint32Array {
  if (refs.length > INDEX_UNIT) return order.sort((a, b) => refs[a]! - refs[b]!)
  const numbers = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) numbers[i] = refs[order[i]!]! * INDEX_UNIT + order[i]!
  numbers.sort()
  for (let i = 0; i < order.length; i++) order[i] = numbers[i]! % INDEX_UNIT
  return order
}

function copy(
  from: Uint8Array,
  fromWords: Int32Array | undefined,
  at: number,
  to: Uint8Array,
  toWords: Int32Array | undefined,
  toAt: number,
  length: number,
): void {
  if (length >= NATIVE_COPY_MIN || ((at | toAt | length) & 3) !== 0 || !fromWords || !toWords) {
    to.set(from.subarray(at, at + length), toAt)
    return
  }
  const end = (at + length) >> 2
  for (let word = at >> 2, toWord = toAt >> 2; word < end; word++, toWord++)
    toWords[toWord] = fromWords[word]!
}

/** The whole words at the start of `bytes`; undefined where they are not aligned. */
function wordsOf(bytes: Uint8Array): Int32Array | undefined {
  if (bytes.byteOffset % 4 !== 0) return undefined
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
}
