import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatSize } from './format.ts'
import { orNearest } from './nearest-name.ts'
import { oneByOne } from './one-by-one.ts'
import { recordJson } from './record-json.ts'
import { print, type Terminal } from './terminal.ts'

export function addUndelete(program: Command, terminal: Terminal): void {
  const command = program.command('undelete')
  command
    .description('bring deleted files back, up to a day later')
    .argument('<name...>', 'their names on the ring')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt undelete photo.jpg'))
    .action((names: string[], flags: OverlayFlags) => undelete(names, flags, terminal))
}

async function undelete(names: string[], flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, (client) =>
    oneByOne(terminal, names, async (name) => {
      const record = await orNearest(client, name, () => client.undelete(name, { signal: terminal.signal }))
      const text = `brought back ${escapeControl(name)}: ${formatSize(record.size)} at version ${record.version}`
      await print(terminal, flags.json ? toJson(recordJson(record)) : text)
    }),
  )
}
