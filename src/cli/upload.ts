import { realpath, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import type { EncryptOptions } from '../client/encryption/user-encryption.ts'
import { localFolder, look } from '../client/local-folder.ts'
import type { UploadReport } from '../client/report.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatDuration, formatPercent, formatRate, formatSize } from './format.ts'
import { STDIN } from './input.ts'
import { startProgressBar } from './progress-bar.ts'
import { recordJson } from './record-json.ts'
import { tellFiles } from './tell-files.ts'
import { print, type Terminal, warn } from './terminal.ts'
import { parseIfVersion } from './whole-number.ts'

interface UploadFlags extends OverlayFlags {
  name?: string
  prefix?: string
  blockSize?: string
  force?: true
  encrypt?: true
  encryptNames?: true
  deduplicate?: boolean
  ifVersion?: string
}

/** The flags, read. */
type GivenOptions = Omit<UploadFlags, 'blockSize' | 'ifVersion' | 'encrypt'> & {
  blockSize: number | undefined
  ifVersion: number | undefined
  encrypt: EncryptOptions | undefined
}

export function addUpload(program: Command, terminal: Terminal): void {
  const command = program.command('upload')
  command
    .description('store files on the ring')
    .argument('<file...>', 'files and folders to store; - reads standard input')
    .option('-n, --name <name>', 'the name on the ring (default: the last part of the path)')
    .option('-p, --prefix <prefix>', 'put this before the names, as backups/')
    .option('--block-size <size>', '64, 64KiB, 1MiB, … from 8 bytes to 10MiB (default: 64)')
    .option('-f, --force', 'replace a file that has the name')
    .option('--encrypt', 'encrypt it here, with the key of --secret-file or TT_SECRET_FILE')
    .option('--encrypt-names', 'the name too, folder by folder')
    .option(
      '--no-deduplicate',
      'encrypted blocks tell nobody that two files have equal parts, and are kept twice',
    )
    .option('--if-version <version>', 'replace it only while it has this version; 0: while there is none')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples(
        'tt upload photo.jpg',
        'tt upload photos notes.txt --prefix backups/',
        'tt upload disk.img --block-size 1MiB --name backups/monday.img',
        'tar c notes | tt upload - --name notes.tar --force',
        'tt upload diary.txt --encrypt --encrypt-names --secret-file ~/.tt.key',
      ),
    )
    .action((files: string[], flags: UploadFlags) => upload(files, flags, terminal))
}

async function upload(files: string[], flags: UploadFlags, terminal: Terminal): Promise<void> {
  checkNames(files, flags.name)
  const ifVersion = parseIfVersion(flags.ifVersion)
  const [file] = files
  await withClient(terminal, flags, async (client, { blockSize }) => {
    const options = { ...flags, blockSize, ifVersion, encrypt: encryption(flags) }
    if (files.length > 1 || (await isFolder(file!))) await uploadMany(client, files, options, terminal)
    else await uploadOne(client, file!, options, terminal)
  })
}

async function isFolder(file: string): Promise<boolean> {
  if (file === STDIN) return false
  const stats = await stat(file).catch(() => undefined)
  return stats?.isDirectory() === true
}

/** Undefined where nothing is to be encrypted. */
function encryption({ encrypt, encryptNames, deduplicate }: UploadFlags): EncryptOptions | undefined {
  if (encrypt === undefined && encryptNames === undefined) return undefined
  return { name: encryptNames === true, deduplicate: deduplicate !== false }
}

/** Throws `BadRequest` where a name is missing or two files would take the same one. */
function checkNames(files: readonly string[], name: string | undefined): void {
  if (files.includes(STDIN) && (name === undefined || files.length > 1)) {
    throw new TritonError('BadRequest', 'standard input has no name of its own', {
      hint: 'upload it alone, with --name NAME',
    })
  }
  const names = new Set<string>()
  for (const file of files) {
    const taken = name ?? basename(resolve(file))
    if (taken === '' && name === undefined)
      throw new TritonError('BadRequest', `${file} has no name of its own`, {
        hint: 'tt sync DIRECTORY PREFIX/ stores what is in a folder under another name',
      })
    if (names.has(taken)) {
      throw new TritonError('BadRequest', `two of the files would be stored as '${taken}'`, {
        hint: 'upload them one at a time, each with its own --name',
      })
    }
    names.add(taken)
  }
}

/** Files and folders together; names begin with the last part of each path. */
async function uploadMany(
  client: Client,
  files: readonly string[],
  options: GivenOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.name !== undefined)
    throw new TritonError('BadRequest', '--name is for one file', { hint: '--prefix goes before all names' })
  if (options.ifVersion !== undefined)
    throw new TritonError('BadRequest', '--if-version is for one file', {
      hint: 'files that are there with other content are kept unless --force is said',
    })
  const { blockSize, force, json, encrypt, prefix = '' } = options
  const { signal } = terminal
  const teller = await tellFiles(terminal, { done: 'uploaded', json: json === true, each: false })
  async function* all() {
    for (const file of files) {
      const name = `${prefix}${basename(resolve(file))}`
      // What a person names may be a link; what is found in a folder may not.
      const path = await realpath(file).catch(() => file)
      const found = await look(path, name)
      if (found === 'folder') yield* localFolder(path, `${name}/`)
      else yield found
    }
  }
  try {
    const { onOutcome } = teller
    await teller.finish(await client.uploadFiles(all(), { blockSize, force, encrypt, signal, onOutcome }))
  } finally {
    teller.stop()
  }
}

async function uploadOne(
  client: Client,
  file: string,
  options: GivenOptions,
  terminal: Terminal,
): Promise<void> {
  const name = `${options.prefix ?? ''}${options.name ?? basename(file)}`
  const bar = await startProgressBar(terminal, name, { quiet: options.json === true })
  const source = file === STDIN ? terminal.stdin : file
  try {
    const { blockSize, force, ifVersion, encrypt } = options
    const transfer = { signal: terminal.signal, onProgress: bar.update }
    const report = await client.upload(source, { name, blockSize, force, ifVersion, encrypt, ...transfer })
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
  if (record.encryptionKeyId.length > 0) parts.push('encrypted')
  if (bytesDeduplicated > 0) parts.push(`${formatPercent(bytesDeduplicated, size)} deduplicated`)
  return `uploaded ${parts.join(', ')}`
}
