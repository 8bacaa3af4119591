import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import type { FolderEntry } from '../client/list-folder.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatMoment, formatSize } from './format.ts'
import { recordJson } from './record-json.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

interface LsFlags extends OverlayFlags {
  long?: true
  recursive?: true
}

/** Entries shown at once: bounds memory however many there are. */
const ROWS_MAX = 1000

const ifKnown = (show: (value: number) => string) => (value: number | string) =>
  typeof value === 'number' ? show(value) : value

const COLUMNS: Column[] = [
  { head: 'NAME' },
  { head: 'SIZE', align: 'right', show: ifKnown(formatSize) },
  { head: 'BLOCKS OF', align: 'right', show: ifKnown(formatSize) },
  { head: 'VERSION', align: 'right' },
  { head: 'MODIFIED', show: ifKnown(formatMoment) },
]

export function addLs(program: Command, terminal: Terminal): void {
  const command = program.command('ls')
  command
    .description('list files, and folders by the slashes in names')
    .argument('[prefix]', 'only names that begin so: photos/ is what the folder holds')
    .option('-l, --long', 'size, block size, version and time too')
    .option('-r, --recursive', 'all files, also those in folders')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt ls', 'tt ls backups/ --long', 'tt ls --recursive --json | jq .name')}
In a pipe: an entry a line; with --long tabs between name, size, block size, version, and milliseconds since 1970.\n`,
    )
    .action((prefix: string | undefined, flags: LsFlags) => ls(prefix ?? '', flags, terminal))
}

async function ls(prefix: string, flags: LsFlags, terminal: Terminal): Promise<void> {
  const { signal } = terminal
  await withClient(terminal, flags, async (client) => {
    let entries: FolderEntry[] = []
    let listed = false
    for await (const entry of entriesOf(client, prefix, flags, signal)) {
      signal.throwIfAborted()
      entries.push(entry)
      if (entries.length < ROWS_MAX) continue
      await printEntries(entries, flags, terminal)
      listed = true
      entries = []
    }
    if (entries.length > 0) await printEntries(entries, flags, terminal)
    else if (!listed && prefix !== '') throw noneBegins(prefix)
  })
}

function noneBegins(prefix: string): TritonError {
  return new TritonError('NotFound', `there is no file whose name begins with '${prefix}'`)
}

async function* entriesOf(
  client: Client,
  prefix: string,
  flags: LsFlags,
  signal: AbortSignal,
): AsyncGenerator<FolderEntry> {
  if (!flags.recursive) return yield* client.listFolder({ prefix, signal })
  for await (const record of client.list({ prefix, signal })) yield { record }
}

/** Prints entries as a list of names, a table (`long`), or lines of JSON. */
export async function printEntries(
  entries: readonly FolderEntry[],
  flags: { json?: true; long?: true },
  terminal: Terminal,
): Promise<void> {
  if (flags.json) return print(terminal, entries.map((entry) => toJson(entryJson(entry))).join('\n'))
  if (!flags.long) return print(terminal, entries.map((entry) => escapeControl(nameOf(entry))).join('\n'))
  await printTable(terminal, COLUMNS, entries.map(rowOf))
}

function entryJson(entry: FolderEntry) {
  return 'folder' in entry ? { folder: entry.folder } : recordJson(entry.record)
}

function nameOf(entry: FolderEntry): string {
  return 'folder' in entry ? entry.folder : entry.record.name
}

function rowOf(entry: FolderEntry): (string | number)[] {
  if ('folder' in entry) return [entry.folder, '', '', '', '']
  const { name, size, blockSize, version, mtime } = entry.record
  return [name, size, blockSize, version, mtime]
}
