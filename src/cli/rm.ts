import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { oneByOne } from './one-by-one.ts'
import { print, type Terminal } from './terminal.ts'

export function addRm(program: Command, terminal: Terminal): void {
  const command = program.command('rm')
  command.description('delete files').argument('<name...>', 'their names on the ring')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt rm photo.jpg', 'tt rm draft-1.txt draft-2.txt'))
    .action((names: string[], flags: OverlayFlags) => rm(names, flags, terminal))
}

async function rm(names: string[], flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, (client) =>
    oneByOne(terminal, names, async (name) => {
      const { version } = await client.remove(name)
      await print(
        terminal,
        flags.json ? toJson({ removed: name, version }) : `removed ${escapeControl(name)}`,
      )
    }),
  )
}
