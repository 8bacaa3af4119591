import type { Command } from 'commander'
import { checkPrefix } from '../client/sync.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { sentenceOf } from './failure.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { tellFiles } from './tell-files.ts'
import { print, type Terminal, warn } from './terminal.ts'
import { wantedFiles } from './wanted-files.ts'

interface SyncFlags extends OverlayFlags {
  delete?: true
  everything?: true
  dryRun?: true
  down?: true
  blockSize?: string
}

export function addSync(program: Command, terminal: Terminal): void {
  const command = program.command('sync')
  command
    .description('store what has changed in a folder, and only that')
    .argument('<directory>', 'the folder here')
    .argument('<prefix>', 'its name on the ring, with a slash at its end')
    .option('--delete', 'delete names of files that are not in the folder any more')
    .option('--everything', "with --delete and the prefix '': from the whole ring")
    .option('-n, --dry-run', 'only list what would be done')
    .option('--down', 'the other way: fetch what has changed on the ring')
    .option('--block-size <size>', '64, 64KiB, 1MiB, … from 8 bytes to 10MiB (default: 64)')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt sync photos photos/', 'tt sync photos photos/ --delete --dry-run', 'tt sync photos photos/ --down')}
A file of the size and time that its name says counts as unchanged; of others the content is compared first.\n`,
    )
    .action((directory: string, prefix: string, flags: SyncFlags) => {
      if (flags.down && flags.delete)
        throw new TritonError('BadRequest', '--down deletes nothing: leave --delete out')
      return flags.down
        ? syncDown(directory, prefix, flags, terminal)
        : syncUp(directory, prefix, flags, terminal)
    })
}

async function syncUp(
  directory: string,
  prefix: string,
  flags: SyncFlags,
  terminal: Terminal,
): Promise<void> {
  const json = flags.json === true
  const { dryRun, delete: remove } = flags
  const everything = flags.everything === true || dryRun === true
  await withClient(terminal, flags, async (client, { blockSize }) => {
    const teller = await tellFiles(terminal, { done: verb('upload', dryRun), json, each: dryRun === true })
    const onDelete = (name: string, error?: unknown) => {
      if (error !== undefined) void warn(terminal, sentenceOf(error))
      else if (json) void print(terminal, toJson({ name, result: 'deleted' }))
      else if (dryRun) void print(terminal, `would delete ${toJson(name)}`)
    }
    try {
      const { onOutcome } = teller
      const options = {
        blockSize,
        dryRun,
        delete: remove,
        everything,
        signal: terminal.signal,
        onOutcome,
        onDelete,
      }
      const { deleted, notDeleted, ...report } = await client.sync(directory, prefix, options)
      const more = remove ? [`${deleted} ${dryRun ? 'to be deleted' : 'deleted'}`] : []
      await teller.finish({ ...report, failed: report.failed + notDeleted }, more)
    } finally {
      teller.stop()
    }
  })
}

async function syncDown(
  directory: string,
  prefix: string,
  flags: SyncFlags,
  terminal: Terminal,
): Promise<void> {
  const { dryRun } = flags
  const { signal } = terminal
  checkPrefix(prefix)
  await withClient(terminal, flags, async (client) => {
    const options = { done: verb('download', dryRun), json: flags.json === true, each: dryRun === true }
    const teller = await tellFiles(terminal, options)
    async function* files() {
      for await (const { record } of wantedFiles(client, { folder: prefix }, signal))
        yield { record, path: record.name.slice(prefix.length) }
    }
    try {
      const { onOutcome } = teller
      const report = await client.downloadFiles(files(), {
        ...{ directory, force: true, quick: true, dryRun, signal, onOutcome },
      })
      if (report.done + report.unchanged + report.failed === 0)
        throw new TritonError('NotFound', `there is no file in '${prefix}'`, {
          hint: 'tt ls lists what is there',
        })
      await teller.finish(report)
    } finally {
      teller.stop()
    }
  })
}

function verb(action: string, dryRun: true | undefined): string {
  return dryRun ? `would ${action}` : `${action}ed`
}
