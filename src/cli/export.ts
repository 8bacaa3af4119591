import { basename } from 'node:path'
import type { Command } from 'commander'
import type { MoveReport } from '../client/export-files.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatSize } from './format.ts'
import { orNearest } from './nearest-name.ts'
import { startProgressBar } from './progress-bar.ts'
import { print, type Terminal } from './terminal.ts'

interface ExportFlags extends OverlayFlags {
  prefix?: string
  force?: true
}

const CAR = '.car'

export function addExport(program: Command, terminal: Terminal): void {
  const command = program.command('export')
  command
    .description(
      'write all files, with their names, versions, block sizes and times, into an empty directory',
    )
    .argument('<directory>', 'an empty directory, or a new one')
    .option('--prefix <prefix>', 'only names that begin with this')
    .option('-f, --force', 'replace a content archive that is there')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples(
        'tt export ./backup',
        'tt export ./photos --prefix photos/',
        'tt export backups/monday.img.car',
      ),
    )
    .action((target: string, flags: ExportFlags) =>
      target.endsWith(CAR) ? exportOne(target, flags, terminal) : exportAll(target, flags, terminal),
    )
}

async function exportAll(directory: string, flags: ExportFlags, terminal: Terminal): Promise<void> {
  const { exportFiles } = await import('../client/export-files.ts')
  await withClient(terminal, flags, async (client) => {
    const report = await exportFiles(client, directory, { prefix: flags.prefix, signal: terminal.signal })
    await print(terminal, flags.json ? toJson(report) : describeMove('exported', report, 'into', directory))
  })
}

async function exportOne(target: string, flags: ExportFlags, terminal: Terminal): Promise<void> {
  const { exportCar } = await import('../client/export-car.ts')
  const name = target.slice(0, -CAR.length)
  await withClient(terminal, flags, async (client) => {
    const bar = await startProgressBar(terminal, name, { quiet: flags.json === true })
    try {
      const options = { directory: '.', as: basename(target), force: flags.force, signal: terminal.signal }
      const record = await orNearest(client, name, () => client.stat(name))
      const { path, cid, size } = await exportCar(client, record, { ...options, onProgress: bar.update })
      bar.stop()
      const words = `exported ${escapeControl(path)}: ${formatSize(size)}, ${cid}`
      await print(terminal, flags.json ? toJson({ name, path, cid: cid.toString(), size }) : words)
    } finally {
      bar.stop()
    }
  })
}

/** One line that says what an export or import did. */
export function describeMove(done: string, report: MoveReport, way: string, directory: string): string {
  const unchanged = report.unchanged > 0 ? `; ${report.unchanged} of them were there already` : ''
  return `${done} ${counted(report.files, 'file')}, ${formatSize(report.bytes)}, ${way} ${escapeControl(directory)}${unchanged}`
}
