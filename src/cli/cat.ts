import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { fileReference } from './file-reference.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { printBytes, type Terminal } from './terminal.ts'

interface CatFlags extends OverlayFlags {
  root?: string
}

export function addCat(program: Command, terminal: Terminal): void {
  const command = program.command('cat')
  command
    .description('write a file to standard output, verified block by block')
    .argument('[name]', 'its name on the ring')
    .option('--root <key>', 'the file by its root key, for which no metadata peer is needed')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt cat notes.txt', 'tt cat notes.tar | tar x', 'tt cat --root bafkreib…'))
    .action((name: string | undefined, flags: CatFlags) => cat(name, flags, terminal))
}

async function cat(name: string | undefined, flags: CatFlags, terminal: Terminal): Promise<void> {
  const { file } = await fileReference(name, flags.root)
  const { signal } = terminal
  await withClient(terminal, flags, async (client) => {
    for await (const bytes of client.read(file, { signal })) await printBytes(terminal, bytes)
  })
}
