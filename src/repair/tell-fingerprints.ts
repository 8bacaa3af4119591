import { type Clock, pause } from '../clock.ts'
import { BATCH_BLOCKS_MAX, COMPARED_KEYS_MAX, KEY_BYTES } from '../limits.ts'
import { POSITIONS, type RingRange, rangeWidth } from '../ring/range.ts'
import type { Reply } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import type { FingerprintRequest, FingerprintResponse } from '../wire/generated/tritonring.ts'
import { Cells, decodeRanges, firstBehind, KeyWords, pieceStarts } from './fingerprint.ts'
import type { Pace } from './pace.ts'

/** To find a range in a store takes as long as to read so many keys on. */
const FIND_KEYS = 4_096

/** FINGERPRINT: what the store holds in each piece of each range; rests in between, so that others get their turn. */
export async function tellFingerprints(
  store: BlockStore,
  clock: Clock,
  pace: Pace,
  { pieces }: FingerprintRequest,
  payload: Uint8Array,
  signal: AbortSignal,
): Promise<Reply<FingerprintResponse>> {
  const ranges = decodeRanges(payload, pieces)
  const cells = new Cells(ranges.length * pieces)
  let seen = 0
  let startMs = clock.now()
  const note = async (keys: number) => {
    signal.throwIfAborted()
    seen += keys
    if (seen < COMPARED_KEYS_MAX) return
    await pause(clock, 0, signal)
    await pace.rest(clock.now() - startMs, signal)
    startMs = clock.now()
    seen = 0
  }
  for (const span of spansOf(ranges, store.statistics().blocks)) {
    await note(FIND_KEYS)
    const reading = new SpanReading(span, ranges, pieces, cells)
    for await (const keys of pagesOf(store, span.range)) {
      reading.take(keys)
      await note(keys.length / KEY_BYTES)
    }
  }
  return { response: {}, payload: cells.encode() }
}

/** Ranges `first` up to, not with, `end` of a list, which follow one another within `range`. */
interface Span {
  range: RingRange
  first: number
  end: number
}

/** Ranges between which a store of so many blocks holds few keys, to be read in one go. */
function* spansOf(ranges: readonly RingRange[], blocks: number): Generator<Span> {
  const near = (POSITIONS * FIND_KEYS) / blocks
  for (let first = 0; first < ranges.length; ) {
    const { from } = ranges[first]!
    let width = rangeWidth(ranges[first]!)
    let end = first + 1
    for (; end < ranges.length; end++) {
      const start = distance(from, ranges[end]!.from)
      const through = start + rangeWidth(ranges[end]!)
      if (start < width || start > width + near || through > POSITIONS) break
      width = through
    }
    yield { range: { from, to: (from + width) % POSITIONS }, first, end }
    first = end
  }
}

/** How far `position` lies behind `from` on the ring. */
function distance(from: number, position: number): number {
  return (position - from + POSITIONS) % POSITIONS
}

async function* pagesOf(store: BlockStore, range: RingRange): AsyncGenerator<Uint8Array> {
  let after: Uint8Array | undefined
  do {
    const page = await store.scan(range, after, BATCH_BLOCKS_MAX)
    if (page.keys.length > 0) yield page.keys
    after = page.next
  } while (after !== undefined)
}

/** Takes the keys of a span, in ring order, into the cells of its ranges' pieces. */
class SpanReading {
  readonly #span: Span
  readonly #ranges: readonly RingRange[]
  readonly #pieces: number
  readonly #cells: Cells
  /** The range that the next keys may lie in. */
  #current: number

  constructor(span: Span, ranges: readonly RingRange[], pieces: number, cells: Cells) {
    this.#span = span
    this.#ranges = ranges
    this.#pieces = pieces
    this.#cells = cells
    this.#current = span.first
  }

  take(keys: Uint8Array): void {
    const count = keys.length / KEY_BYTES
    const words = new KeyWords(keys)
    for (let start = 0; start < count && this.#current < this.#span.end; ) {
      const range = this.#ranges[this.#current]!
      const offset = distance(this.#span.range.from, range.from)
      start = firstBehind(this.#span.range, keys, start, count, offset)
      const end = firstBehind(this.#span.range, keys, start, count, offset + rangeWidth(range))
      this.#add(range, keys, words, start, end)
      if (end === count) return
      this.#current++
      start = end
    }
  }

  /** The keys `[start, end)` lie in the range. */
  #add(range: RingRange, keys: Uint8Array, words: KeyWords, start: number, end: number): void {
    const starts = pieceStarts(range, this.#pieces)
    let first = start
    for (let piece = 1; piece < starts.length && first < end; piece++) {
      const last = piece === this.#pieces ? end : firstBehind(range, keys, first, end, starts[piece]!)
      this.#cells.add(this.#current * this.#pieces + piece - 1, words, first, last)
      first = last
    }
  }
}
