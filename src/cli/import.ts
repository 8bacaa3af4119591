import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { describeMove } from './export.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { print, type Terminal } from './terminal.ts'

interface ImportFlags extends OverlayFlags {
  force?: true
}

export function addImport(program: Command, terminal: Terminal): void {
  const command = program.command('import')
  command
    .description(
      'store all files of an export under their names; those that are there already are passed over',
    )
    .argument('<directory>', 'what tt export wrote')
    .option('-f, --force', 'replace files that have the names')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples('tt import ./backup', 'tt import ./backup --force --bootstrap 192.168.1.7:4001'),
    )
    .action((directory: string, flags: ImportFlags) => importAll(directory, flags, terminal))
}

async function importAll(directory: string, flags: ImportFlags, terminal: Terminal): Promise<void> {
  const { importFiles } = await import('../client/import-files.ts')
  await withClient(terminal, flags, async (client) => {
    const report = await importFiles(client, directory, { force: flags.force, signal: terminal.signal })
    await print(terminal, flags.json ? toJson(report) : describeMove('imported', report, 'from', directory))
  })
}
