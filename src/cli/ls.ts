import type { Command } from 'commander'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatMoment, formatSize } from './format.ts'
import { recordJson } from './record-json.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

/** Files shown at once: bounds memory however many there are. */
const ROWS_MAX = 1000

const COLUMNS: Column[] = [
  { head: 'NAME' },
  { head: 'SIZE', align: 'right', show: formatSize },
  { head: 'BLOCKS OF', align: 'right', show: formatSize },
  { head: 'VERSION', align: 'right' },
  { head: 'MODIFIED', show: formatMoment },
]

export function addLs(program: Command, terminal: Terminal): void {
  const command = program.command('ls')
  command.description('list files').argument('[prefix]', 'only names that begin so')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt ls', 'tt ls backups/', 'tt ls --json | jq .name')}
In a pipe: a line a file, tabs between name, size, block size, version, and milliseconds since 1970.\n`,
    )
    .action((prefix: string | undefined, flags: OverlayFlags) => ls(prefix, flags, terminal))
}

async function ls(prefix: string | undefined, flags: OverlayFlags, terminal: Terminal): Promise<void> {
  const { signal } = terminal
  await withClient(terminal, flags, async (client) => {
    let records: FileRecord[] = []
    for await (const record of client.list({ prefix: prefix ?? '', signal })) {
      signal.throwIfAborted()
      records.push(record)
      if (records.length < ROWS_MAX) continue
      await printRecords(records, flags, terminal)
      records = []
    }
    if (records.length > 0) await printRecords(records, flags, terminal)
  })
}

async function printRecords(
  records: readonly FileRecord[],
  flags: OverlayFlags,
  terminal: Terminal,
): Promise<void> {
  if (flags.json) {
    return print(terminal, records.map((record) => toJson(recordJson(record))).join('\n'))
  }
  const rows = records.map(({ name, size, blockSize, version, mtime }) => [
    name,
    size,
    blockSize,
    version,
    mtime,
  ])
  await printTable(terminal, COLUMNS, rows)
}
