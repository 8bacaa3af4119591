import { pipe } from 'it-pipe'
import type { BlockBatch } from '../block/batch.ts'
import { blockCount } from '../block/block-size.ts'
import { hashBlocks } from '../block/hash.ts'
import type { ManifestBuilder } from '../block/manifest.ts'
import { slabs } from '../block/split.ts'
import { TRANSFER_WINDOW_BYTES } from '../limits.ts'
import type { BlockWriter } from '../transfer/block-writer.ts'
import { slabBlocks } from '../transfer/slab-blocks.ts'
import { eachAtOnce } from './at-once.ts'
import { interruptible } from './interruptible.ts'
import type { Meter } from './meter.ts'
import type { OverlayClient } from './overlay-client.ts'

export interface PutPlan {
  source: AsyncIterable<Uint8Array>
  blockSize: number
  writer: BlockWriter
  /** Takes the keys. */
  manifest: ManifestBuilder
  meter: Meter
  signal: AbortSignal
}

/** What was put: bytes of the source, and full pages. */
export interface PutCounts {
  size: number
  pages: number
}

/** Puts the blocks of a source on the ring, and the pages that they complete; a bounded window of slabs is under way. */
export async function putBlocks(overlay: OverlayClient, plan: PutPlan): Promise<PutCounts> {
  const { blockSize, writer, manifest, meter, signal } = plan
  const counts = { size: 0, pages: 0 }
  const bytesOfSlab = blockSize * slabBlocks(blockSize, overlay.view().members.length)
  const put = async (batch: BlockBatch & { fileBytes: number }) => {
    const bytesThere = await writer.put(batch)
    if (batch.fileBytes > 0) meter.add(batch.fileBytes, bytesThere)
  }
  await pipe(
    interruptible(plan.source, signal),
    (source) => slabs(source, blockSize, bytesOfSlab),
    (cut) => batches(cut, blockSize, manifest, counts),
    (all) => eachAtOnce(all, Math.max(2, Math.ceil(TRANSFER_WINDOW_BYTES / bytesOfSlab)), put),
  )
  return counts
}

/** The batches to put: each slab's blocks, and the pages that its keys completed. */
async function* batches(
  cut: AsyncIterable<Uint8Array>,
  blockSize: number,
  manifest: ManifestBuilder,
  counts: PutCounts,
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

/** How many pages the batches are, the root counted as one. */
export function pagesOf(all: readonly BlockBatch[]): number {
  return all.reduce((sum, { bytes, blockSize }) => sum + blockCount(bytes.length, blockSize), 0)
}
