import { join } from 'node:path'
import type { Command } from 'commander'
import { RenewingCredential } from '../auth/renewing-credential.ts'
import type { BlockPeerOptions } from '../block-peer/block-peer.ts'
import { systemClock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { growHeapFreely } from '../heap.ts'
import { admission } from './admission.ts'
import { loadSettings } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import { addBootstrapFlag, addPeerFlags, examples, type PeerFlags } from './flags.ts'
import { checkListen, loopbackAddress } from './listen.ts'
import { type Peer, runPeer } from './run-peer.ts'
import type { Settings } from './settings.ts'
import { readSwarmKey } from './swarm-key.ts'
import type { Terminal } from './terminal.ts'
import { waitingWords } from './waiting-words.ts'

interface BlockFlags extends PeerFlags {
  bootstrap?: string[]
  store?: string
  capacity?: string
  weight?: string
  zone?: string
  join?: string
  swarmKey?: string
}

export function addBlock(program: Command, terminal: Terminal): void {
  const command = program.command('block')
  command.description("run a block peer: keeps a share of the ring's blocks, in memory or on disk")
  addBootstrapFlag(command, 'a metadata peer')
    .option('--store <kind>', 'keep blocks in memory, or on disk in the --data directory (default: memory)')
    .option(
      '--capacity <size>',
      'take blocks of so many bytes: 500MB, 10GiB (default: what there is room for)',
    )
    .option('--weight <number>', 'capacity relative to the other block peers (default: 1)')
    .option('--zone <name>', 'what fails together: the copies of a block go to distinct zones')
  addPeerFlags(command, 'a free one')
    .option('--join <string>', 'let in by this invitation (tt invite), which --data keeps from then on')
    .option('--swarm-key <file>', 'talk only to peers that have the same key; invitations have it')
    .addHelpText(
      'after',
      examples(
        'tt block',
        'tt block --bootstrap 192.168.1.5:4001 --port 4002 --data ./block-1',
        'tt block --store disk --data ./block-1 --capacity 10GiB',
        'tt block --join tt-invite-… --data ./block-1 --listen /ip4/192.168.1.6/tcp/4002',
        'tt block --weight 2 --zone cellar',
      ),
    )
    .action((flags: BlockFlags) => block(flags, terminal))
}

async function block(flags: BlockFlags, terminal: Terminal): Promise<void> {
  const settings = await loadSettings(flags, terminal)
  const listen =
    flags.port === undefined && settings.listen ? settings.listen : [loopbackAddress(flags.port ?? 0)]
  growHeapFreely()
  const [{ BlockPeer }, { DataDirectory }, { Network }, transport, address, identity] = await Promise.all([
    import('../block-peer/block-peer.ts'),
    import('../membership/data-directory.ts'),
    import('../rpc/network.ts'),
    import('../rpc/libp2p-transport.ts'),
    import('../rpc/address.ts'),
    import('../rpc/identity.ts'),
  ])
  const clock = systemClock()
  const directory = settings.data === undefined ? undefined : await DataDirectory.open(settings.data)
  const privateKey = await (directory?.identity() ?? identity.freshIdentity())
  const admitted = await admission(settings.data, flags.join, privateKey)
  checkListen(
    listen,
    { insecure: flags.insecure === true, auth: admitted !== undefined },
    'join an overlay with users (--join STRING of tt invite)',
  )
  const named = settings.bootstrap ?? admitted?.bootstrap ?? [`127.0.0.1:${METADATA_PORT_DEFAULT}`]
  const bootstrap = await Promise.all(named.map(address.resolveAddress))
  const swarmKey = await readSwarmKey(flags.swarmKey, admitted?.swarmKey)
  const incarnation = await directory?.nextIncarnation(clock.wallNow())
  const network = new Network(new transport.Libp2pTransport({ privateKey, listen, swarmKey }), clock)
  const renewing = admitted && new RenewingCredential(network, admitted.credential, admitted.keep)
  renewing?.show()
  const { weight, zone } = settings
  const fence = new AbortController()
  const stores = await openStores(settings)
  const onFenced = (reason: TritonError) => fence.abort(reason)
  const token = renewing && (() => renewing.token)
  const peer = new BlockPeer({ network, ...stores, bootstrap, weight, zone, incarnation, onFenced, token })
  const waitingFor = () => waitingWords(named, peer.obstacle)
  const role = { role: 'block peer', json: flags.json === true, waitingFor, failure: fence.signal }
  const running: Peer = {
    id: peer.id,
    get addresses() {
      return peer.addresses
    },
    start: async (signal) => {
      await network.start()
      await renewing?.renewed().catch(() => {})
      await peer.start(signal)
    },
    stop: () => peer.stop().finally(() => renewing?.stop()),
  }
  await runPeer(running, role, terminal)
  directory?.close()
}

/** Opens what the peer keeps blocks in, and for a disk store also its notes, beside the blocks. */
async function openStores(settings: Settings): Promise<Pick<BlockPeerOptions, 'store' | 'notes'>> {
  const { store: kind = 'memory', data, capacity } = settings
  if (kind === 'memory') {
    const { MemoryStore } = await import('../store/memory.ts')
    return { store: new MemoryStore(capacity === undefined ? {} : { capacity }) }
  }
  if (data === undefined) {
    throw new TritonError('BadRequest', 'could not keep blocks on disk: no directory was named', {
      hint: '--data DIRECTORY names it',
    })
  }
  const [{ DiskStore }, { LevelNotes }] = await Promise.all([
    import('../store/disk.ts'),
    import('../block-peer/level-notes.ts'),
  ])
  const store = await DiskStore.open(join(data, 'blocks'), { capacity })
  try {
    return { store, notes: await LevelNotes.open(join(data, 'notes')) }
  } catch (error) {
    await store.close()
    throw error
  }
}
