/**
 * Where the processor time of a block goes: one transfer over three block peers, sampled by Linux perf (Debian:
 * linux-perf; needs root), told in nanoseconds a block, by who spends them and on what.
 *
 *     npm run bench:profile -- [up|down] [MiB] [BLOCK_SIZE]
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Table from 'cli-table3'
import { blockCount } from '../src/block/block-size.ts'
import { freshFile } from './contenders/bench-file.ts'
import { startCluster } from './contenders/cluster.ts'
import { ContenderProcess } from './contenders/contender-process.ts'
import { warmMemory } from './contenders/warm-memory.ts'

const MiB = 2 ** 20
const SAMPLES_PER_SECOND = 997
/** Transfers before the one that is sampled, so that its code is compiled. */
const WARM_UPS = 6
/** Named functions for the samples of generated code. */
const NODE_FLAGS = ['--perf-basic-prof', `--logfile=${join(tmpdir(), 'tritonring-v8-%p.log')}`]

/**
 * Compiled functions of these names. The peers are one bundle, in which names alone tell files apart: esbuild calls the
 * second of two `gather` `gather2`, which is the store's. The client runs the sources, whose paths stand behind the names.
 */
function compiled(...names: string[]): RegExp {
  return new RegExp(`JS:[*+^~]?(${names.join('|')}) `)
}

const STORE_TABLE = [
  'seat',
  'fill',
  'prepare',
  'locate',
  '#hash',
  '#touch',
  '#findTags',
  '#checkKeys',
  '#find',
]
const STORE_GROWTH = ['#grow', '#rebuild', 'spread', 'allocate']
const STORE_PARTS = ['tagOf', 'shardOf', 'homeOf', 'hasKey', 'setKey', 'sizeOf', 'wordsOf', '#toWords']
/** What the store's own calls do when the compiler has drawn the others into them. */
const STORE_CALLS = ['#seat', 'scatter', 'touch', 'gather2', 'copy', 'get', 'put', 'hasAndRenew']
const RING = ['arcsOf', 'arcOf', 'successor', 'highAt', 'ownerAt', 'chooseMembers', 'firstOf', '#choose']
const PARTS = ['gather', 'gatherWords', 'group', 'partition', 'selectKeys', 'select', 'takeWords', '#took']

/** What a sample's symbol belongs to: the first that fits. */
const KINDS: readonly [kind: string, symbol: RegExp][] = [
  ['first use of memory', /clear_page|page_fault|anonymous_page|handle_mm|alloc_frozen|charge_memcg|lruvec/],
  ['kernel: sockets and the rest', /\[kernel/],
  ['SHA-256 in batches (hashtree)', /hashtree/],
  ['SHA-256 (OpenSSL)', /sha256/],
  ['ChaCha20-Poly1305', /ChaCha|poly1305|EVP_|ossl_|CRYPTO_/],
  [
    'garbage collection',
    /Mark|Sweep|Scaveng|Evacuat|Heap::|FreeList|BackingStore|SizeFromMap|IteratePointers/,
  ],
  ['compiling', /compiler::|interpreter::|parsing|Bytecode|maglev/],
  ['memory store', compiled(...STORE_TABLE, ...STORE_GROWTH, ...STORE_PARTS, ...STORE_CALLS)],
  ['gather and scatter of batches', compiled(...PARTS)],
  ['gather and scatter of batches', /JS:.*(partition|read-job)\.ts/],
  ['ring lookups', compiled(...RING)],
  ['malloc and copies (libc)', /libc\.so/],
  ['other JavaScript', /JS:|Builtins_|wasm/],
]
const REST = 'rest of V8 and Node'

async function sample(act: () => Promise<unknown>, file: string): Promise<void> {
  const args = ['record', '-q', '-e', 'cpu-clock', '-F', `${SAMPLES_PER_SECOND}`, '-a', '-o', file]
  const perf = spawn('perf', args, { stdio: 'ignore' })
  await setTimeout(500)
  await act()
  perf.kill('SIGINT')
  await once(perf, 'exit')
}

/** Samples of each process by kind. */
function countSamples(file: string): Map<number, Map<string, number>> {
  const args = ['script', '-i', file, '-F', 'pid,ip,sym,dso']
  const lines = execFileSync('perf', args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const counts = new Map<number, Map<string, number>>()
  for (const line of lines.split('\n')) {
    const pid = Number.parseInt(line, 10)
    if (Number.isNaN(pid)) continue
    const kind = KINDS.find(([, symbol]) => symbol.test(line))?.[0] ?? REST
    const kinds = counts.get(pid) ?? new Map<string, number>()
    counts.set(pid, kinds.set(kind, (kinds.get(kind) ?? 0) + 1))
  }
  return counts
}

function print(
  what: string,
  blocks: number,
  client: Map<string, number>,
  peers: Map<string, number>[],
): void {
  const nanoseconds = (samples: number) => (samples * 1e9) / SAMPLES_PER_SECOND / blocks
  const sumOfPeers = (kind: string) => peers.reduce((sum, kinds) => sum + (kinds.get(kind) ?? 0), 0)
  const rows = [...new Set(KINDS.map(([kind]) => kind)), REST].map(
    (kind) => [client.get(kind) ?? 0, sumOfPeers(kind), kind] as const,
  )
  const table = new Table({
    head: ['ns a block', 'client', 'block peers', 'both'],
    style: { head: [], border: [] },
  })
  const row = (name: string, a: number, b: number) =>
    table.push([name, ...[a, b, a + b].map((samples) => nanoseconds(samples).toFixed(0))])
  for (const [a, b, kind] of rows.sort((x, y) => y[0] + y[1] - x[0] - x[1])) row(kind, a, b)
  const sum = (which: 0 | 1) => rows.reduce((total, each) => total + each[which], 0)
  row('all', sum(0), sum(1))
  console.log(`${what}\n${table.toString()}`)
}

const [direction = 'up', sizeMiB = '64', blockSize = '64'] = process.argv.slice(2)
const size = Number(sizeMiB) * MiB
const cluster = await startCluster(3, { node: NODE_FLAGS })
const client = await ContenderProcess.start(
  'tritonring',
  'contenders/tritonring.ts',
  [cluster.address],
  NODE_FLAGS,
)
const fresh = () => freshFile(size, Number(blockSize))
const file = join(tmpdir(), 'tritonring-perf.data')
try {
  for (let run = 0; run < WARM_UPS; run++) {
    const each = fresh()
    await client.upload(each)
    await client.download(each)
  }
  const last = fresh()
  warmMemory(5 * size)
  if (direction === 'up') await sample(() => client.upload(last), file)
  else {
    await client.upload(last)
    await sample(() => client.download(last), file)
  }
  const counts = countSamples(file)
  const of = (pid: number) => counts.get(pid) ?? new Map<string, number>()
  const blocks = blockCount(size, Number(blockSize))
  print(
    `${direction}: ${sizeMiB} MiB in blocks of ${blockSize} bytes`,
    blocks,
    of(client.pid),
    cluster.blockPeers.map(of),
  )
} finally {
  await client.stop()
  await cluster.stop()
}
