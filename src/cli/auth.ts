import type { Command } from 'commander'
import { systemClock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { INVITE_ADMIN, openAuthPeer, welcome } from './auth-peer.ts'
import { loadSettings } from './config.ts'
import { addPeerFlags, examples, type PeerFlags } from './flags.ts'
import { loopbackAddress } from './listen.ts'
import { runPeer } from './run-peer.ts'
import { readSwarmKey } from './swarm-key.ts'
import type { Terminal } from './terminal.ts'

/** Beside the metadata peer's on one machine. */
const AUTH_PORT_DEFAULT = 4100

interface AuthFlags extends PeerFlags {
  swarmKey?: string
  inviteAdmin?: true
}

export function addAuth(program: Command, terminal: Terminal): void {
  const command = program.command('auth')
  command.description(
    'run an auth peer of its own: users, log-ins, invitations (tt metadata --auth has one inside)',
  )
  addPeerFlags(command, `${AUTH_PORT_DEFAULT}`)
    .option('--invite-admin', INVITE_ADMIN)
    .option('--swarm-key <file>', 'talk only to peers that have the same key')
    .addHelpText(
      'after',
      `${examples('tt auth --data ./auth', 'tt auth --data ./auth --listen /ip4/192.168.1.5/tcp/4100')}
At the first start it prints an invitation for its first user, admin, and with tt invite one is made for a metadata peer:
tt metadata --join STRING.\n`,
    )
    .action((flags: AuthFlags) => auth(flags, terminal))
}

async function auth(flags: AuthFlags, terminal: Terminal): Promise<void> {
  const settings = await loadSettings(flags, terminal)
  if (settings.data === undefined)
    throw new TritonError('BadRequest', 'tt auth: it needs a directory for its keys and users', {
      hint: 'add --data DIRECTORY',
    })
  const listen =
    flags.port === undefined && settings.listen
      ? settings.listen
      : [loopbackAddress(flags.port ?? AUTH_PORT_DEFAULT)]
  const [{ DataDirectory }, { Network }, { Libp2pTransport }] = await Promise.all([
    import('../membership/data-directory.ts'),
    import('../rpc/network.ts'),
    import('../rpc/libp2p-transport.ts'),
  ])
  const swarmKey = await readSwarmKey(flags.swarmKey)
  const directory = await DataDirectory.open(settings.data)
  const privateKey = await directory.identity()
  const network = new Network(new Libp2pTransport({ privateKey, listen, swarmKey }), systemClock())
  const authPeer = await openAuthPeer(network, settings.data)
  authPeer.guard()
  const peer = {
    id: network.id,
    get addresses() {
      return network.addresses
    },
    start: () => network.start(),
    stop: async () => {
      await network.stop()
      await authPeer.close()
    },
  }
  const more = () => welcome(authPeer, network.addresses, swarmKey, flags.inviteAdmin === true)
  await runPeer(peer, { role: 'auth peer', json: flags.json === true, more }, terminal)
  directory.close()
}
