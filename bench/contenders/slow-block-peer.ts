/**
 * A block peer that holds up its answers for as many milliseconds as its parent tells it: `slow-block-peer.ts ADDRESS`.
 * Tells the parent when it is on the ring, and after each change.
 */
import process from 'node:process'
import {
  BlockPeer,
  growHeapFreely,
  Libp2pTransport,
  MemoryStore,
  Network,
  systemClock,
} from '../../src/index.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { SlowTransport } from './slow-transport.ts'

growHeapFreely()
const listen = ['/ip4/127.0.0.1/tcp/0']
const transport = new SlowTransport(new Libp2pTransport({ privateKey: await freshIdentity(), listen }))
const network = new Network(transport, systemClock())
const peer = new BlockPeer({ network, store: new MemoryStore(), bootstrap: [process.argv[2]!] })
await peer.start()
process.on('message', (delayMs) => {
  transport.delayMs = Number(delayMs)
  process.send!('changed')
})
process.once('disconnect', () => process.exit())
process.send!('ready')
