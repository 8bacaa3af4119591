import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TritonError } from '../errors.ts'
import { LOCAL_FILES_OPEN, RECORDS_PAGE_MAX } from '../limits.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { mapAtOnce } from './at-once.ts'
import { commitMany } from './commit-many.ts'
import { localError } from './destination.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { Lifetime } from './lifetime.ts'
import { listFiles } from './list-files.ts'
import { localFolder } from './local-folder.ts'
import type { OverlayClient } from './overlay-client.ts'
import { isEncrypted, type UploadFilesOptions, uploadFiles } from './upload-files.ts'

export interface SyncOptions extends Omit<UploadFilesOptions, 'force' | 'quick'> {
  /** Delete names below the prefix of which no file is there any more; not of encrypted files. */
  delete?: boolean | undefined
  /** Delete so from the whole ring: without it, `delete` needs a prefix. */
  everything?: boolean | undefined
  /** A name was deleted, or, in a dry run, would be; or could not be. */
  onDelete?: ((name: string, error?: unknown) => void) | undefined
}

/** What a sync came to, besides the files. */
export interface DeleteReport {
  deleted: number
  notDeleted: number
}

/**
 * Makes the names below `prefix` mean what the files in a folder are: files of another size or time than their record are
 * compared by content, and stored where that differs. Throws `BadRequest` for a prefix that is no folder, or that is none where
 * everything else would be deleted, `Local` where there
 * is no such folder here, so that a wrong path deletes nothing.
 */
export async function sync(
  overlay: OverlayClient,
  encryption: UserEncryption,
  directory: string,
  prefix: string,
  options: SyncOptions = {},
) {
  checkPrefix(prefix)
  if (options.delete && prefix === '' && !options.everything)
    throw new TritonError(
      'BadRequest',
      `could not sync with '': whatever is not in ${directory} would be deleted from the whole ring`,
      { hint: 'name a folder of the ring, as backup/; --everything means it, --dry-run lists it' },
    )
  await checkFolder(directory)
  const files = localFolder(directory, prefix)
  const report = await uploadFiles(overlay, encryption, files, { ...options, force: true, quick: true })
  const deletes: DeleteReport = { deleted: 0, notDeleted: 0 }
  if (options.delete) await removeGone(overlay, directory, prefix, options, deletes)
  return { ...report, ...deletes }
}

/** Throws `BadRequest` for what is neither a folder's name nor empty, which is the whole ring. */
export function checkPrefix(prefix: string): void {
  if (prefix === '' || (prefix.endsWith('/') && !prefix.startsWith('/'))) return
  throw new TritonError(
    'BadRequest',
    `could not sync with '${prefix}': a folder's name ends with a slash, and begins with none`,
  )
}

async function checkFolder(directory: string): Promise<void> {
  const action = `could not read ${directory}`
  const stats = await stat(directory).catch((cause) => {
    throw localError(action, cause)
  })
  if (!stats.isDirectory()) throw new TritonError('Local', `${action}: it is no folder`)
}

async function removeGone(
  overlay: OverlayClient,
  directory: string,
  prefix: string,
  options: SyncOptions,
  report: DeleteReport,
): Promise<void> {
  const lifetime = new Lifetime(options.signal)
  const { signal } = lifetime
  try {
    for await (const page of pages(listFiles(overlay, { prefix, signal }))) {
      const isGone = await mapAtOnce(page, LOCAL_FILES_OPEN, ({ name }) =>
        isMissing(join(directory, name.slice(prefix.length))),
      )
      await remove(
        overlay,
        // What is encrypted may have another name here than there.
        page.filter((record, index) => isGone[index] && !isEncrypted(record)),
        options,
        report,
        signal,
      )
    }
  } finally {
    lifetime.end()
  }
}

async function remove(
  overlay: OverlayClient,
  gone: readonly FileRecord[],
  { dryRun, onDelete }: SyncOptions,
  report: DeleteReport,
  signal: AbortSignal,
): Promise<void> {
  if (gone.length === 0) return
  // Who has changed the name since it was listed wants it to stay.
  const changes = gone.map(({ name, version }) => ({ name, delete: true, ifVersion: version }))
  const results = dryRun ? gone : await commitMany(overlay, changes, signal)
  for (const [index, result] of results.entries()) {
    const error = result instanceof TritonError ? result : undefined
    if (error === undefined) report.deleted++
    else report.notDeleted++
    onDelete?.(gone[index]!.name, error)
  }
}

/** Whether nothing has this path; false where that cannot be known. */
async function isMissing(path: string): Promise<boolean> {
  return lstat(path).then(
    () => false,
    ({ code }) => code === 'ENOENT' || code === 'ENOTDIR',
  )
}

async function* pages(records: AsyncIterable<FileRecord>): AsyncGenerator<FileRecord[]> {
  let page: FileRecord[] = []
  for await (const record of records) {
    page.push(record)
    if (page.length < RECORDS_PAGE_MAX) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
