import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { type KeptCredential, RenewingCredential } from '../auth/renewing-credential.ts'
import { verifyApart, verifyBlocks } from '../block/verify.ts'
import { type Clock, systemClock } from '../clock.ts'
import { Libp2pTransport } from '../rpc/libp2p-transport.ts'
import { Network } from '../rpc/network.ts'
import { Client } from './client.ts'
import type { Secret } from './encryption/secret.ts'
import { UserEncryption } from './encryption/user-encryption.ts'
import { OverlayClient } from './overlay-client.ts'

export interface ClientOptions {
  /** Peers of the overlay, as `host:port` or multiaddrs; the first that answers serves. */
  bootstrap: readonly string[]
  /** This client's identity; a new one when not given. */
  privateKey?: PrivateKey
  clock?: Clock
  /** What its user's files are encrypted with, and read. */
  secret?: Secret | undefined
  /** What this device has logged in with, where there are users; its tokens renew by themselves, and `onRenewed` is told. */
  credential?: KeptCredential | undefined
  onRenewed?: ((credential: KeptCredential) => void) | undefined
  /** A token of `privateKey`'s PeerId, instead of a credential. */
  token?: string | undefined
  /** Of a private network: the text of its key file. */
  swarmKey?: string | undefined
  /** Instead of libp2p over TCP; started and stopped with the client. */
  network?: Network
  /** Gives numbers from 0 (inclusive) to 1 (exclusive), by which clients spread over peers and over time. Default: Math.random. */
  random?: (() => number) | undefined
  signal?: AbortSignal
}

/** Finds the overlay and returns a client of it. Throws `Unavailable` when none of the addresses answers. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const network = options.network ?? (await dialOnlyNetwork(options))
  const { credential, token, onRenewed = () => {} } = options
  const renewing =
    credential === undefined ? undefined : new RenewingCredential(network, credential, onRenewed)
  renewing?.show()
  if (token !== undefined) network.showToken(() => token)
  await network.start()
  // Who refuses an old token says so.
  await renewing?.renewed().catch(() => {})
  const overlay = new OverlayClient(network, options.bootstrap, options.random)
  try {
    await overlay.connect(options.signal)
  } catch (error) {
    renewing?.stop()
    await network.stop()
    throw error
  }
  const verify = options.network === undefined ? verifyApart : verifyBlocks
  return new Client(overlay, await UserEncryption.of(options.secret), verify, () => renewing?.stop())
}

async function dialOnlyNetwork({ privateKey, clock, swarmKey }: ClientOptions): Promise<Network> {
  const key = privateKey ?? (await generateKeyPair('Ed25519'))
  return new Network(new Libp2pTransport({ privateKey: key, swarmKey }), clock ?? systemClock())
}
