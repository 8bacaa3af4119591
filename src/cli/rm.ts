import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { orNearest } from './nearest-name.ts'
import { oneByOne } from './one-by-one.ts'
import { print, type Terminal } from './terminal.ts'
import { parseIfVersion } from './whole-number.ts'

interface RmFlags extends OverlayFlags {
  ifVersion?: string
  forget?: true
}

export function addRm(program: Command, terminal: Terminal): void {
  const command = program.command('rm')
  command
    .description('delete files; tt undelete brings them back for a day')
    .argument('<name...>', 'their names on the ring')
    .option('--forget', 'keep nothing of them: they cannot be brought back, and their room comes back sooner')
    .option('--if-version <version>', 'only while the file has this version')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples('tt rm photo.jpg', 'tt rm draft-1.txt draft-2.txt', 'tt rm big.iso --forget'),
    )
    .action((names: string[], flags: RmFlags) => rm(names, flags, terminal))
}

async function rm(names: string[], flags: RmFlags, terminal: Terminal): Promise<void> {
  const options = {
    ifVersion: parseIfVersion(flags.ifVersion),
    forget: flags.forget,
    signal: terminal.signal,
  }
  await withClient(terminal, flags, (client) =>
    oneByOne(terminal, names, async (name) => {
      const { version } = await orNearest(client, name, () => client.remove(name, options))
      await print(
        terminal,
        flags.json ? toJson({ removed: name, version }) : `removed ${escapeControl(name)}`,
      )
    }),
  )
}
