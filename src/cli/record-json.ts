import { formatKey } from '../block/key.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'

/** A name record as `--json` prints it. */
export function recordJson(record: FileRecord) {
  return {
    name: record.name,
    size: record.size,
    blockSize: record.blockSize,
    version: record.version,
    root: formatKey(record.root),
    mtime: isoMoment(record.mtime),
    id: Buffer.from(record.id).toString('hex'),
    epoch: record.epoch,
    encryptionKeyId: Buffer.from(record.encryptionKeyId).toString('hex') || null,
    tags: record.tags,
  }
}

/** Null for a moment that no calendar has: peers may say any number. */
function isoMoment(ms: number): string | null {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
