import type { Command } from 'commander'
import { blockCount } from '../block/block-size.ts'
import { formatKey } from '../block/key.ts'
import type { Client } from '../client/client.ts'
import { sealedSize } from '../client/encryption/sealed-records.ts'
import type { BlockLocation } from '../client/report.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatCount, formatMoment, formatSize, shortId } from './format.ts'
import { orNearest } from './nearest-name.ts'
import { recordJson } from './record-json.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

interface StatFlags extends OverlayFlags {
  blocks?: true
}

/** Blocks shown at once: bounds memory however many there are. */
const ROWS_MAX = 1000

const COLUMNS: Column[] = [
  { head: 'BLOCK', align: 'right' },
  { head: 'KEY' },
  { head: 'OWNERS', show: (owners: string) => owners.split(',').map(shortId).join('  ') },
]

export function addStat(program: Command, terminal: Terminal): void {
  const command = program.command('stat')
  command
    .description('show what is known of a file')
    .argument('<name>', 'its name on the ring')
    .option('--blocks', "also every block's key and the peers that keep it")
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt stat photo.jpg', 'tt stat photo.jpg --blocks', 'tt stat photo.jpg --json --blocks')}
With --json --blocks the first line is the file, every further one a block.\n`,
    )
    .action((name: string, flags: StatFlags) => stat(name, flags, terminal))
}

async function stat(name: string, flags: StatFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const record = await orNearest(client, name, () => client.stat(name))
    await print(
      terminal,
      flags.json
        ? toJson({ ...recordJson(record), versionsKept: record.history.length })
        : describeRecord(record),
    )
    if (flags.blocks) await printBlocks(client, record, flags.json === true, terminal)
  })
}

function describeRecord(record: FileRecord): string {
  const { name, size, blockSize, version, root, mtime, encryptionKeyId: keyId, id, tags, history } = record
  const blocks = counted(blockCount(keyId.length === 0 ? size : sealedSize(size), blockSize), 'block')
  const lines = [
    ['name', escapeControl(name)],
    ['size', `${formatSize(size)} (${formatCount(size)} bytes)`],
    ['blocks', `${blocks} of ${formatSize(blockSize)}`],
    ['root key', formatKey(root)],
    ['version', String(version)],
    ['modified', formatMoment(mtime)],
    ...(keyId.length === 0 ? [] : [['encrypted', `with the key ${Buffer.from(keyId).toString('hex')}`]]),
    ['id', Buffer.from(id).toString('hex')],
    ['tags', tags.length === 0 ? '-' : tags.map(escapeControl).join(' ')],
    ['earlier', `${counted(history.length, 'version')} kept`],
  ]
  return lines.map(([head, value]) => `${head!.padEnd(10)}${value}`).join('\n')
}

/** By the root key, so that what is shown belongs to the record above it whatever is committed meanwhile. */
async function printBlocks(
  client: Client,
  record: FileRecord,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  let locations: BlockLocation[] = []
  const flush = async () => {
    if (locations.length === 0) return
    if (json) await print(terminal, locations.map(blockLine).join('\n'))
    else await printTable(terminal, COLUMNS, locations.map(blockRow))
    locations = []
  }
  for await (const location of client.locate({ root: record.root }, { signal: terminal.signal })) {
    locations.push(location)
    if (locations.length >= ROWS_MAX) await flush()
  }
  await flush()
}

function blockLine({ index, key, owners }: BlockLocation): string {
  return toJson({ index, key: formatKey(key), owners })
}

function blockRow({ index, key, owners }: BlockLocation): (string | number)[] {
  return [index, formatKey(key), owners.join(',')]
}
