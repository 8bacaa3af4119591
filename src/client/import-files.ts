import { join } from 'node:path'
import { isTritonError } from '../errors.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { Client } from './client.ts'
import type { MoveReport } from './export-files.ts'
import { type ExportedFile, FILES_DIRECTORY, readIndex } from './export-index.ts'

export interface ImportOptions {
  /** Replace files that have the names. */
  force?: boolean | undefined
  signal?: AbortSignal | undefined
  onFile?: ((file: ExportedFile, record: FileRecord) => void) | undefined
}

/**
 * Stores all files of an export under their names, with their block sizes and times, at their versions or higher.
 * Those that are there with the same content are passed over, so an import that was broken off can be repeated.
 * Throws `Exists` for a name that means something else unless `force` is said, `Corrupt` when a file of the export is
 * not what it was.
 */
export async function importFiles(
  client: Client,
  directory: string,
  options: ImportOptions = {},
): Promise<MoveReport> {
  const { signal, onFile } = options
  const report: MoveReport = { files: 0, bytes: 0, unchanged: 0 }
  for await (const file of readIndex(directory)) {
    signal?.throwIfAborted()
    const there = await recordOf(client, file.name)
    if (there !== undefined && Buffer.compare(there.root, file.root) === 0) report.unchanged++
    else {
      const record = await importOne(client, directory, file, options)
      onFile?.(file, record)
    }
    report.files++
    report.bytes += file.size
  }
  return report
}

async function importOne(
  client: Client,
  directory: string,
  file: ExportedFile,
  { force, signal }: ImportOptions,
): Promise<FileRecord> {
  const { name, blockSize, mtime, version, root } = file
  const path = join(directory, FILES_DIRECTORY, file.file)
  // Another key, or a salt of its own, gives an encrypted file another root.
  const encrypt = file.encryptionKeyId !== undefined
  const options = {
    name,
    blockSize,
    mtime,
    force,
    leastVersion: version,
    root: encrypt ? undefined : root,
    signal,
    encrypt,
  }
  const { record } = await client.upload(path, options)
  return record
}

async function recordOf(client: Client, name: string): Promise<FileRecord | undefined> {
  return client.stat(name).catch((error) => {
    if (isTritonError(error, 'NotFound')) return undefined
    throw error
  })
}
