import type { PrivateKey } from '@libp2p/interface'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { freePort } from '../harness/free-port.ts'
import { describeNetwork } from '../suites/network.ts'

describeNetwork('over libp2p', async () => {
  const places = new Map<string, { privateKey: PrivateKey; listen: string[] }>()
  return {
    async transport(name) {
      const place = places.get(name) ?? {
        privateKey: await freshIdentity(),
        listen: [`/ip4/127.0.0.1/tcp/${await freePort()}`],
      }
      places.set(name, place)
      return new Libp2pTransport(place)
    },
    close: async () => {},
  }
})
