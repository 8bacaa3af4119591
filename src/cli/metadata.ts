import type { Command } from 'commander'
import { systemClock } from '../clock.ts'
import { loadSettings } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import { addPeerFlags, examples, type PeerFlags } from './flags.ts'
import { checkListen, loopbackAddress } from './listen.ts'
import { runPeer } from './run-peer.ts'
import type { Terminal } from './terminal.ts'

interface MetadataFlags extends PeerFlags {
  names?: string
  heartbeat?: string
  grace?: string
  generation?: string
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
    .addHelpText(
      'after',
      examples(
        'tt metadata',
        'tt metadata --port 9000 --names disk --data ./metadata',
        'tt metadata --names etcd://10.0.0.1:2379,10.0.0.2:2379,10.0.0.3:2379',
        'tt metadata --heartbeat 500ms --grace 1s',
        'tt metadata --listen /ip4/0.0.0.0/tcp/4001 --insecure',
      ),
    )
    .action((flags: MetadataFlags) => metadata(flags, terminal))
}

async function metadata(flags: MetadataFlags, terminal: Terminal): Promise<void> {
  const settings = await loadSettings(flags, terminal)
  const port = flags.port ?? METADATA_PORT_DEFAULT
  const listen = flags.port === undefined && settings.listen ? settings.listen : [loopbackAddress(port)]
  checkListen(listen, flags.insecure === true)
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
  const network = new Network(new Libp2pTransport({ privateKey, listen }), clock)
  const peer = new MetadataPeer({
    ...{ network, privateKey, names, heartbeatMs: settings.heartbeat, graceMs: settings.grace },
    generationMs: settings.generation,
    // Names that last have the view with them.
    viewKeeper: settings.data === undefined || names.lasting ? undefined : keptViewIn(settings.data),
  })
  await runPeer(peer, { role: 'metadata peer', json: flags.json === true }, terminal)
  directory?.close()
}
