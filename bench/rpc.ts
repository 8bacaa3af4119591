/**
 * What a call costs beside the bare libp2p stream under it, between two processes over loopback: bytes a second with
 * large messages up and down, requests a second with small ones.
 *
 *     node --import tsx bench/rpc.ts [--json]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../src/clock.ts'
import { freshIdentity } from '../src/rpc/identity.ts'
import { Libp2pTransport } from '../src/rpc/libp2p-transport.ts'
import { Network } from '../src/rpc/network.ts'
import { handler } from '../src/rpc/server.ts'
import type { Channel } from '../src/rpc/transport.ts'
import { GetRequest, HasResponse } from '../src/wire/generated/tritonring.ts'
import { type Method, method } from '../src/wire/method.ts'

const KiB = 1024
const MiB = 1024 * KiB

const RAW_PROTOCOL = '/tritonring/bench-raw/1.0.0'
const PROTOCOL = '/tritonring/bench/1.0.0'
const RUNS = 5
/** What one run moves. */
const RUN_BYTES = 128 * MiB
const RAW_WRITE_BYTES = 256 * KiB
const MESSAGE_SIZES = [256 * KiB, 512 * KiB, 1 * MiB]
/** Large requests under way at once. */
const DEPTH = 4
/** Small requests in a run, and how many of them are under way at once. */
const SMALL_CALLS = 5000
const SMALL_DEPTHS = [1, 64]

/** Takes a payload, answers with one of `bytesMax` bytes. */
const MOVE = method({
  protocol: PROTOCOL,
  op: 1,
  name: 'move bytes',
  request: GetRequest,
  response: HasResponse,
  requestPayloadMax: 10 * MiB,
  responsePayloadMax: 10 * MiB,
  deadlineMs: 60_000,
}) as Method<GetRequest, HasResponse>

const zeros = new Uint8Array(10 * MiB)

async function serve(): Promise<void> {
  const transport = new Libp2pTransport({
    privateKey: await freshIdentity(),
    listen: ['/ip4/127.0.0.1/tcp/0'],
  })
  const network = new Network(transport, systemClock())
  network.serve(PROTOCOL, [
    handler(MOVE, ({ bytesMax }) => ({ response: {}, payload: zeros.subarray(0, bytesMax) })),
  ])
  transport.listen(RAW_PROTOCOL, countRaw)
  await network.start()
  process.send?.(network.addresses[0])
  process.once('disconnect', () => process.exit(0))
}

/** Answers a byte for every RUN_BYTES received. */
function countRaw(channel: Channel): void {
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
}

/** One line of the result; `perSecond` is the median over RUNS, in bytes or calls. */
interface Figure {
  what: string
  unit: 'bytes' | 'calls'
  perSecond: number
}

type Run = { what: string; unit: Figure['unit']; amount: number; act: () => Promise<void> }

async function rawRun(transport: Libp2pTransport, peer: string): Promise<Run> {
  const channel = await transport.open(peer, [], RAW_PROTOCOL, new AbortController().signal)
  let onDone = () => {}
  channel.receive({ onBytes: () => onDone(), onEnd() {} })
  const forever = new AbortController().signal
  const act = async () => {
    const done = new Promise<void>((resolve) => {
      onDone = resolve
    })
    for (let sent = 0; sent < RUN_BYTES; sent += RAW_WRITE_BYTES) {
      while (!channel.writable) await channel.drained(forever)
      channel.send(zeros.subarray(0, RAW_WRITE_BYTES))
    }
    await done
  }
  return { what: `raw stream, ${RAW_WRITE_BYTES / KiB} KiB writes`, unit: 'bytes', amount: RUN_BYTES, act }
}

const WAYS = ['up', 'down', 'down into kept memory'] as const

function moveRun(network: Network, peer: string, size: number, way: (typeof WAYS)[number]): Run {
  const kept = Array.from({ length: DEPTH }, () => new Uint8Array(size))
  const calls = {
    up: () => network.call(peer, MOVE, {}, { payload: zeros.subarray(0, size) }),
    down: () => network.call(peer, MOVE, { bytesMax: size }, { answerBytesMax: size }),
    'down into kept memory': (worker: number) =>
      network.call(peer, MOVE, { bytesMax: size }, { answerInto: kept[worker]! }),
  }
  return {
    what: `${size / KiB} KiB ${way}, ${DEPTH} in flight`,
    unit: 'bytes',
    amount: RUN_BYTES,
    act: () => pipelined(RUN_BYTES / size, DEPTH, calls[way]),
  }
}

function smallRun(network: Network, peer: string, depth: number): Run {
  return {
    what: `small request and answer, ${depth} in flight`,
    unit: 'calls',
    amount: SMALL_CALLS,
    act: () => pipelined(SMALL_CALLS, depth, () => network.call(peer, MOVE, {})),
  }
}

/** Makes `count` calls, `depth` of them at a time, each by one of `depth` workers. */
async function pipelined(count: number, depth: number, call: (worker: number) => Promise<unknown>) {
  let left = count
  const work = async (_: unknown, worker: number) => {
    while (left-- > 0) await call(worker)
  }
  await Promise.all(Array.from({ length: depth }, work))
}

/** Runs take turns, so that a disturbance of the machine meets all of them. */
async function measure(runs: Run[]): Promise<Figure[]> {
  const rates = runs.map((): number[] => [])
  for (let round = 0; round <= RUNS; round++) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now()
      await run.act()
      if (round > 0) rates[index]!.push((run.amount * 1000) / (performance.now() - start))
    }
  }
  return runs.map(({ what, unit }, index) => ({ what, unit, perSecond: median(rates[index]!) }))
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}

function printTable(figures: Figure[]): void {
  const raw = figures[0]!.perSecond
  for (const { what, unit, perSecond } of figures) {
    const rate = unit === 'bytes' ? `${(perSecond / 1e6).toFixed(0)} MB/s` : `${perSecond.toFixed(0)}/s`
    const ratio = unit === 'bytes' ? `${(perSecond / raw).toFixed(2)} of raw` : ''
    console.log(what.padEnd(44), rate.padStart(12), ratio.padStart(14))
  }
}

async function main(): Promise<void> {
  const server: ChildProcess = fork(fileURLToPath(import.meta.url), ['serve'])
  const [address] = (await once(server, 'message')) as [string]
  const transport = new Libp2pTransport({ privateKey: await freshIdentity() })
  const network = new Network(transport, systemClock())
  await network.start()
  try {
    const peer = await network.connect(address)
    const figures = await measure([
      await rawRun(transport, peer),
      ...MESSAGE_SIZES.flatMap((size) => WAYS.map((way) => moveRun(network, peer, size, way))),
      ...SMALL_DEPTHS.map((depth) => smallRun(network, peer, depth)),
    ])
    if (process.argv.includes('--json')) {
      console.log(JSON.stringify({ bench: 'rpc', node: process.version, runs: RUNS, figures }))
    } else {
      printTable(figures)
    }
  } finally {
    await network.stop()
    server.disconnect()
  }
}

await (process.argv[2] === 'serve' ? serve() : main())
