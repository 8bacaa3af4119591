/** A process that calls the peer at the address it is given, stops, and should then end by itself. */
import { systemClock } from '../../src/clock.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import { ECHO } from '../suites/network-stage.ts'

const network = new Network(new Libp2pTransport({ privateKey: await freshIdentity() }), systemClock())
await network.start()
await network.call(await network.connect(process.argv[2]!), ECHO, {})
await network.stop()
process.send!('stopped')
process.disconnect()
