import { createHash, randomBytes } from 'node:crypto'
import { createHasher, hashBlocks } from '../../src/block/hash.ts'
import { verifyBlocks } from '../../src/block/verify.ts'
import { KEY_BYTES } from '../../src/limits.ts'
import type { Bench } from '../bench.ts'
import { measureByTurns, type Turn } from '../rounds.ts'

/** What a round hashes, at most: 16 MiB, or as many blocks as the slowest way does in 0.1 s. */
const INPUT_BYTES = 16 * 2 ** 20
const INPUT_BLOCKS = 100_000

const native = createHasher()
const oneShot = createHasher({ native: false })
const incremental = createHasher({ native: false, oneShot: false })

type Hashing = (bytes: Uint8Array, blockSize: number, keys: Uint8Array) => void

const ways: Record<string, Hashing> = {
  hashtree: (bytes, blockSize, keys) => native.hashBlocks(bytes, blockSize, keys),
  'crypto.hash': (bytes, blockSize, keys) => oneShot.hashBlocks(bytes, blockSize, keys),
  'crypto.createHash': (bytes, blockSize, keys) => incremental.hashBlocks(bytes, blockSize, keys),
  'the first loop one would write': createHashLoop,
  'verify against keys': (bytes, blockSize, keys) => verifyBlocks(bytes, blockSize, keys),
}

function createHashLoop(bytes: Uint8Array, blockSize: number, keys: Uint8Array): void {
  for (let start = 0, at = 0; start < bytes.length; start += blockSize, at += KEY_BYTES) {
    const block = bytes.subarray(start, start + blockSize)
    keys.set(createHash('sha256').update(block).digest(), at)
  }
}

function turnsOf(blockSize: number, input: Uint8Array): Turn[] {
  const blocks = Math.min(INPUT_BLOCKS, Math.floor(input.length / blockSize))
  const bytes = input.subarray(0, blocks * blockSize)
  const keys = hashBlocks(bytes, blockSize)
  return Object.entries(ways).map(([who, hash]) => ({
    work: `blocks of ${blockSize} B`,
    who,
    unit: 'M/s',
    act: async () => {
      const startMs = performance.now()
      hash(bytes, blockSize, keys)
      return blocks / 1000 / (performance.now() - startMs)
    },
  }))
}

export default {
  title: 'How fast blocks become keys',

  async run(recording, { quick }) {
    if (!native.native)
      recording.note('hashtree is not available here: its figures are those of crypto.hash.')
    const input = new Uint8Array(randomBytes(INPUT_BYTES))
    const sizes = quick ? [64, 65_536] : [8, 64, 512, 4096, 65_536, 1_048_576]
    await measureByTurns(
      recording,
      5,
      sizes.flatMap((blockSize) => turnsOf(blockSize, input)),
    )
  },
} satisfies Bench
