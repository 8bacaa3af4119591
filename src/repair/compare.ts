import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, CELL_BYTES, CELLS_MAX, KEY_BYTES, PIECES_MAX } from '../limits.ts'
import type { RingRange } from '../ring/range.ts'
import { rangeWidth } from '../ring/range.ts'
import type { Network } from '../rpc/network.ts'
import type { BlockStore } from '../store/store.ts'
import { FINGERPRINT, HAS } from '../wire/blocks.ts'
import { Cells, encodeRanges, firstBehind, KeyWords, pieceBetween, pieceStarts } from './fingerprint.ts'
import { type HeldKeys, heldKeys, type KeyList, type Stretch, selectHeld } from './held-keys.ts'
import type { Pace } from './pace.ts'

/** Bytes on the wire to ask for one key by HAS, and to find one difference by dividing (measured and computed: 0031). */
const HAS_COST = 33
const DIVIDE_COST = 61
/** So few keys are asked for one by one. */
const FEW = 4

/** Where a comparison takes place. */
export interface ComparePlace {
  network: Network
  store: BlockStore
  pace: Pace
  /**
   * The comparison ends with `WrongEpoch` when the other knows an older epoch than the first, as an older process of its
   * identity does, or a newer one than the second.
   */
  epochMin?: number
  epochMax?: number
}

/**
 * Finds what this peer holds in the ranges and `peer` does not, by dividing and comparing: ranges whose fingerprints are
 * equal are done with; those that differ are cut in pieces, until the difference is a single key, or asking key by key
 * is cheaper. Traffic follows the difference. (After Minsky and Trachtenberg, "Practical set reconciliation", 2002.)
 * Gives lists as they are found. Throws what the calls throw.
 */
export async function* compare(
  place: ComparePlace,
  peer: string,
  ranges: readonly RingRange[],
  signal: AbortSignal,
): AsyncGenerator<KeyList> {
  for await (const held of readInPace(place, ranges, signal)) {
    const missing = await new Comparison(place, peer, held, signal).run()
    if (missing.length > 0) yield selectHeld(held, missing)
  }
}

/** How many blocks more, at least, this peer holds in the ranges than `peer`, and how many bytes they may have. */
export async function shortfall(
  place: ComparePlace,
  peer: string,
  ranges: readonly RingRange[],
  signal: AbortSignal,
): Promise<{ blocks: number; bytes: number }> {
  let blocks = 0
  let bytes = 0
  for await (const held of readInPace(place, ranges, signal)) {
    const stretches = held.stretches.filter(({ start, end }) => end > start)
    const theirs = await askCells(
      place,
      peer,
      stretches.map(({ range }) => range),
      1,
      signal,
    )
    for (const [index, { start, end }] of stretches.entries()) {
      const lacking = Math.max(0, end - start - theirs.counts[index]!)
      if (lacking === 0) continue
      const heldBytes = held.sizes.subarray(start, end).reduce((sum, size) => sum + size, 0)
      blocks += lacking
      bytes += (heldBytes * lacking) / (end - start)
    }
  }
  return { blocks, bytes: Math.round(bytes) }
}

/** `heldKeys`, with a rest for each portion as long as it took to read. */
async function* readInPace(
  { network: { clock }, store, pace }: ComparePlace,
  ranges: readonly RingRange[],
  signal: AbortSignal,
): AsyncGenerator<HeldKeys> {
  let startMs = clock.now()
  for await (const held of heldKeys(store, ranges)) {
    await pace.rest(clock.now() - startMs, signal)
    yield held
    startMs = clock.now()
  }
}

class Comparison {
  readonly #place: ComparePlace
  readonly #peer: string
  readonly #held: HeldKeys
  readonly #words: KeyWords
  readonly #signal: AbortSignal
  /** Indexes of keys that the other does not hold. */
  readonly #missing: number[] = []
  /** Indexes of keys to be asked for one by one. */
  readonly #listed: number[] = []

  constructor(place: ComparePlace, peer: string, held: HeldKeys, signal: AbortSignal) {
    this.#place = place
    this.#peer = peer
    this.#held = held
    this.#words = new KeyWords(held.keys)
    this.#signal = signal
  }

