/**
 * A tritonring client that keeps nothing of what it has read: `fresh-reader.ts ADDRESS`. Each download asks for the record,
 * the root, the pages and the blocks anew, over connections that are there.
 */
import process from 'node:process'
import { verifyApart } from '../../src/block/verify.ts'
import { Client } from '../../src/client/client.ts'
import { UserEncryption } from '../../src/client/encryption/user-encryption.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { systemClock } from '../../src/clock.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import { type BenchFile, piecesOf } from './bench-file.ts'
import type { Contender, Take } from './contender.ts'
import { serve } from './serve.ts'

class FreshReader implements Contender {
  #network: Network | undefined
  #overlay: OverlayClient | undefined
  #encryption: UserEncryption | undefined

  async start(): Promise<void> {
    const transport = new Libp2pTransport({ privateKey: await freshIdentity() })
    this.#network = new Network(transport, systemClock())
    await this.#network.start()
    this.#overlay = new OverlayClient(this.#network, [process.argv[2]!])
    await this.#overlay.connect()
    this.#encryption = await UserEncryption.of(undefined)
  }

  async stop(): Promise<void> {
    await this.#network?.stop()
  }

  async upload(file: BenchFile): Promise<void> {
    const { name, blockSize } = file
    await this.#client().upload(stream(piecesOf(file)), { name, blockSize })
  }

  async download({ name }: BenchFile, take: Take): Promise<void> {
    for await (const bytes of this.#client().read({ name })) take(bytes)
  }

  /** With a cache of its own, empty; it has nothing to close. */
  #client(): Client {
    return new Client(this.#overlay!, this.#encryption!, verifyApart)
  }
}

async function* stream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces
}

serve(new FreshReader())
