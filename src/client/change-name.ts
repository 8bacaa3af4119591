import { TritonError } from '../errors.ts'
import { checkFileName, printable } from '../names/file-name.ts'
import { type FileRecord, type FileVersion, RecordState } from '../wire/generated/tritonring.ts'
import { STAT } from '../wire/metadata.ts'
import { commit } from './commit.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { ChangeOptions, RemoveOptions, ReplaceOptions } from './transfer-options.ts'

/** Deletes a file. It can be had back for VERSIONS_KEPT_MS, unless it is to be forgotten. Throws `NotFound`, `Conflict`. */
export function removeFile(
  overlay: OverlayClient,
  name: string,
  { ifVersion, forget = false, signal }: RemoveOptions,
): Promise<FileRecord> {
  checkFileName(name)
  const at = ifVersion === undefined ? { any: true } : { ifVersion }
  return commit(overlay, { name, delete: true, forget, ...at }, signal)
}

/**
 * Gives a file another name; its id, tags and earlier versions go along. Nobody sees it under both names, or none. Throws
 * `Exists` when the name is taken and `force` is not said, `NotFound`, `Conflict` where the file has not `ifVersion`.
 */
export function renameFile(
  overlay: OverlayClient,
  from: string,
  to: string,
  { force = false, ifVersion = 0, signal }: ReplaceOptions,
): Promise<FileRecord> {
  checkFileName(from)
  checkFileName(to)
  return commit(overlay, { name: to, rename: from, renameIfVersion: ifVersion, any: force }, signal)
}

/** Stores what a file is now under another name too; no block moves. Throws as `renameFile` does. */
export function copyFile(
  overlay: OverlayClient,
  from: string,
  to: string,
  { force = false, ifVersion = 0, signal }: ReplaceOptions,
): Promise<FileRecord> {
  checkFileName(from)
  checkFileName(to)
  if (from === to)
    throw new TritonError('BadRequest', `could not copy '${printable(from)}': that is its name already`)
  const source = { rename: from, renameIfVersion: ifVersion, copy: true }
  return commit(overlay, { name: to, any: force, ...source }, signal)
}

/** Puts tags on a file and takes others off it; where that changes nothing, no version is made. Throws `NotFound`, `BadRequest`, `TooLarge` over 16 of them. */
export async function tagFile(
  overlay: OverlayClient,
  name: string,
  { add = [], remove = [] }: { add?: string[]; remove?: string[] },
  { ifVersion, signal }: ChangeOptions,
): Promise<FileRecord> {
  checkFileName(name)
  if (ifVersion === undefined) {
    const { record } = (await overlay.ask(STAT, { name })).response
    if (record !== undefined && !changesTags(record.tags, add, remove))
      return { ...(record as FileRecord), name }
  }
  const at = ifVersion === undefined ? { any: true } : { ifVersion }
  return commit(overlay, { name, keep: true, addTags: add, removeTags: remove, ...at }, signal)
}

function changesTags(tags: readonly string[], add: readonly string[], remove: readonly string[]): boolean {
  return (
    add.some((tag) => !tags.includes(tag) && !remove.includes(tag)) ||
    remove.some((tag) => tags.includes(tag))
  )
}

/** What a name means now, be it that it was deleted, and in `history` what it meant before. Throws `NotFound`. */
export async function versionsOf(overlay: OverlayClient, name: string): Promise<FileRecord> {
  checkFileName(name)
  const { response } = await overlay.ask(STAT, { name, deleted: true })
  return { ...(response.record as FileRecord), name }
}

/** Has a name mean an earlier version again, as a new one. Throws `NotFound` where that is not kept. */
export async function restoreVersion(
  overlay: OverlayClient,
  name: string,
  version: number,
  { signal }: ChangeOptions,
): Promise<FileRecord> {
  const record = await versionsOf(overlay, name)
  const found = record.history.find((each) => each.version === version)
  if (found === undefined) throw notKept(record, version)
  return restore(overlay, { ...record, name }, found, signal)
}

/** Brings a deleted file back as it was. Throws `Exists` where there is one, `NotFound` where it is not kept any more. */
export async function undeleteFile(
  overlay: OverlayClient,
  name: string,
  { signal }: ChangeOptions,
): Promise<FileRecord> {
  const record = await versionsOf(overlay, name)
  if (record.state === RecordState.LIVE)
    throw new TritonError('Exists', `'${printable(name)}' is not deleted, but at version ${record.version}`)
  const [last] = record.history
  if (last === undefined)
    throw new TritonError('NotFound', `nothing is kept of '${printable(name)}'`, {
      hint: 'deleted files are kept for a day; one that was renamed is under its new name',
    })
  return restore(overlay, { ...record, name }, last, signal)
}

/** At the version that was looked at, so that nobody's change is written over unseen. */
function restore(
  overlay: OverlayClient,
  { name, state, version }: FileRecord,
  { root }: FileVersion,
  signal: AbortSignal | undefined,
): Promise<FileRecord> {
  const ifVersion = state === RecordState.LIVE ? version : 0
  return commit(overlay, { name, restore: root, ifVersion }, signal)
}

function notKept({ name, history }: FileRecord, version: number): TritonError {
  const kept = history.map((each) => each.version).join(', ')
  return new TritonError('NotFound', `version ${version} of '${printable(name)}' is not kept`, {
    hint: kept === '' ? 'no earlier version is' : `these are: ${kept}`,
  })
}
