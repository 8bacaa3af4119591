import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { orNearest } from './nearest-name.ts'
import { recordJson } from './record-json.ts'
import { print, type Terminal, warn } from './terminal.ts'

interface TagFlags extends OverlayFlags {
  remove?: string[]
}

export function addTag(program: Command, terminal: Terminal): void {
  const command = program.command('tag')
  command
    .description('put tags on a file, take others off it, and show those that it has')
    .argument('<name>', 'its name on the ring')
    .argument('[tag...]', 'words to put on it')
    .option('-r, --remove <tag>', 'a word to take off it; may repeat', (tag: string, all: string[] = []) => [
      ...all,
      tag,
    ])
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples('tt tag photo.jpg sea 2025', 'tt tag photo.jpg final --remove draft', 'tt tag photo.jpg'),
    )
    .action((name: string, tags: string[], flags: TagFlags) => tag(name, tags, flags, terminal))
}

async function tag(name: string, add: string[], flags: TagFlags, terminal: Terminal): Promise<void> {
  const { remove = [] } = flags
  const { signal } = terminal
  await withClient(terminal, flags, async (client) => {
    const before = await orNearest(client, name, () => client.stat(name))
    for (const word of remove)
      if (!before.tags.includes(word))
        await warn(terminal, `${escapeControl(name)} has no tag '${escapeControl(word)}'`)
    const record =
      add.length + remove.length === 0 ? before : await client.tag(name, { add, remove }, { signal })

    const shown = record.tags.length === 0 ? 'no tags' : record.tags.map(escapeControl).join(' ')
    await print(terminal, flags.json ? toJson(recordJson(record)) : `${escapeControl(name)}: ${shown}`)
  })
}
