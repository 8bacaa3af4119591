import { pipe } from 'it-pipe'
import { concat } from 'uint8arrays/concat'
import { blockCount } from '../block/block-size.ts'
import { readAhead } from '../block/read-ahead.ts'
import type { KeyRun } from '../block/read-keys.ts'
import type { Root } from '../block/root.ts'
import { TritonError } from '../errors.ts'
import { FRAME_PAYLOAD_MAX, KEY_BYTES, PAGE_KEYS, PREFETCH_PAGES, TRANSFER_WINDOW_BYTES } from '../limits.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readManifest } from '../transfer/read-manifest.ts'
import { slabBlocks } from '../transfer/slab-blocks.ts'
import { Meter } from './meter.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { Progress } from './report.ts'

/** Bytes `from` to `to` of a file. */
export interface ByteRange {
  from: number
  to: number
}

/** The bytes of the file under `root`, verified, in order, or a range of them; a bounded window of them is read ahead. */
export async function* download(
  overlay: OverlayClient,
  reader: BlockReader,
  root: Root,
  signal: AbortSignal,
  onProgress: ((progress: Progress) => void) | undefined,
  { from, to }: ByteRange = { from: 0, to: root.size },
): AsyncGenerator<Uint8Array> {
  const meter = new Meter(overlay.network.clock, to - from, onProgress)
  const blocks = { from: Math.floor(from / root.blockSize), to: blockCount(to, root.blockSize) }
  let at = blocks.from * root.blockSize
  const keysOfSlab = slabKeys(overlay, root.blockSize)
  const window = Math.max(2, Math.ceil(TRANSFER_WINDOW_BYTES / (keysOfSlab * root.blockSize)))
  const prefetch = Math.max(PREFETCH_PAGES, Math.ceil(keysOfSlab / PAGE_KEYS))
  let read = 0

  const verified = pipe(
    readManifest(reader, root, signal, { ...(from < to ? blocks : { from: 0, to: 0 }), prefetch }),
    (runs) => regroup(runs, keysOfSlab, blocks.from),
    (groups) => readAhead(groups, window, (run) => readRun(reader, root, run, signal)),
  )
  for await (const slab of verified) {
    const bytes = slab.subarray(Math.max(0, from - at), to - at)
    at += slab.length
    read += bytes.length
    meter.add(bytes.length)
    yield bytes
  }
  if (read !== to - from)
    throw new TritonError('Corrupt', `${to - from} bytes of the file were wanted, but ${read} were read`)
  meter.finish()
}

/** Blocks read together: one when blocks are large. */
function slabKeys(overlay: OverlayClient, blockSize: number): number {
  return blockSize >= FRAME_PAYLOAD_MAX / 2 ? 1 : slabBlocks(blockSize, overlay.view().members.length)
}

/** Runs of keys from number `first` on, cut and joined to runs of `count`, but for the last. */
async function* regroup(runs: AsyncIterable<KeyRun>, count: number, first: number): AsyncGenerator<KeyRun> {
  let held: Uint8Array[] = []
  let heldKeys = 0
  for await (const run of runs) {
    for (let at = 0; at < run.keys.length; ) {
      const taken = run.keys.subarray(at, at + (count - heldKeys) * KEY_BYTES)
      at += taken.length
      held.push(taken)
      heldKeys += taken.length / KEY_BYTES
      if (heldKeys < count) continue
      yield { first, keys: held.length === 1 ? held[0]! : concat(held) }
      first += heldKeys
      held = []
      heldKeys = 0
    }
  }
  if (heldKeys > 0) yield { first, keys: concat(held) }
}

function readRun(
  reader: BlockReader,
  { size, blockSize }: Root,
  { first, keys }: KeyRun,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const end = first + keys.length / KEY_BYTES
  const length = (end === blockCount(size, blockSize) ? size : end * blockSize) - first * blockSize
  return reader.read(keys, keys.length === KEY_BYTES ? length : blockSize, length, signal)
}
