import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { findPeer } from './find-peer.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { shortId } from './format.ts'
import { print, type Terminal } from './terminal.ts'

export function addEvict(program: Command, terminal: Terminal): void {
  const command = program.command('evict')
  command
    .description('take a silent block peer off the ring, knowing that it will not come back')
    .argument('<peer>', 'its id, or the end of it')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt evict 12D3…mTv92t'))
    .action((named: string, flags: OverlayFlags) => evict(named, flags, terminal))
}

async function evict(named: string, flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const { peers, lastHolders } = await client.status()
    const { id } = findPeer({ peers: [...peers, ...lastHolders.map((gone) => ({ id: gone }))] }, named)
    await client.administration.evict(id)
    const words = lastHolders.includes(id)
      ? `${shortId(id)} is given up, with what only it held.`
      : `${shortId(id)} is off the ring; the others make its copies anew after the grace.`
    await print(terminal, flags.json ? toJson({ evicted: id }) : words)
  })
}
