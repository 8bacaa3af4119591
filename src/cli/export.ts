import type { Command } from 'commander'
import type { MoveReport } from '../client/export-files.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatSize } from './format.ts'
import { print, type Terminal } from './terminal.ts'

interface ExportFlags extends OverlayFlags {
  prefix?: string
}

export function addExport(program: Command, terminal: Terminal): void {
  const command = program.command('export')
  command
    .description(
      'write all files, with their names, versions, block sizes and times, into an empty directory',
    )
    .argument('<directory>', 'an empty directory, or a new one')
    .option('--prefix <prefix>', 'only names that begin with this')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt export ./backup', 'tt export ./photos --prefix photos/'))
    .action((directory: string, flags: ExportFlags) => exportAll(directory, flags, terminal))
}

async function exportAll(directory: string, flags: ExportFlags, terminal: Terminal): Promise<void> {
  const { exportFiles } = await import('../client/export-files.ts')
  await withClient(terminal, flags, async (client) => {
    const report = await exportFiles(client, directory, { prefix: flags.prefix, signal: terminal.signal })
    await print(terminal, flags.json ? toJson(report) : describeMove('exported', report, 'into', directory))
  })
}

/** One line that says what an export or import did. */
export function describeMove(done: string, report: MoveReport, way: string, directory: string): string {
  const unchanged = report.unchanged > 0 ? `; ${report.unchanged} of them were there already` : ''
  return `${done} ${counted(report.files, 'file')}, ${formatSize(report.bytes)}, ${way} ${escapeControl(directory)}${unchanged}`
}
