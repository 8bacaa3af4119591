/**
 * A bare libp2p stream between two processes, with the security and muxer that tritonring has: the encrypted wire's own
 * limit. Zeros from one buffer go one way; nothing is hashed, kept, copied or answered but the last byte.
 */
import '../../src/rpc/promise-with-resolvers.ts'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { Libp2p, Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { growHeapFreely } from '../../src/heap.ts'
import type { BenchFile } from './bench-file.ts'
import type { Contender } from './contender.ts'
import { serve } from './serve.ts'

const PROTOCOL = '/tritonring/bench-raw/1.0.0'
const WRITE_BYTES = 256 * 1024
const READER = 'read'

class RawStream implements Contender {
  #reader: ChildProcess | undefined
  #node: Libp2p | undefined
  #stream: Stream | undefined

  async start(): Promise<void> {
    this.#reader = fork(fileURLToPath(import.meta.url), [READER])
    const [address] = (await once(this.#reader, 'message')) as [string]
    this.#node = await createNode([])
    this.#stream = await this.#node.dialProtocol(multiaddr(address), PROTOCOL)
  }

  async stop(): Promise<void> {
    await this.#node?.stop()
    this.#reader?.disconnect()
  }

  /** The reader answers with a byte when it has as many bytes as it was told first. */
  async upload({ size }: BenchFile): Promise<void> {
    const stream = this.#stream!
    const done = once(stream, 'message')
    const head = new Uint8Array(8)
    new DataView(head.buffer).setFloat64(0, size)
    stream.send(head)
    const piece = new Uint8Array(WRITE_BYTES)
    for (let sent = 0; sent < size; sent += WRITE_BYTES) {
      while (stream.writableNeedsDrain) await once(stream, 'drain')
      stream.send(piece)
    }
    await done
  }
}

function createNode(listen: string[]): Promise<Libp2p> {
  return createLibp2p({
    addresses: { listen },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionMonitor: { enabled: false },
  })
}

async function read(): Promise<void> {
  growHeapFreely()
  const node = await createNode(['/ip4/127.0.0.1/tcp/0'])
  await node.handle(PROTOCOL, (stream) => {
    let missing = 0
    stream.addEventListener('message', ({ data }) => {
      if (missing === 0) {
        const head = data.slice(0, 8)
        missing = new DataView(head.buffer, head.byteOffset).getFloat64(0) + head.length
      }
      missing -= data.byteLength
      if (missing === 0) stream.send(new Uint8Array(1))
    })
  })
  process.send!(node.getMultiaddrs().map(String)[0])
  process.once('disconnect', () => process.exit())
}

if (process.argv[2] === READER) await read()
else serve(new RawStream())
