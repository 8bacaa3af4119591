import { randomBytes } from 'node:crypto'
import { type FileRecord, RecordState } from '../../src/wire/generated/tritonring.ts'

/** A record for tests; only what is given differs. */
export function recordOf(fields: Partial<FileRecord>): FileRecord {
  return {
    id: new Uint8Array(randomBytes(16)),
    owner: '',
    name: 'name',
    version: 1,
    size: 0,
    blockSize: 64,
    root: new Uint8Array(32),
    mtime: 0,
    state: RecordState.LIVE,
    epoch: 1,
    operation: new Uint8Array(randomBytes(16)),
    term: 1,
    grants: [],
    history: [],
    earlierOperations: [],
    tags: [],
    encryptionKeyId: new Uint8Array(0),
    ...fields,
  }
}
