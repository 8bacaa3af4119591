import { basename } from 'node:path'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import type { DownloadReport } from '../client/report.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { fileReference } from './file-reference.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatDuration, formatRate, formatSize, shortId } from './format.ts'
import { orNearest } from './nearest-name.ts'
import { startProgressBar } from './progress-bar.ts'
import { tellFiles } from './tell-files.ts'
import { print, type Terminal, warn } from './terminal.ts'
import { type Selection, selectionOf, wantedFiles } from './wanted-files.ts'

interface DownloadFlags extends OverlayFlags {
  force?: true
  root?: string
}

export function addDownload(program: Command, terminal: Terminal): void {
  const command = program.command('download')
  command
    .description('fetch files from the ring; each appears when it is whole and verified')
    .argument(
      '[name]',
      'its name on the ring; a folder, as photos/, or a pattern, as *.jpg, for many; with --root, what to call it here',
    )
    .argument('[directory]', 'where to put it', '.')
    .option('-f, --force', 'replace a file that is there')
    .option('--root <key>', 'the file by its root key, for which no metadata peer is needed')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples(
        'tt download photo.jpg',
        'tt download backups/monday.img /tmp --force',
        'tt download photos/ /tmp',
        "tt download 'photos/**/*.jpg' /tmp",
        'tt download photo.jpg --root bafkreib… --bootstrap 192.168.1.7:4002',
      ),
    )
    .action((name: string | undefined, directory: string, flags: DownloadFlags) =>
      download(name, directory, flags, terminal),
    )
}

async function download(
  name: string | undefined,
  directory: string,
  flags: DownloadFlags,
  terminal: Terminal,
): Promise<void> {
  const { file, name: shownName } = await fileReference(name, flags.root)
  await withClient(terminal, flags, async (client) => {
    const selection = 'name' in file ? await selectionOf(client, shownName) : undefined
    if (selection !== undefined) return downloadMany(client, selection, directory, flags, terminal)
    const bar = await startProgressBar(terminal, shownName, { quiet: flags.json === true })
    try {
      const report = await orNearest(client, shownName, () =>
        client.download(file, {
          directory,
          as: basename(shownName),
          force: flags.force,
          signal: terminal.signal,
          onProgress: bar.update,
        }),
      )
      bar.stop()
      await tell({ name: shownName, ...report }, flags.json === true, terminal)
    } finally {
      bar.stop()
    }
  })
}

async function downloadMany(
  client: Client,
  selection: Selection,
  directory: string,
  { force, json }: DownloadFlags,
  terminal: Terminal,
): Promise<void> {
  const { signal } = terminal
  const teller = await tellFiles(terminal, { done: 'downloaded', json: json === true, each: false })
  try {
    const { onOutcome } = teller
    const files = wantedFiles(client, selection, signal)
    const report = await client.downloadFiles(files, { directory, force, signal, onOutcome })
    if (report.done + report.unchanged + report.failed === 0) {
      const what = 'folder' in selection ? selection.folder : selection.pattern
      throw new TritonError('NotFound', `there is no file in '${what}'`, {
        hint: 'tt ls lists what is there',
      })
    }
    await teller.finish(report)
  } finally {
    teller.stop()
  }
}

type NamedReport = DownloadReport & { name: string; path: string }

/** A download's report as `--json` prints it. */
export function downloadJson<Report extends DownloadReport>(report: Report): Report {
  return { ...report, elapsedMs: Math.round(report.elapsedMs) }
}

async function tell(report: NamedReport, json: boolean, terminal: Terminal): Promise<void> {
  await print(terminal, json ? toJson(downloadJson(report)) : describeDownload(report))
  for (const peer of report.lyingPeers) {
    const warning = `peer ${shortId(peer)} returned wrong bytes; they were dropped and read elsewhere`
    await warn(terminal, warning)
  }
}

/** One line that says what a download did. */
export function describeDownload(report: NamedReport): string {
  const { path, size, blocks, elapsedMs } = report
  const parts = [
    `${escapeControl(path)}: ${formatSize(size)} in ${counted(blocks, 'block')}`,
    formatDuration(elapsedMs),
    formatRate(size, elapsedMs),
  ]
  return `downloaded ${parts.join(', ')}`
}
