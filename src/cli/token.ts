import type { Command } from 'commander'
import { parseLife } from './duration.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatScriptToken } from './script-token.ts'
import { print, type Terminal } from './terminal.ts'
import { withAuth } from './who.ts'

interface TokenFlags extends OverlayFlags {
  scope: string
  life: string
}

export function addToken(program: Command, terminal: Terminal): void {
  const command = program.command('token')
  command.description('tokens for scripts')
  const create = command.command('create')
  create
    .description('print a token with its key: a script that has it in TT_TOKEN acts for you')
    .requiredOption('--scope <scopes>', 'what it allows: read, write, admin; what you may yourself')
    .option('--life <duration>', 'how long it is good for, up to 2160h', '24h')
  addOverlayFlags(create)
    .addHelpText('after', examples('TT_TOKEN=$(tt token create --scope read) tt ls'))
    .action((flags: TokenFlags) => createToken(flags, terminal))
  command.addHelpText('after', examples('tt token create --scope read --life 720h --json'))
}

async function createToken(flags: TokenFlags, terminal: Terminal): Promise<void> {
  const lifeMs = parseLife(flags.life)
  const [{ freshIdentity }, { privateKeyToProtobuf }, { peerIdFromPrivateKey }] = await Promise.all([
    import('../rpc/identity.ts'),
    import('@libp2p/crypto/keys'),
    import('@libp2p/peer-id'),
  ])
  await withAuth(terminal, flags, async (client) => {
    const privateKey = await freshIdentity()
    const peer = peerIdFromPrivateKey(privateKey).toString()
    const { token, expiresMs } = await client.createToken(peer, flags.scope, lifeMs)
    const word = formatScriptToken({ key: privateKeyToProtobuf(privateKey), token })
    const expires = new Date(expiresMs).toISOString()
    await print(terminal, flags.json ? toJson({ token: word, expires }) : word)
  })
}
