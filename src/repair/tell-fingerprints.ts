import { type Clock, pause } from '../clock.ts'
import { COMPARED_KEYS_MAX, KEY_BYTES } from '../limits.ts'
import type { RingRange } from '../ring/range.ts'
import type { Reply } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import type { FingerprintRequest, FingerprintResponse } from '../wire/generated/tritonring.ts'
import { Cells, decodeRanges, firstBehind, KeyWords, pieceStarts } from './fingerprint.ts'
import type { Pace } from './pace.ts'
import { type RangeScan, rangeScan } from './range-scan.ts'

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
  const scan = await rangeScan(store)
  let seen = 0
  let startMs = clock.now()
  for (const [index, range] of ranges.entries()) {
    const starts = pieceStarts(range, pieces)
    for await (const keys of pagesOf(scan, range)) {
      signal.throwIfAborted()
      addKeys(cells, index * pieces, range, starts, keys)
      seen += keys.length / KEY_BYTES
      if (seen < COMPARED_KEYS_MAX) continue
      await pause(clock, 0, signal)
      await pace.rest(clock.now() - startMs, signal)
      startMs = clock.now()
      seen = 0
    }
  }
  return { response: {}, payload: cells.encode() }
}

async function* pagesOf(scan: RangeScan, range: RingRange): AsyncGenerator<Uint8Array> {
  let after: Uint8Array | undefined
  do {
    const page = await scan(range, after)
    if (page.keys.length > 0) yield page.keys
    after = page.next
  } while (after !== undefined)
}

/** Takes keys in ring order into the cells of a range's pieces. */
function addKeys(
  cells: Cells,
  firstCell: number,
  range: RingRange,
  starts: readonly number[],
  keys: Uint8Array,
): void {
  const words = new KeyWords(keys)
  const count = keys.length / KEY_BYTES
  let start = 0
  for (let piece = 1; piece < starts.length && start < count; piece++) {
    const end = piece === starts.length - 1 ? count : firstBehind(range, keys, start, count, starts[piece]!)
    cells.add(firstCell + piece - 1, words, start, end)
    start = end
  }
}
