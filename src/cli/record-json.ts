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
    mtime: new Date(record.mtime).toISOString(),
    id: Buffer.from(record.id).toString('hex'),
    epoch: record.epoch,
  }
}
