import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { tellEdit } from './edit-report.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatSize } from './format.ts'
import { STDIN, withInput } from './input.ts'
import { orNearest } from './nearest-name.ts'
import type { Terminal } from './terminal.ts'
import { parseIfVersion } from './whole-number.ts'

interface AppendFlags extends OverlayFlags {
  ifVersion?: string
}

export function addAppend(program: Command, terminal: Terminal): void {
  const command = program.command('append')
  command
    .description('write behind the end of a file, which is made where there is none')
    .argument('<name>', 'its name on the ring')
    .argument('[file]', 'what to append (default: standard input)')
    .option('--if-version <version>', 'only while the file has this version')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt append log.txt today.txt', 'date | tt append log.txt'))
    .action((name: string, file: string | undefined, flags: AppendFlags) =>
      append(name, file, flags, terminal),
    )
}

async function append(
  name: string,
  file: string | undefined,
  flags: AppendFlags,
  terminal: Terminal,
): Promise<void> {
  const ifVersion = parseIfVersion(flags.ifVersion)
  const { signal } = terminal
  await withClient(terminal, flags, async (client, { blockSize }) => {
    const report = await withInput(file ?? STDIN, terminal, (source) =>
      orNearest(client, name, () => client.append(name, source, { ifVersion, blockSize, signal })),
    )
    const done = `appended ${formatSize(report.written)} to`
    await tellEdit(terminal, report, done, flags.json === true)
  })
}
