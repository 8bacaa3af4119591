import parallel from 'it-parallel'
import { pipe } from 'it-pipe'
import { concat } from 'uint8arrays/concat'
import { blockCount } from '../block/block-size.ts'
import type { KeyRun } from '../block/read-keys.ts'
import type { Root } from '../block/root.ts'
import { TritonError } from '../errors.ts'
import {
  BATCH_BLOCKS_MAX,
  FRAME_PAYLOAD_MAX,
  KEY_BYTES,
  SLAB_BYTES,
  TRANSFER_SLAB_BYTES_MAX,
  TRANSFER_WINDOW_BYTES,
} from '../limits.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readManifest } from '../transfer/read-manifest.ts'
import { Meter } from './meter.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { Progress } from './report.ts'

/** The bytes of the file under `root` from its block `from` on, verified, in order; a bounded window of them is read ahead. */
export async function* download(
  overlay: OverlayClient,
  reader: BlockReader,
  root: Root,
  signal: AbortSignal,
  onProgress: ((progress: Progress) => void) | undefined,
  from = 0,
): AsyncGenerator<Uint8Array> {
  const meter = new Meter(overlay.network.clock, root.size, onProgress)
  const keysOfSlab = slabKeys(overlay, root.blockSize)
  const window = Math.max(2, Math.ceil(TRANSFER_WINDOW_BYTES / (keysOfSlab * root.blockSize)))
  let read = from * root.blockSize
  meter.add(read)

  const verified = pipe(
    readManifest(reader, root, signal, { from }),
    (runs) => regroup(runs, keysOfSlab, from),
    (groups) => reads(groups, reader, root, signal),
    (jobs) => parallel(jobs, { concurrency: window, ordered: true }),
  )
  for await (const bytes of verified) {
    read += bytes.length
    meter.add(bytes.length)
    yield bytes
  }
  if (read !== root.size)
    throw new TritonError('Corrupt', `the file has ${root.size} bytes, but ${read} were read`)
  meter.finish()
}

/** Blocks read together: enough that each peer's share fills a frame, one when blocks are large. */
function slabKeys(overlay: OverlayClient, blockSize: number): number {
  if (blockSize >= FRAME_PAYLOAD_MAX / 2) return 1
  const wanted = Math.min(
    TRANSFER_SLAB_BYTES_MAX,
    (SLAB_BYTES / 3) * Math.max(3, overlay.view().members.length),
  )
  return Math.max(1, Math.min(BATCH_BLOCKS_MAX, Math.floor(wanted / blockSize)))
}

/** Runs of keys cut and joined to runs of `count`, but for the last. */
async function* regroup(runs: AsyncIterable<KeyRun>, count: number, from: number): AsyncGenerator<KeyRun> {
  let first = from
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

async function* reads(
  groups: AsyncIterable<KeyRun>,
  reader: BlockReader,
  root: Root,
  signal: AbortSignal,
): AsyncGenerator<() => Promise<Uint8Array>> {
  const count = blockCount(root.size, root.blockSize)
  for await (const { first, keys } of groups) {
    const end = first + keys.length / KEY_BYTES
    const length = (end === count ? root.size : end * root.blockSize) - first * root.blockSize
    yield () => reader.read(keys, keys.length === KEY_BYTES ? length : root.blockSize, length, signal)
  }
}
