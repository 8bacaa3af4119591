import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { verifyApart, verifyBlocks } from '../block/verify.ts'
import { type Clock, systemClock } from '../clock.ts'
import { Libp2pTransport } from '../rpc/libp2p-transport.ts'
import { Network } from '../rpc/network.ts'
import { Client } from './client.ts'
import { OverlayClient } from './overlay-client.ts'

export interface ClientOptions {
  /** Peers of the overlay, as `host:port` or multiaddrs; the first that answers serves. */
  bootstrap: readonly string[]
  /** This client's identity; a new one when not given. */
  privateKey?: PrivateKey
  clock?: Clock
  /** Instead of libp2p over TCP; started and stopped with the client. */
  network?: Network
  signal?: AbortSignal
}

/** Finds the overlay and returns a client of it. Throws `Unavailable` when none of the addresses answers. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const network = options.network ?? (await dialOnlyNetwork(options))
  await network.start()
  const overlay = new OverlayClient(network, options.bootstrap)
  try {
    await overlay.connect(options.signal)
  } catch (error) {
    await network.stop()
    throw error
  }
  return new Client(overlay, options.network === undefined ? verifyApart : verifyBlocks)
}

async function dialOnlyNetwork({ privateKey, clock }: ClientOptions): Promise<Network> {
  const key = privateKey ?? (await generateKeyPair('Ed25519'))
  return new Network(new Libp2pTransport({ privateKey: key }), clock ?? systemClock())
}
