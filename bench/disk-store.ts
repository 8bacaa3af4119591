/**
 * The disk store alone, beside the same blocks in LevelDB (classic-level): puts and gets of 64-byte blocks, 4,096 a
 * call, four puts at once, each answered when it is synced; bytes of disk a block; the time to open it again, and the
 * memory that it then takes. Each contender runs in processes of its own.
 *
 *   node --expose-gc --import tsx bench/disk-store.ts [--blocks 10000000] [--level-blocks 1000000] [--quick] [--json]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type BatchOperation, ClassicLevel } from 'classic-level'
import { DiskStore } from '../src/store/disk.ts'

const BATCH = 4096
const BLOCK_SIZE = 64
const KEY_BYTES = 32
const PUTS_AT_ONCE = 4
const GETS = 1_000_000

interface Contender {
  put(keys: Uint8Array, bytes: Uint8Array): Promise<unknown>
  get(keys: Uint8Array): Promise<Uint8Array>
  close(): Promise<void>
}

interface Written {
  putsPerSecond: number
  diskPerBlock: number
}

interface Reopened {
  openMs: number
  rssMiB: number
  getsPerSecondInOrder: number
  getsPerSecondRandom: number
}

async function diskStore(directory: string): Promise<Contender> {
  const store = await DiskStore.open(directory)
  return {
    put: (keys, bytes) => store.put({ keys, bytes, blockSize: BLOCK_SIZE }),
    get: async (keys) => (await store.get(keys, BATCH * BLOCK_SIZE)).bytes,
    close: () => store.close(),
  }
}

async function level(directory: string): Promise<Contender> {
  const options = {
    keyEncoding: 'view',
    valueEncoding: 'view',
    compression: false,
    writeBufferSize: 64 << 20,
  }
  const database = new ClassicLevel<Uint8Array, Uint8Array>(directory, { ...options, cacheSize: 64 << 20 })
  await database.open()
  const keyOf = (keys: Uint8Array, i: number) => keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES)
  return {
    put: (keys, bytes) => {
      const operations = Array.from({ length: BATCH }, (_, i) => {
        const value = bytes.subarray(i * BLOCK_SIZE, (i + 1) * BLOCK_SIZE)
        return { type: 'put', key: keyOf(keys, i), value } as BatchOperation<
          typeof database,
          Uint8Array,
          Uint8Array
        >
      })
      return database.batch(operations, { sync: true })
    },
    get: async (keys) => {
      const found = await database.getMany(Array.from({ length: BATCH }, (_, i) => keyOf(keys, i)))
      return Buffer.concat(found as Uint8Array[])
    },
    close: () => database.close(),
  }
}

/** A well-mixed word for each number (the finalizer of MurmurHash3). */
function mix(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

function keysOf(indexOf: (i: number) => number): Uint8Array {
  const words = new Int32Array(BATCH * 8)
  for (let i = 0; i < BATCH; i++) {
    for (let word = 0; word < 8; word++)
      words[i * 8 + word] = mix(Math.imul(indexOf(i), 0x9e3779b1) + mix(word + 1))
  }
  return new Uint8Array(words.buffer)
}

/** Blocks that do not compress, with their number in front. */
function blocksOf(first: number): Uint8Array {
  const words = new Int32Array((BATCH * BLOCK_SIZE) / 4)
  for (let i = 0; i < words.length; i++) words[i] = i % 16 === 0 ? first + i / 16 : mix(first * 16 + i)
  return new Uint8Array(words.buffer)
}

async function write(contender: Contender, directory: string, blocks: number): Promise<Written> {
  let elapsed = 0
  for (let first = 0; first < blocks; first += BATCH * PUTS_AT_ONCE) {
    const batches = Array.from({ length: PUTS_AT_ONCE }, (_, i) => first + i * BATCH).map((start) => ({
      keys: keysOf((i) => start + i),
      bytes: blocksOf(start),
    }))
    const start = performance.now()
    await Promise.all(batches.map(({ keys, bytes }) => contender.put(keys, bytes)))
    elapsed += performance.now() - start
  }
  await contender.close()
  return { putsPerSecond: (blocks * 1000) / elapsed, diskPerBlock: (await bytesIn(directory)) / blocks }
}

async function bytesIn(directory: string): Promise<number> {
  let bytes = 0
  for (const file of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, file.name)
    if (file.name !== 'reserve') bytes += file.isDirectory() ? await bytesIn(path) : (await stat(path)).size
  }
  return bytes
}

async function read(open: () => Promise<Contender>, blocks: number): Promise<Reopened> {
  const start = performance.now()
  const contender = await open()
  await contender.get(keysOf((i) => i))
  const openMs = performance.now() - start
  const rssMiB = process.memoryUsage.rss() / 2 ** 20
  const getsPerSecondInOrder = await measureGets(contender, (i) => i % blocks)
  const getsPerSecondRandom = await measureGets(contender, (i) => (mix(i) >>> 0) % blocks)
  await contender.close()
  return { openMs, rssMiB, getsPerSecondInOrder, getsPerSecondRandom }
}

async function measureGets(contender: Contender, indexOf: (i: number) => number): Promise<number> {
  let elapsed = 0
  let done = 0
  for (; done < GETS && elapsed < 20_000; done += BATCH) {
    const keys = keysOf((i) => indexOf(done + i))
    const start = performance.now()
    const found = await contender.get(keys)
    elapsed += performance.now() - start
    const numbers = new DataView(found.buffer, found.byteOffset, found.length)
    for (let i = 0; i < BATCH; i++) {
      if (numbers.getInt32(i * BLOCK_SIZE, true) !== indexOf(done + i))
        throw new Error(`wrong block ${indexOf(done + i)}`)
    }
  }
  return (done * 1000) / elapsed
}

const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: '10000000' },
    'level-blocks': { type: 'string', default: '1000000' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    step: { type: 'string' },
    contender: { type: 'string' },
    directory: { type: 'string' },
  },
})

function runApart(step: string, contender: string, directory: string, blocks: number) {
  const args = [fileURLToPath(import.meta.url), '--step', step, '--contender', contender]
  const parameters = ['--directory', directory, '--blocks', `${blocks}`]
  return JSON.parse(
    execFileSync(process.execPath, [...process.execArgv, ...args, ...parameters], { encoding: 'utf8' }),
  )
}

function measure(contender: string, blocks: number) {
  const directory = mkdtempSync(join(tmpdir(), 'tritonring-bench-'))
  const store = join(directory, 'store')
  try {
    return {
      store: contender,
      blocks,
      ...(runApart('write', contender, store, blocks) as Written),
      ...(runApart('read', contender, store, blocks) as Reopened),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

if (values.step !== undefined) {
  const { directory = '', contender } = values
  const open = () => (contender === 'DiskStore' ? diskStore(directory) : level(directory))
  const blocks = Number(values.blocks)
  const figures =
    values.step === 'write' ? await write(await open(), directory, blocks) : await read(open, blocks)
  console.log(JSON.stringify(figures))
} else {
  const blocks = values.quick ? 500_000 : Number(values.blocks)
  const levelBlocks = values.quick ? 200_000 : Number(values['level-blocks'])
  const figures = [measure('classic-level', levelBlocks), measure('DiskStore', levelBlocks)]
  if (blocks !== levelBlocks) figures.push(measure('DiskStore', blocks))
  if (values.json) console.log(JSON.stringify({ bench: 'disk-store', figures }))
  else {
    const rounded = (value: number | string) =>
      typeof value === 'number' ? Math.round(value * 10) / 10 : value
    console.table(
      figures.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, rounded(value)])),
      ),
    )
  }
}
