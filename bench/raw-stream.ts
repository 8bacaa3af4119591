import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freshIdentity } from '../src/rpc/identity.ts'
import { Libp2pTransport } from '../src/rpc/libp2p-transport.ts'
import type { Channel } from '../src/rpc/transport.ts'
import { median } from './median.ts'

const PROTOCOL = '/tritonring/bench-raw/1.0.0'
const WRITE_BYTES = 256 * 1024
const RUN_BYTES = 256 * 1024 * 1024
const RUNS = 5

/** Bytes a second over one libp2p stream between two processes on loopback, same security and muxer: the median of some runs. */
export async function measureRawStream(): Promise<number> {
  const reader: ChildProcess = fork(fileURLToPath(import.meta.url), ['read'], {
    execArgv: ['--import', 'tsx'],
  })
  const [address] = (await once(reader, 'message')) as [string]
  const transport = new Libp2pTransport({ privateKey: await freshIdentity() })
  await transport.start()
  try {
    const signal = AbortSignal.timeout(60_000)
    const peer = await transport.connect(address, signal)
    const channel = await transport.open(peer, [address], PROTOCOL, signal)
    const rates: number[] = []
    for (let run = 0; run <= RUNS; run++) rates.push(RUN_BYTES / (await send(channel, signal)))
    return median(rates.slice(1)).median
  } finally {
    await transport.stop()
    reader.disconnect()
  }
}

/** Seconds until the reader says that it has all. */
function send(channel: Channel, signal: AbortSignal): Promise<number> {
  const piece = new Uint8Array(WRITE_BYTES)
  const startMs = performance.now()
  return new Promise((resolve, reject) => {
    channel.receive({ onBytes: () => resolve((performance.now() - startMs) / 1000), onEnd: reject })
    void (async () => {
      for (let sent = 0; sent < RUN_BYTES; sent += WRITE_BYTES) {
        while (!channel.writable) await channel.drained(signal)
        channel.send(piece)
      }
    })().catch(reject)
  })
}

async function read(): Promise<void> {
  const transport = new Libp2pTransport({
    privateKey: await freshIdentity(),
    listen: ['/ip4/127.0.0.1/tcp/0'],
  })
  transport.listen(PROTOCOL, (channel) => {
    let received = 0
    channel.receive({
      onBytes(bytes) {
        received += bytes.length
        if (received < RUN_BYTES) return
        received -= RUN_BYTES
        channel.send(new Uint8Array(1))
      },
      onEnd() {},
    })
  })
  await transport.start()
  process.send?.(transport.addresses[0])
  process.once('disconnect', () => process.exit(0))
}

if (process.argv[2] === 'read') await read()
