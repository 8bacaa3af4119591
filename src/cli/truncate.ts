import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { tellEdit } from './edit-report.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { orNearest } from './nearest-name.ts'
import type { Terminal } from './terminal.ts'
import { parseIfVersion, parseWholeNumber } from './whole-number.ts'

interface TruncateFlags extends OverlayFlags {
  ifVersion?: string
}

export function addTruncate(program: Command, terminal: Terminal): void {
  const command = program.command('truncate')
  command
    .description('cut a file off')
    .argument('<name>', 'its name on the ring')
    .argument('<size>', 'how many bytes are left')
    .option('--if-version <version>', 'only while the file has this version')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt truncate log.txt 0', 'tt truncate disk.img 1048576 --if-version 4'))
    .action((name: string, size: string, flags: TruncateFlags) => truncate(name, size, flags, terminal))
}

async function truncate(name: string, text: string, flags: TruncateFlags, terminal: Terminal): Promise<void> {
  const size = parseWholeNumber(text, 'SIZE')
  const ifVersion = parseIfVersion(flags.ifVersion)
  const { signal } = terminal
  await withClient(terminal, flags, async (client) => {
    const report = await orNearest(client, name, () => client.truncate(name, size, { ifVersion, signal }))
    await tellEdit(terminal, report, 'truncated', flags.json === true)
  })
}
