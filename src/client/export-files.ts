import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TritonError } from '../errors.ts'
import type { Client } from './client.ts'
import { localError } from './destination.ts'
import { type ExportedFile, exportedFile, FILES_DIRECTORY, IndexWriter } from './export-index.ts'

export interface ExportOptions {
  /** Only names that begin with this. */
  prefix?: string | undefined
  signal?: AbortSignal | undefined
  onFile?: ((file: ExportedFile) => void) | undefined
}

/** What an export or import came to. */
export interface MoveReport {
  files: number
  bytes: number
  /** Files that were there already, with the same content. */
  unchanged: number
}

/**
 * Writes all files of a namespace, each as it was when it was listed, with their records into an empty directory,
 * which is made where it is not there. Throws `Exists` where it is not empty.
 */
export async function exportFiles(
  client: Client,
  directory: string,
  options: ExportOptions = {},
): Promise<MoveReport> {
  const { prefix = '', signal, onFile } = options
  const files = join(directory, FILES_DIRECTORY)
  await makeEmpty(directory, files)
  const index = await IndexWriter.open(directory)
  const report: MoveReport = { files: 0, bytes: 0, unchanged: 0 }
  try {
    for await (const record of client.list({ prefix, ...(signal === undefined ? {} : { signal }) })) {
      const exported = exportedFile(record, report.files + 1)
      await client.download({ root: record.root }, { directory: files, as: exported.file, signal })
      await index.add(exported)
      report.files++
      report.bytes += record.size
      onFile?.(exported)
    }
    await index.commit()
    return report
  } catch (error) {
    await index.discard()
    throw error
  }
}

async function makeEmpty(directory: string, files: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true })
    const there = await readdir(directory)
    if (there.length > 0) {
      throw new TritonError('Exists', `could not export into ${directory}: it is not empty`, {
        hint: 'name an empty directory, or a new one',
      })
    }
    await mkdir(files)
  } catch (cause) {
    throw localError(`could not write into ${directory}`, cause)
  }
}
