import '../../src/rpc/promise-with-resolvers.ts'
import { withBitswap } from '@helia/bitswap'
import { withLibp2pLight } from '@helia/libp2p'
import { unixfs } from '@helia/unixfs'
import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { MemoryBlockstore } from 'blockstore-core'
import { createHeliaLight } from 'helia'

/** A Helia node that keeps blocks in memory and exchanges them by bitswap over TCP, Noise and yamux, and nothing else. */
export async function startHelia() {
  const blockstore = new MemoryBlockstore()
  const libp2p = {
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify() },
  }
  const helia = await withBitswap(withLibp2pLight(createHeliaLight({ blockstore }), libp2p)).start()
  const forget = async () => {
    for await (const { cid } of blockstore.getAll()) blockstore.delete(cid)
  }
  return { helia, files: unixfs(helia), forget }
}
