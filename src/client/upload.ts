import parallel from 'it-parallel'
import { pipe } from 'it-pipe'
import type { BlockBatch } from '../block/batch.ts'
import { blockCount } from '../block/block-size.ts'
import { hashBlocks } from '../block/hash.ts'
import { formatKey } from '../block/key.ts'
import { ManifestBuilder } from '../block/manifest.ts'
import { slabSize, slabs } from '../block/split.ts'
import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, SLAB_BYTES, TRANSFER_SLAB_BYTES_MAX, TRANSFER_WINDOW_BYTES } from '../limits.ts'
import { printable } from '../names/file-name.ts'
import { BlockWriter } from '../transfer/block-writer.ts'
import { commit } from './commit.ts'
import { interruptible } from './interruptible.ts'
import { Meter } from './meter.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { Progress, UploadReport } from './report.ts'

export interface UploadPlan {
  source: AsyncIterable<Uint8Array>
  name: string
  blockSize: number
  /** Bytes of the source, where known: for progress alone. */
  total: number | undefined
  /** Milliseconds since 1970. */
  mtime: number
  /** Replace whatever has the name. */
  force: boolean
  /** The version that the name gets at least. */
  leastVersion: number
  /** What the root's key must be, where that is known before. */
  root: Uint8Array | undefined
  signal: AbortSignal
  onProgress: ((progress: Progress) => void) | undefined
}

/** Puts a file's blocks and its manifest on the ring, then commits its name: nothing is visible before. */
export async function upload(overlay: OverlayClient, plan: UploadPlan): Promise<UploadReport> {
  const { clock } = overlay.network
  const startMs = clock.now()
  const writer = new BlockWriter(overlay, plan.signal)
  const manifest = new ManifestBuilder(plan.blockSize)
  const meter = new Meter(clock, plan.total, plan.onProgress)
  const counts = { size: 0, pages: 0 }
  const bytesOfSlab = slabBytes(overlay, plan.blockSize)

  await pipe(
    interruptible(plan.source, plan.signal),
    (source) => slabs(source, plan.blockSize, bytesOfSlab),
    (cut) => batches(cut, plan.blockSize, manifest, counts),
    (all) => puts(all, writer, meter),
    (jobs) => parallel(jobs, { concurrency: Math.max(2, Math.ceil(TRANSFER_WINDOW_BYTES / bytesOfSlab)) }),
    drain,
  )
  const { rootKey, batches: last } = manifest.finish(counts.size)
  checkRoot(plan.name, rootKey, plan.root)
  for (const batch of last) await writer.put(batch)
  const { name, blockSize, mtime, force: any, leastVersion } = plan
  const root = rootKey as Uint8Array<ArrayBuffer>
  const { generation } = writer
  const change = { name, any, root, size: counts.size, blockSize, mtime, leastVersion, generation }
  const record = await commit(overlay, change, plan.signal)
  meter.finish()

  return {
    record,
    size: counts.size,
    blocks: blockCount(counts.size, plan.blockSize),
    pages: counts.pages + pagesOf(last),
    bytesDeduplicated: meter.bytesDeduplicated,
    ...writer.counts,
    elapsedMs: clock.now() - startMs,
  }
}

/** As much that each peer's share fills a frame, and no more blocks than one request may hold. */
function slabBytes(overlay: OverlayClient, blockSize: number): number {
  const wanted = Math.min(
    TRANSFER_SLAB_BYTES_MAX,
    (SLAB_BYTES / 3) * Math.max(3, overlay.view().members.length),
  )
  return slabSize(blockSize, Math.min(wanted, BATCH_BLOCKS_MAX * blockSize))
}

/** The batches to put: each slab's blocks, and the pages that its keys completed. */
async function* batches(
  cut: AsyncIterable<Uint8Array>,
  blockSize: number,
  manifest: ManifestBuilder,
  counts: { size: number; pages: number },
): AsyncGenerator<BlockBatch & { fileBytes: number }> {
  for await (const bytes of cut) {
    counts.size += bytes.length
    const keys = hashBlocks(bytes, blockSize)
    yield { keys, bytes, blockSize, fileBytes: bytes.length }
    const pages = manifest.push(keys)
    counts.pages += pagesOf(pages)
    for (const batch of pages) yield { ...batch, fileBytes: 0 }
  }
}

function pagesOf(all: readonly BlockBatch[]): number {
  return all.reduce((sum, { bytes, blockSize }) => sum + blockCount(bytes.length, blockSize), 0)
}

async function* puts(
  all: AsyncIterable<BlockBatch & { fileBytes: number }>,
  writer: BlockWriter,
  meter: Meter,
): AsyncGenerator<() => Promise<void>> {
  for await (const batch of all) {
    yield async () => {
      const bytesThere = await writer.put(batch)
      if (batch.fileBytes > 0) meter.add(batch.fileBytes, bytesThere)
    }
  }
}

/** Throws `Corrupt` unless the root's key is the one needed. */
function checkRoot(name: string, root: Uint8Array, needed: Uint8Array | undefined): void {
  if (needed === undefined || Buffer.compare(root, needed) === 0) return
  throw new TritonError(
    'Corrupt',
    `could not store '${printable(name)}': its bytes have the root ${formatKey(root)}, not ${formatKey(needed)}`,
    { hint: 'the file was changed or damaged since it was exported' },
  )
}

async function drain(results: AsyncIterable<void>): Promise<void> {
  for await (const _ of results);
}
