import type { Command } from 'commander'
import { systemClock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { admission } from './admission.ts'
import { auditLog } from './audit-log.ts'
import { INVITE_ADMIN } from './auth-peer.ts'
import { loadSettings } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import { addPeerFlags, examples, type PeerFlags } from './flags.ts'
import { checkListen, loopbackAddress } from './listen.ts'
import { type Peer, runPeer } from './run-peer.ts'
import { readSwarmKey } from './swarm-key.ts'
import type { Terminal } from './terminal.ts'
import { openTrust } from './trust.ts'

interface MetadataFlags extends PeerFlags {
  names?: string
  heartbeat?: string
  grace?: string
  generation?: string
  auth?: true
  inviteAdmin?: true
  join?: string
  swarmKey?: string
}

export function addMetadata(program: Command, terminal: Terminal): void {
  const command = program.command('metadata')
  command
    .description('run a metadata peer: who is on the ring, and what file names mean')
    .option('--heartbeat <duration>', 'hear from each block peer so often: 500ms, 5s (default: 5s)')
    .option(
      '--names <store>',
      'keep names in memory, on disk (with --data), or in etcd://HOST:PORT,… (default: memory)',
    )
    .option('--grace <duration>', "make a lost peer's copies anew so long after its eviction (default: 10s)")
    .option(
      '--generation <duration>',
      'delete blocks that nothing needs one to two of these after they were put (default: 30m)',
    )
  addPeerFlags(command, `${METADATA_PORT_DEFAULT}`)
    .option('--auth', 'only users and invited peers are let in; with --data, which keeps keys and users')
    .option('--invite-admin', INVITE_ADMIN)
    .option('--join <string>', 'the same, with users at an auth peer (tt auth) that gave this invitation')
    .option('--swarm-key <file>', 'talk only to peers that have the same key')
    .addHelpText(
      'after',
      examples(
        'tt metadata',
        'tt metadata --port 9000 --names disk --data ./metadata',
        'tt metadata --names etcd://10.0.0.1:2379,10.0.0.2:2379,10.0.0.3:2379',
        'tt metadata --heartbeat 500ms --grace 1s',
        'tt metadata --auth --data ./metadata --listen /ip4/192.168.1.5/tcp/4001',
        'tt metadata --listen /ip4/0.0.0.0/tcp/4001 --insecure',
      ),
    )
    .action((flags: MetadataFlags) => metadata(flags, terminal))
}

async function metadata(flags: MetadataFlags, terminal: Terminal): Promise<void> {
  const settings = await loadSettings(flags, terminal)
  const port = flags.port ?? METADATA_PORT_DEFAULT
  const listen = flags.port === undefined && settings.listen ? settings.listen : [loopbackAddress(port)]
  const closed = flags.auth === true || flags.join !== undefined
  checkListen(
    listen,
    { insecure: flags.insecure === true, auth: closed },
    'add --auth and --data DIRECTORY to let in users and invited peers only',
  )
  if (flags.auth && settings.data === undefined)
    throw new TritonError('BadRequest', '--auth: it needs a directory for its keys and users', {
      hint: 'add --data DIRECTORY',
    })
  if (flags.inviteAdmin && !flags.auth)
    throw new TritonError('BadRequest', '--invite-admin: the peer that keeps the users invites', {
      hint: 'add --auth, or say it to tt auth',
    })
  const [
    { MetadataPeer },
    { keptViewIn },
    { openNames },
    { DataDirectory },
    { Network },
    { Libp2pTransport },
    identity,
  ] = await Promise.all([
    import('../metadata-peer/metadata-peer.ts'),
    import('../metadata-peer/kept-view.ts'),
    import('./names.ts'),
    import('../membership/data-directory.ts'),
    import('../rpc/network.ts'),
    import('../rpc/libp2p-transport.ts'),
    import('../rpc/identity.ts'),
  ])
  const directory = settings.data === undefined ? undefined : await DataDirectory.open(settings.data)
  const privateKey = await (directory?.identity() ?? identity.freshIdentity())
  const clock = systemClock()
  const names = await openNames(settings.names ?? 'memory', settings.data, clock)
  const admitted = await admission(settings.data, flags.join, privateKey)
  const swarmKey = await readSwarmKey(flags.swarmKey, admitted?.swarmKey)
  const network = new Network(new Libp2pTransport({ privateKey, listen, swarmKey }), clock)
  const trust = await openTrust(network, settings.data, flags.auth === true, admitted)
  const peer = new MetadataPeer({
    ...{ network, privateKey, names, heartbeatMs: settings.heartbeat, graceMs: settings.grace },
    generationMs: settings.generation,
    trust: trust?.trust,
    audit: trust === undefined ? undefined : auditLog(settings.data!),
    // Names that last have the view with them.
    viewKeeper: settings.data === undefined || names.lasting ? undefined : keptViewIn(settings.data),
  })
  const more = () => trust?.welcome(swarmKey, flags.inviteAdmin === true) ?? Promise.resolve({})
  const start = () => peer.start().then(() => trust?.start())
  const running: Peer = {
    id: peer.id,
    get addresses() {
      return peer.addresses
    },
    start,
    stop: () => peer.stop().finally(() => trust?.stop()),
  }
  const role = { role: 'metadata peer', json: flags.json === true, more }
  await runPeer(running, role, terminal)
  directory?.close()
}
