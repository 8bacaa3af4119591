/** Serves `MOVE` to whoever started it; tells its address, and ends with its parent. */
import process from 'node:process'
import { systemClock } from '../../src/clock.ts'
import { growHeapFreely } from '../../src/heap.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import { handler } from '../../src/rpc/server.ts'
import { MOVE } from './move-bytes.ts'

growHeapFreely()
const zeros = new Uint8Array(MOVE.responsePayloadMax)
const privateKey = await freshIdentity()
const transport = new Libp2pTransport({ privateKey, listen: ['/ip4/127.0.0.1/tcp/0'] })
const network = new Network(transport, systemClock())
network.serve(MOVE.protocol, [
  handler(MOVE, ({ bytesMax }) => ({ response: {}, payload: zeros.subarray(0, bytesMax) })),
])
await network.start()
process.send!(network.addresses[0])
process.once('disconnect', () => process.exit())
