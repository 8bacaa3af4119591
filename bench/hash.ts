/**
 * How fast blocks become keys: `hashBlocks` with hashtree, without it, and without `crypto.hash`, beside the loop of
 * `createHash` that one would write first; then verifying them against their keys.
 *
 *     node --import tsx bench/hash.ts [--json]
 */
import { createHash, randomBytes } from 'node:crypto'
import { createHasher, hashBlocks } from '../src/block/hash.ts'
import { verifyBlocks } from '../src/block/verify.ts'
import { KEY_BYTES } from '../src/limits.ts'

const BLOCK_SIZES = [8, 64, 512, 4096, 65_536, 1_048_576]
const RUNS = 5
/** What a run hashes, at most: 16 MiB, or as many blocks as the slowest hasher does in 0.1 s. */
const INPUT_BYTES = 16 * 1024 * 1024
const INPUT_BLOCKS = 100_000

const native = createHasher()
const oneShot = createHasher({ native: false })
const incremental = createHasher({ native: false, oneShot: false })

type Hashing = (bytes: Uint8Array, blockSize: number, keys: Uint8Array) => void

const ways: Record<string, Hashing> = {
  native: (bytes, blockSize, keys) => native.hashBlocks(bytes, blockSize, keys),
  fallback: (bytes, blockSize, keys) => oneShot.hashBlocks(bytes, blockSize, keys),
  incremental: (bytes, blockSize, keys) => incremental.hashBlocks(bytes, blockSize, keys),
  'createHash loop': createHashLoop,
  verify: (bytes, blockSize, keys) => verifyBlocks(bytes, blockSize, keys),
}

function createHashLoop(bytes: Uint8Array, blockSize: number, keys: Uint8Array): void {
  for (let start = 0, at = 0; start < bytes.length; start += blockSize, at += KEY_BYTES) {
    const block = bytes.subarray(start, start + blockSize)
    keys.set(createHash('sha256').update(block).digest(), at)
  }
}

/** One line of the result: rates are medians over `RUNS`. */
interface Figure {
  blockSize: number
  way: string
  blocksPerSecond: number
  bytesPerSecond: number
}

function measure(blockSize: number, input: Uint8Array): Figure[] {
  const blocks = Math.min(INPUT_BLOCKS, Math.floor(input.length / blockSize))
  const bytes = input.subarray(0, blocks * blockSize)
  const keys = hashBlocks(bytes, blockSize)
  return Object.entries(ways).map(([way, run]) => {
    const seconds = medianSeconds(() => run(bytes, blockSize, keys))
    return { blockSize, way, blocksPerSecond: blocks / seconds, bytesPerSecond: bytes.length / seconds }
  })
}

function medianSeconds(run: () => void): number {
  run()
  const times: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    run()
    times.push((performance.now() - start) / 1000)
  }
  return times.sort((a, b) => a - b)[RUNS >> 1]!
}

function printTable(figures: Figure[]): void {
  console.log(`hashtree: ${native.native ? 'loaded' : 'not available here'}, Node ${process.version}`)
  console.log('block size'.padStart(10), '', 'way'.padEnd(16), 'M blocks/s'.padStart(11), 'MB/s'.padStart(9))
  for (const { blockSize, way, blocksPerSecond, bytesPerSecond } of figures) {
    const blocks = (blocksPerSecond / 1e6).toFixed(blockSize > 4096 ? 4 : 2).padStart(11)
    const megabytes = (bytesPerSecond / 1e6).toFixed(0).padStart(9)
    console.log(String(blockSize).padStart(10), '', way.padEnd(16), blocks, megabytes)
  }
}

const input = new Uint8Array(randomBytes(INPUT_BYTES))
const figures = BLOCK_SIZES.flatMap((blockSize) => measure(blockSize, input))
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ bench: 'hash', node: process.version, native: native.native, figures }))
} else {
  printTable(figures)
}
