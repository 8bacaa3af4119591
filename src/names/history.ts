import { EARLIER_OPERATIONS_MAX, VERSIONS_KEPT_MAX, VERSIONS_KEPT_MS } from '../limits.ts'
import {
  type EarlierOperation,
  type FileRecord,
  type FileVersion,
  RecordState,
} from '../wire/generated/tritonring.ts'

/** What a name meant before and may be had back at `nowMs` (milliseconds since 1970), newest first. */
export function keptVersions(record: FileRecord, nowMs: number): FileVersion[] {
  return record.history.filter(({ replacedMs }) => nowMs - replacedMs < VERSIONS_KEPT_MS)
}

/**
 * The history of a record with the root `root` that replaces `current` at `nowMs`. What was live goes to its head, unless
 * it goes on; what is older than VERSIONS_KEPT_MS, or beyond VERSIONS_KEPT_MAX, falls off.
 */
export function historyAfter(
  current: FileRecord | undefined,
  root: Uint8Array,
  nowMs: number,
): FileVersion[] {
  if (current === undefined) return []
  const kept = keptVersions(current, nowMs)
  const goesOn = current.state !== RecordState.LIVE || Buffer.compare(current.root, root) === 0
  return (goesOn ? kept : [versionOf(current, nowMs), ...kept]).slice(0, VERSIONS_KEPT_MAX)
}

/** A live record as an earlier version that was replaced at `replacedMs`. */
export function versionOf(record: FileRecord, replacedMs: number): FileVersion {
  const { version, root, size, blockSize, mtime, operation, encryptionKeyId } = record
  return { version, root, size, blockSize, mtime, replacedMs, operation, encryptionKeyId }
}

/** The operations that a record tells of when it replaces `current`: who asks for one of them again has had it. */
export function operationsUpTo(current: FileRecord | undefined): EarlierOperation[] {
  if (current === undefined) return []
  const { operation, version, state, earlierOperations } = current
  return [{ operation, version, state }, ...earlierOperations].slice(0, EARLIER_OPERATIONS_MAX)
}
