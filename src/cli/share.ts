import type { Command } from 'commander'
import type { Sharing } from '../client/share.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { print, type Terminal } from './terminal.ts'

interface ShareFlags extends OverlayFlags {
  with: string
  read?: true
  write?: true
}

export function addShare(program: Command, terminal: Terminal): void {
  const command = program.command('share')
  command
    .description('let another user read, or write, a file of yours')
    .argument('<name>', 'its name on the ring')
    .requiredOption('--with <user>', 'who: finds it as ~YOU/NAME')
    .option('--read', 'to read it (default)')
    .option('--write', 'to read and replace it, within your quota')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt share notes.txt --with bob', 'tt share notes.txt --with bob --write'))
    .action((name: string, flags: ShareFlags) => {
      if (flags.read && flags.write) throw new TritonError('BadRequest', 'either --read or --write')
      return set(name, flags, flags.write ? 'write' : 'read', terminal)
    })
}

export function addUnshare(program: Command, terminal: Terminal): void {
  const command = program.command('unshare')
  command
    .description('take back what tt share gave')
    .argument('<name>', 'the name of a file of yours')
    .requiredOption('--with <user>', 'from whom')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt unshare notes.txt --with bob'))
    .action((name: string, flags: ShareFlags) => set(name, flags, 'none', terminal))
}

async function set(name: string, flags: ShareFlags, sharing: Sharing, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const { owner, grants } = await client.share(name, flags.with, sharing)
    if (flags.json) return print(terminal, toJson({ name, owner, grants }))
    const may = { read: 'may read', write: 'may read and write', none: 'has no part in' }[sharing]
    await print(terminal, `${flags.with} ${may} ${escapeControl(`~${owner}/${name}`)}`)
  })
}
