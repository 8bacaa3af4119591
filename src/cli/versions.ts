import type { Command } from 'commander'
import { formatKey } from '../block/key.ts'
import type { Client } from '../client/client.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatMoment, formatSize } from './format.ts'
import { orNearest } from './nearest-name.ts'
import { recordJson } from './record-json.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'
import { parseWholeNumber } from './whole-number.ts'

interface VersionsFlags extends OverlayFlags {
  restore?: string
}

const COLUMNS: Column[] = [
  { head: 'VERSION', align: 'right' },
  { head: 'SIZE', align: 'right' },
  { head: 'MODIFIED' },
  { head: 'REPLACED' },
  { head: 'ROOT KEY' },
]

export function addVersions(program: Command, terminal: Terminal): void {
  const command = program.command('versions')
  command
    .description('show what a name meant before, for a day and at most 16 times, also of a deleted file')
    .argument('<name>', 'its name on the ring')
    .option('--restore <version>', 'have the name mean that version again, as a new one')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt versions letter.txt', 'tt versions letter.txt --restore 3')}
A root key reads a version as it was: tt cat --root KEY, tt download NAME --root KEY.\n`,
    )
    .action((name: string, flags: VersionsFlags) => versions(name, flags, terminal))
}

async function versions(name: string, flags: VersionsFlags, terminal: Terminal): Promise<void> {
  const wanted = flags.restore === undefined ? undefined : parseWholeNumber(flags.restore, '--restore')
  await withClient(terminal, flags, async (client) => {
    if (wanted !== undefined) return restore(client, name, wanted, flags, terminal)
    const record = await orNearest(client, name, () => client.versions(name))
    if (flags.json) await print(terminal, versionLines(record).map(toJson).join('\n'))
    else await printTable(terminal, COLUMNS, versionRows(record))
  })
}

async function restore(
  client: Client,
  name: string,
  version: number,
  flags: VersionsFlags,
  terminal: Terminal,
): Promise<void> {
  const record = await client.restore(name, version, { signal: terminal.signal })
  const text = `${escapeControl(name)} is as in version ${version} again, at version ${record.version}`
  await print(terminal, flags.json ? toJson({ ...recordJson(record), restored: version }) : text)
}

function versionLines({ version, size, mtime, root, encryptionKeyId, state, history }: FileRecord) {
  const now =
    state === RecordState.LIVE ? [{ version, size, mtime, replacedMs: undefined, root, encryptionKeyId }] : []
  return [...now, ...history].map((each) => ({
    version: each.version,
    size: each.size,
    mtime: new Date(each.mtime),
    replaced: each.replacedMs === undefined ? null : new Date(each.replacedMs),
    root: formatKey(each.root),
    encryptionKeyId: Buffer.from(each.encryptionKeyId).toString('hex') || null,
  }))
}

function versionRows(record: FileRecord): (string | number)[][] {
  const { version, mtime, state } = record
  const deleted = state === RecordState.LIVE ? [] : [[version, '', formatMoment(mtime), 'deleted', '']]
  const rows = versionLines(record).map(({ version, size, mtime, replaced, root }) => [
    version,
    formatSize(size),
    formatMoment(mtime.getTime()),
    replaced === null ? 'now' : formatMoment(replaced.getTime()),
    root,
  ])
  return [...deleted, ...rows]
}
