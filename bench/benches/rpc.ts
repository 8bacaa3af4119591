import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/clock.ts'
import { growHeapFreely } from '../../src/heap.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import type { Bench } from '../bench.ts'
import { MOVE } from '../contenders/move-bytes.ts'
import { Together } from '../contenders/together.ts'
import { Transfers } from '../contenders/transfers.ts'
import { measureByTurns, type Turn } from '../rounds.ts'

const KiB = 1024
const MiB = 1024 * KiB
/** Large requests under way at once. */
const DEPTH = 4
const WAYS = ['up', 'down', 'down into kept memory'] as const

function moveTurn(
  network: Network,
  peer: string,
  size: number,
  way: (typeof WAYS)[number],
  total: number,
): Turn {
  const bytes = new Uint8Array(size)
  const kept = Array.from({ length: DEPTH }, () => new Uint8Array(size))
  const calls = {
    up: () => network.call(peer, MOVE, {}, { payload: bytes }),
    down: () => network.call(peer, MOVE, { bytesMax: size }, { answerBytesMax: size }),
    'down into kept memory': (worker: number) =>
      network.call(peer, MOVE, { bytesMax: size }, { answerInto: kept[worker]! }),
  }
  return {
    work: `${size / KiB} KiB ${way}, ${DEPTH} in flight`,
    who: 'calls',
    unit: 'MB/s',
    act: async () => total / 1e6 / (await secondsOf(total / size, DEPTH, calls[way])),
  }
}

function smallTurn(network: Network, peer: string, depth: number, count: number): Turn {
  return {
    work: `small request and answer, ${depth} in flight`,
    who: 'calls',
    unit: '/s',
    act: async () => count / (await secondsOf(count, depth, () => network.call(peer, MOVE, {}))),
  }
}

/** Makes `count` calls, `depth` of them at a time, each by one of `depth` workers. */
async function secondsOf(
  count: number,
  depth: number,
  call: (worker: number) => Promise<unknown>,
): Promise<number> {
  const startMs = performance.now()
  let left = count
  const work = async (_: unknown, worker: number) => {
    while (left-- > 0) await call(worker)
  }
  await Promise.all(Array.from({ length: depth }, work))
  return (performance.now() - startMs) / 1000
}

export default {
  title: 'What a call costs, beside the bare stream under it',

  async run(recording, { quick }) {
    growHeapFreely()
    const total = quick ? 16 * MiB : 256 * MiB
    await using together = new Together(recording)
    const contender = await together.start('raw libp2p stream', 'contenders/raw-stream.ts')
    const raw = new Transfers({
      name: 'as one stream',
      who: 'raw libp2p stream',
      contender,
      size: total,
      blockSize: MiB,
    })
    const server = fork(fileURLToPath(new URL('../contenders/move-server.ts', import.meta.url)))
    const [address] = (await once(server, 'message')) as [string]
    together.stopLater(async () => server.disconnect())
    const network = new Network(new Libp2pTransport({ privateKey: await freshIdentity() }), systemClock())
    await network.start()
    together.stopLater(() => network.stop())
    const peer = await network.connect(address)
    await measureByTurns(recording, quick ? 1 : 5, [
      ...raw.up,
      ...[256 * KiB, 512 * KiB, MiB].flatMap((size) =>
        WAYS.map((way) => moveTurn(network, peer, size, way, total)),
      ),
      ...[1, 64].map((depth) => smallTurn(network, peer, depth, quick ? 2000 : 5000)),
    ])
  },
} satisfies Bench
