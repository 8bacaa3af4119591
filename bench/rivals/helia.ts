/**
 * Helia: a node that holds a file and one that reads it, each a process. Reading is by bitswap, with as many blocks asked
 * for at once as UnixFS lets (its default); blocks are verified. Storing is local to the first node: it is no upload.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { multiaddr } from '@multiformats/multiaddr'
import { CID } from 'multiformats/cid'
import type { BenchFile } from '../contenders/bench-file.ts'
import type { Contender, Take } from '../contenders/contender.ts'
import { serve } from '../contenders/serve.ts'
import { startHelia } from './helia-node.ts'

class Helia implements Contender {
  #holder: ChildProcess | undefined
  #node: Awaited<ReturnType<typeof startHelia>> | undefined
  readonly #cids = new Map<string, string>()

  async start(): Promise<void> {
    this.#holder = fork(fileURLToPath(new URL('helia-holder.ts', import.meta.url)))
    const [address] = (await once(this.#holder, 'message')) as [string]
    this.#node = await startHelia()
    await this.#node.helia.libp2p.dial(multiaddr(address))
  }

  async stop(): Promise<void> {
    this.#holder?.disconnect()
    await this.#node?.helia.stop()
  }

  async upload(file: BenchFile): Promise<void> {
    this.#holder!.send(file)
    const [cid] = (await once(this.#holder!, 'message')) as [string]
    this.#cids.set(file.name, cid)
  }

  async download(file: BenchFile, take: Take): Promise<void> {
    const cid = CID.parse(this.#cids.get(file.name)!)
    for await (const bytes of this.#node!.files.cat(cid)) take(bytes)
  }

  /** What this node has read before it would not ask for again. */
  async forget(): Promise<void> {
    await this.#node!.forget()
  }
}

serve(new Helia())