  /** The indexes of the keys that the other does not hold, ascending. */
  async run(): Promise<Uint32Array> {
    let open = this.#held.stretches.filter(({ start, end }) => end > start)
    let theirs = await this.#ask(open, 1)
    for (;;) {
      const divided = open.filter((stretch, index) => this.#judge(stretch, theirs, index))
      if (divided.length === 0) break
      theirs = await this.#ask(divided, PIECES_MAX)
      const pieces = divided.flatMap((stretch) => this.#pieces(stretch))
      // What only the other holds is not this peer's to push.
      theirs = theirs.pick(pieces.flatMap(({ start, end }, index) => (end > start ? [index] : [])))
      open = pieces.filter(({ start, end }) => end > start)
    }
    await this.#askListed()
    return Uint32Array.from(this.#missing).sort()
  }

  /** Settles a stretch, or says that it is to be divided. */
  #judge({ range, start, end }: Stretch, theirs: Cells, index: number): boolean {
    const mine = new Cells(1)
    mine.add(0, this.#words, start, end)
    if (mine.equals(0, theirs, index)) return false
    const count = end - start
    const theirCount = theirs.counts[index]!
    if (theirCount === 0) return this.#note(this.#missing, start, end)
    const single = mine.single(0, theirs, index, this.#words, start, end)
    if (single >= 0) return this.#note(this.#missing, single, single + 1)
    const listing = HAS_COST * count <= DIVIDE_COST * Math.abs(count - theirCount)
    if (listing || count <= FEW || rangeWidth(range) < PIECES_MAX) return this.#note(this.#listed, start, end)
    return true
  }

  #note(list: number[], start: number, end: number): false {
    for (let i = start; i < end; i++) list.push(i)
    return false
  }

  #pieces({ range, start, end }: Stretch): Stretch[] {
    const starts = pieceStarts(range, PIECES_MAX)
    const pieces: Stretch[] = []
    let first = start
    for (let piece = 1; piece < starts.length; piece++) {
      const last =
        piece === PIECES_MAX ? end : firstBehind(range, this.#held.keys, first, end, starts[piece]!)
      pieces.push({ range: pieceBetween(range, starts[piece - 1]!, starts[piece]!), start: first, end: last })
      first = last
    }
    return pieces
  }

  #ask(stretches: readonly Stretch[], pieces: number): Promise<Cells> {
    const ranges = stretches.map(({ range }) => range)
    return askCells(this.#place, this.#peer, ranges, pieces, this.#signal)
  }

  async #askListed(): Promise<void> {
    for (let at = 0; at < this.#listed.length; at += BATCH_BLOCKS_MAX) {
      const indexes = Uint32Array.from(this.#listed.slice(at, at + BATCH_BLOCKS_MAX))
      const { keys } = selectHeld(this.#held, indexes)
      const options = { payload: keys, answerBytesMax: indexes.length, signal: this.#signal }
      const { payload } = await this.#place.network.call(this.#peer, HAS, { peek: true }, options)
      if (payload.length !== keys.length / KEY_BYTES)
        throw new TritonError(
          'Corrupt',
          `peer ${this.#peer} answered ${payload.length} of ${indexes.length} keys`,
        )
      for (let i = 0; i < payload.length; i++) if (payload[i] !== 1) this.#missing.push(indexes[i]!)
    }
  }
}

/** The other's fingerprints of all pieces of all ranges. */
async function askCells(
  { network, epochMin = 0, epochMax = Number.POSITIVE_INFINITY }: ComparePlace,
  peer: string,
  ranges: readonly RingRange[],
  pieces: number,
  signal: AbortSignal,
): Promise<Cells> {
  const rangesMax = Math.floor(CELLS_MAX / pieces)
  const answers: Cells[] = []
  for (let at = 0; at < ranges.length; at += rangesMax) {
    const some = ranges.slice(at, at + rangesMax)
    const options = { payload: encodeRanges(some), answerBytesMax: some.length * pieces * CELL_BYTES, signal }
    const { payload, epoch } = await network.call(peer, FINGERPRINT, { pieces }, options)
    if (epoch < epochMin || epoch > epochMax)
      throw new TritonError('WrongEpoch', `peer ${peer} knows epoch ${epoch}, not ${epochMin} to ${epochMax}`)
    answers.push(Cells.decode(payload, some.length * pieces))
  }
  return Cells.join(answers)
}
