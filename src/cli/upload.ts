import { basename } from 'node:path'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import type { UploadReport } from '../client/report.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatDuration, formatPercent, formatRate, formatSize } from './format.ts'
import { STDIN } from './input.ts'
import { oneByOne } from './one-by-one.ts'
import { startProgressBar } from './progress-bar.ts'
import { recordJson } from './record-json.ts'
import { print, type Terminal, warn } from './terminal.ts'
import { parseIfVersion } from './whole-number.ts'

interface UploadFlags extends OverlayFlags {
  name?: string
  blockSize?: string
  force?: true
  ifVersion?: string
}

export function addUpload(program: Command, terminal: Terminal): void {
  const command = program.command('upload')
  command
    .description('store files on the ring')
    .argument('<file...>', 'files to store; - reads standard input')
    .option('-n, --name <name>', 'the name on the ring (default: the last part of the path)')
    .option('--block-size <size>', '64, 64KiB, 1MiB, … from 8 bytes to 10MiB (default: 64)')
    .option('-f, --force', 'replace a file that has the name')
    .option('--if-version <version>', 'replace it only while it has this version; 0: while there is none')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples(
        'tt upload photo.jpg',
        'tt upload disk.img --block-size 1MiB --name backups/monday.img',
        'tar c notes | tt upload - --name notes.tar --force',
      ),
    )
    .action((files: string[], flags: UploadFlags) => upload(files, flags, terminal))
}

async function upload(files: string[], flags: UploadFlags, terminal: Terminal): Promise<void> {
  checkNames(files, flags.name)
  const ifVersion = parseIfVersion(flags.ifVersion)
  await withClient(terminal, flags, (client, { blockSize }) =>
    oneByOne(terminal, files, (file) =>
      uploadOne(client, file, { ...flags, blockSize, ifVersion }, terminal),
    ),
  )
}

/** Throws `BadRequest` where a name is missing or two files would take the same one. */
function checkNames(files: readonly string[], name: string | undefined): void {
  if (name === undefined && files.includes(STDIN)) {
    throw new TritonError('BadRequest', 'standard input has no name of its own', { hint: 'add --name NAME' })
  }
  const names = new Set<string>()
  for (const file of files) {
    const taken = name ?? basename(file)
    if (names.has(taken)) {
      throw new TritonError('BadRequest', `two of the files would be stored as '${taken}'`, {
        hint: 'upload them one at a time, each with its own --name',
      })
    }
    names.add(taken)
  }
}

async function uploadOne(
  client: Client,
  file: string,
  options: {
    name?: string
    blockSize: number | undefined
    force?: true
    json?: true
    ifVersion?: number | undefined
  },
  terminal: Terminal,
): Promise<void> {
  const name = options.name ?? basename(file)
  const bar = await startProgressBar(terminal, name, { quiet: options.json === true })
  const source = file === STDIN ? terminal.stdin : file
  try {
    const { blockSize, force, ifVersion } = options
    const transfer = { signal: terminal.signal, onProgress: bar.update }
    const report = await client.upload(source, { name, blockSize, force, ifVersion, ...transfer })
    bar.stop()
    await tell(report, options.json === true, terminal)
  } finally {
    bar.stop()
  }
}

async function tell(report: UploadReport, json: boolean, terminal: Terminal): Promise<void> {
  await print(terminal, json ? toJson(uploadJson(report)) : describeUpload(report))
  if (report.singleCopies === 0) return
  const warning = `${counted(report.singleCopies, 'block')} of ${escapeControl(report.record.name)} have one copy only: just one block peer could take them`
  await warn(terminal, warning)
}

/** An upload's report as `--json` prints it: the name record, then the figures. */
export function uploadJson({ record, ...figures }: UploadReport) {
  return { ...recordJson(record), ...figures, elapsedMs: Math.round(figures.elapsedMs) }
}

/** One line that says what an upload did. */
export function describeUpload(report: UploadReport): string {
  const { record, size, blocks, elapsedMs, bytesDeduplicated } = report
  const parts = [
    `${escapeControl(record.name)}: ${formatSize(size)} in ${counted(blocks, 'block')} of ${formatSize(record.blockSize)}`,
    formatDuration(elapsedMs),
    formatRate(size, elapsedMs),
  ]
  if (bytesDeduplicated > 0) parts.push(`${formatPercent(bytesDeduplicated, size)} deduplicated`)
  return `uploaded ${parts.join(', ')}`
}
