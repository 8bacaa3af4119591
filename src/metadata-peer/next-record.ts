import { randomBytes } from 'node:crypto'
import { TritonError } from '../errors.ts'
import { TAGS_MAX, VERSIONS_KEPT_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { printable } from '../names/file-name.ts'
import { historyAfter, keptVersions, operationsUpTo } from '../names/history.ts'
import { NO_CONTENT, tombstoneOfRename } from '../names/record.ts'
import {
  type CommitRequest,
  type FileRecord,
  type FileVersion,
  RecordState,
} from '../wire/generated/tritonring.ts'

/** What a commit is decided by. */
export interface CommitMoment {
  /** Whose the names are. */
  owner: string
  view: OverlayView
  /** Milliseconds since 1970. */
  nowMs: number
}

type Content = Pick<FileRecord, 'root' | 'size' | 'blockSize' | 'mtime' | 'encryptionKeyId'>

/**
 * What a name means, at `version`, when `request` has changed it. A file keeps its id and its tags through all of its
 * versions, over a tombstone too when it is brought back. Throws `NotFound` for a version that is not kept, `TooLarge`
 * for too many tags. `source`: the file that it becomes a copy of.
 */
export function nextRecord(
  request: CommitRequest,
  current: FileRecord | undefined,
  source: FileRecord | undefined,
  version: number,
  { owner, view, nowMs }: CommitMoment,
): FileRecord {
  const content = contentOf(request, current, source, nowMs)
  const goesOn = current !== undefined && (current.state === RecordState.LIVE || request.restore.length > 0)
  return {
    id: goesOn ? current.id : new Uint8Array(randomBytes(16)),
    owner,
    name: request.name,
    version,
    ...content,
    state: request.delete ? RecordState.DELETED : RecordState.LIVE,
    epoch: view.epoch,
    operation: request.operation,
    term: view.term,
    history: request.forget ? [] : historyAfter(current, content.root, nowMs),
    tags: tagsAfter(goesOn ? current.tags : [], request),
    grants: goesOn ? current.grants : [],
    earlierOperations: operationsUpTo(current),
    ...(current?.renamedFrom === undefined ? {} : { renamedFrom: current.renamedFrom }),
  }
}

/**
 * What two names mean when the file `source` has been renamed, at `version`, and its old name's tombstone has
 * `leftVersion`. Id, tags and history go with the file; what was under the new name joins the history.
 */
export function renamedRecords(
  request: CommitRequest,
  source: FileRecord,
  current: FileRecord | undefined,
  versions: { version: number; leftVersion: number },
  { view, nowMs }: CommitMoment,
): [FileRecord, FileRecord] {
  const history = [...keptVersions(source, nowMs), ...historyAfter(current, source.root, nowMs)]
    .sort((a, b) => b.replacedMs - a.replacedMs)
    .slice(0, VERSIONS_KEPT_MAX)
  const record = {
    ...source,
    name: request.name,
    version: versions.version,
    epoch: view.epoch,
    operation: request.operation,
    term: view.term,
    history,
    earlierOperations: operationsUpTo(current),
    renamedFrom: {
      name: source.name,
      version: versions.leftVersion,
      earlierOperations: operationsUpTo(source),
    },
  }
  return [record, tombstoneOfRename(record)!]
}

function contentOf(
  request: CommitRequest,
  current: FileRecord | undefined,
  copied: FileRecord | undefined,
  nowMs: number,
): Content {
  if (request.delete) return { ...NO_CONTENT, mtime: nowMs }
  const source = request.keep ? current! : (copied ?? request)
  const { root, size, blockSize, mtime, encryptionKeyId } =
    request.restore.length > 0 ? keptVersion(request, current, nowMs) : source
  return { root, size, blockSize, mtime, encryptionKeyId }
}

function keptVersion(
  { name, restore }: CommitRequest,
  current: FileRecord | undefined,
  nowMs: number,
): FileVersion {
  const kept = current === undefined ? [] : keptVersions(current, nowMs)
  const found = kept.find(({ root }) => Buffer.compare(root, restore) === 0)
  if (found !== undefined) return found
  throw new TritonError('NotFound', `that version of '${printable(name)}' is not kept any more`, {
    hint: 'tt versions lists those that are',
  })
}

function tagsAfter(tags: readonly string[], { name, addTags, removeTags }: CommitRequest): string[] {
  const after = new Set([...tags, ...addTags])
  for (const tag of removeTags) after.delete(tag)
  if (after.size <= TAGS_MAX) return [...after].sort()
  throw new TritonError(
    'TooLarge',
    `could not tag '${printable(name)}': it would have ${after.size} tags, at most ${TAGS_MAX} are allowed`,
  )
}
