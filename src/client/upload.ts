import { blockCount } from '../block/block-size.ts'
import { formatKey } from '../block/key.ts'
import { ManifestBuilder } from '../block/manifest.ts'
import { TritonError } from '../errors.ts'
import { SEALED_RECORD_BYTES } from '../limits.ts'
import { printable } from '../names/file-name.ts'
import { BlockWriter } from '../transfer/block-writer.ts'
import { commit } from './commit.ts'
import type { FileSealing } from './encryption/root-seal.ts'
import { contentSize, sealedSize, sealRecords } from './encryption/sealed-records.ts'
import { Meter } from './meter.ts'
import type { OverlayClient } from './overlay-client.ts'
import { pagesOf, putBlocks } from './put-blocks.ts'
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
  /** The version that the name must have, where `force` is not said; 0: there must be no such file. */
  ifVersion: number
  /** The version that the name gets at least. */
  leastVersion: number
  /** What the root's key must be, where that is known before. */
  root: Uint8Array | undefined
  /** How it is encrypted, if it is. */
  sealing?: (FileSealing & { keyId: string }) | undefined
  signal: AbortSignal
  onProgress: ((progress: Progress) => void) | undefined
}

/** Puts a file's blocks and its manifest on the ring, then commits its name: nothing is visible before. */
export async function upload(overlay: OverlayClient, plan: UploadPlan): Promise<UploadReport> {
  const { clock } = overlay.network
  const startMs = clock.now()
  await overlay.presentView()
  const writer = new BlockWriter(overlay, plan.signal)
  const manifest = new ManifestBuilder(plan.blockSize)
  const { sealing } = plan
  const total = sealing === undefined || plan.total === undefined ? plan.total : sealedSize(plan.total)
  const meter = new Meter(clock, total, plan.onProgress)

  const source = sealing === undefined ? plan.source : sealRecords(plan.source, sealing.keys)
  const counts = await putBlocks(overlay, { ...plan, source, writer, manifest, meter })
  const { rootKey, batches } = manifest.finish(counts.size, sealing?.seal)
  checkRoot(plan.name, rootKey, plan.root)
  await Promise.all(batches.map((batch) => writer.put(batch)))
  const { name, blockSize, mtime, force: any, ifVersion, leastVersion } = plan
  const root = rootKey as Uint8Array<ArrayBuffer>
  const { generation } = writer
  const size = sealing === undefined ? counts.size : contentSize(counts.size, SEALED_RECORD_BYTES)
  const encryptionKeyId = new Uint8Array(Buffer.from(sealing?.keyId ?? '', 'hex'))
  const content = { root, size, blockSize, mtime, encryptionKeyId, generation }
  const record = await commit(overlay, { name, any, ifVersion, leastVersion, ...content }, plan.signal)
  meter.finish()

  return {
    record,
    size,
    blocks: blockCount(counts.size, plan.blockSize),
    pages: counts.pages + pagesOf(batches),
    bytesDeduplicated: meter.bytesDeduplicated,
    ...writer.counts,
    elapsedMs: clock.now() - startMs,
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
