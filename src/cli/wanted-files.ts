import type { Client } from '../client/client.ts'
import type { WantedFile } from '../client/download-files.ts'
import { isTritonError } from '../errors.ts'

/** What a literal part of a pattern ends at. */
const MAGIC = /[*?[\]{}()!+@\\]/

/** Which of an overlay's files a NAME means, where it means several. */
export type Selection = { folder: string } | { pattern: string }

/** Undefined for one file by its name, also one whose name looks like a pattern. */
export async function selectionOf(client: Client, name: string): Promise<Selection | undefined> {
  if (name.endsWith('/')) return { folder: name }
  if (!MAGIC.test(name)) return undefined
  const isFile = await client.stat(name).then(
    () => true,
    (error) => {
      if (isTritonError(error, 'NotFound')) return false
      throw error
    },
  )
  return isFile ? undefined : { pattern: name }
}

/**
 * The files of a selection: a folder's with their paths from it on, its own name too, as `cp -r` makes them; a pattern's with
 * their paths from the last folder on that the pattern names in full.
 */
export async function* wantedFiles(
  client: Client,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<WantedFile> {
  if ('folder' in selection) {
    const { folder: prefix } = selection
    const parent = prefix.lastIndexOf('/', prefix.length - 2) + 1
    for await (const record of client.list({ prefix, signal }))
      yield { record, path: record.name.slice(parent) }
    return
  }
  const { default: picomatch } = await import('picomatch')
  const { pattern } = selection
  const matches = picomatch(pattern, { dot: true })
  const prefix = pattern.slice(0, pattern.search(MAGIC))
  const from = prefix.lastIndexOf('/') + 1
  for await (const record of client.list({ prefix, signal }))
    if (matches(record.name)) yield { record, path: record.name.slice(from) }
}
