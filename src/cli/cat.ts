import type { Command } from 'commander'
import { parseByteRange } from './byte-range.ts'
import { withClient } from './connect.ts'
import { fileReference } from './file-reference.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { orNearest } from './nearest-name.ts'
import { printBytes, type Terminal } from './terminal.ts'

interface CatFlags extends OverlayFlags {
  range?: string
  root?: string
}

export function addCat(program: Command, terminal: Terminal): void {
  const command = program.command('cat')
  command
    .description('write a file to standard output, verified block by block')
    .argument('[name]', 'its name on the ring')
    .option('--range <bytes>', 'bytes A-B alone, both included, or A- to the end')
    .option('--root <key>', 'the file by its root key, for which no metadata peer is needed')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples(
        'tt cat notes.txt',
        'tt cat notes.tar | tar x',
        'tt cat disk.img --range 4096-8191',
        'tt cat --root bafkreib…',
      ),
    )
    .action((name: string | undefined, flags: CatFlags) => cat(name, flags, terminal))
}

async function cat(name: string | undefined, flags: CatFlags, terminal: Terminal): Promise<void> {
  const reference = await fileReference(name, flags.root)
  const range = flags.range === undefined ? {} : parseByteRange(flags.range)
  const options = { ...range, signal: terminal.signal }
  await withClient(terminal, flags, (client) =>
    orNearest(client, reference.name, async () => {
      for await (const bytes of client.read(reference.file, options)) await printBytes(terminal, bytes)
    }),
  )
}
