import type { Command } from 'commander'
import { formatInvitation } from '../auth/invitation.ts'
import { parseLife } from './duration.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { print, type Terminal } from './terminal.ts'
import { withAuth } from './who.ts'

interface InviteFlags extends OverlayFlags {
  user?: string
  life: string
}

export function addInvite(program: Command, terminal: Terminal): void {
  const command = program.command('invite')
  command
    .description('print a string that lets one machine in: tt block --join STRING, tt login --join STRING')
    .option('--user <name>', 'also as a device of this user, who is added where there is none')
    .option('--life <duration>', 'how long it is good for, up to 720h', '24h')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt invite', 'tt invite --user bob')}
It can be used once by one block peer (or metadata peer) and, with --user, once by one device.\n`,
    )
    .action((flags: InviteFlags) => invite(flags, terminal))
}

async function invite(flags: InviteFlags, terminal: Terminal): Promise<void> {
  const lifeMs = parseLife(flags.life)
  const { resolveAddress } = await import('../rpc/address.ts')
  await withAuth(terminal, flags, async (client, who) => {
    const { secret, expiresMs } = await client.invite(flags.user ?? '', lifeMs)
    const bootstrap = await Promise.all(who.bootstrap.map(resolveAddress))
    const invitation = formatInvitation({
      bootstrap,
      authPeer: client.authPeer,
      secret,
      swarmKey: who.swarmKey,
    })
    const expires = new Date(expiresMs).toISOString()
    await print(terminal, flags.json ? toJson({ invitation, expires }) : invitation)
  })
}
