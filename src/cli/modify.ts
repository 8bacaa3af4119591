import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { tellEdit } from './edit-report.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatSize } from './format.ts'
import { STDIN, withInput } from './input.ts'
import { orNearest } from './nearest-name.ts'
import type { Terminal } from './terminal.ts'
import { parseIfVersion, parseWholeNumber } from './whole-number.ts'

interface ModifyFlags extends OverlayFlags {
  at: string
  ifVersion?: string
}

export function addModify(program: Command, terminal: Terminal): void {
  const command = program.command('modify')
  command
    .description(
      'write over a part of a file; what follows stays, and what does not fit makes the file longer',
    )
    .argument('<name>', 'its name on the ring')
    .argument('[file]', 'what to write (default: standard input)')
    .requiredOption('--at <offset>', 'the first byte written, counted from 0')
    .option('--if-version <version>', 'only while the file has this version')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples('tt modify disk.img sector --at 4096', 'printf 3 | tt modify count.txt --at 0'),
    )
    .action((name: string, file: string | undefined, flags: ModifyFlags) =>
      modify(name, file, flags, terminal),
    )
}

async function modify(
  name: string,
  file: string | undefined,
  flags: ModifyFlags,
  terminal: Terminal,
): Promise<void> {
  const at = parseWholeNumber(flags.at, '--at')
  const ifVersion = parseIfVersion(flags.ifVersion)
  const { signal } = terminal
  await withClient(terminal, flags, async (client) => {
    const report = await withInput(file ?? STDIN, terminal, (source) =>
      orNearest(client, name, () => client.modify(name, at, source, { ifVersion, signal })),
    )
    await tellEdit(terminal, report, `wrote ${formatSize(report.written)} into`, flags.json === true)
  })
}
