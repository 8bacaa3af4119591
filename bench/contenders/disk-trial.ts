/**
 * One disk store in a process of its own: `disk-trial.ts write|read DiskStore|LevelDB DIRECTORY BLOCKS`. `write` puts
 * so many blocks of 64 bytes, 4,096 a call, four calls at once, each answered when it is synced; `read` opens the store
 * again and gets some. Prints what it found as JSON.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { type BatchOperation, ClassicLevel } from 'classic-level'
import { growHeapFreely } from '../../src/heap.ts'
import { DiskStore } from '../../src/store/disk.ts'
import { mix, writeKey } from './made-keys.ts'

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

export interface Written {
  putsPerSecond: number
  diskPerBlock: number
}

export interface Reopened {
  openMs: number
  residentBytes: number
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

function keysOf(indexOf: (i: number) => number): Uint8Array {
  const words = new Int32Array(BATCH * 8)
  for (let i = 0; i < BATCH; i++) writeKey(words, i, indexOf(i))
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
  const residentBytes = process.memoryUsage.rss()
  const getsPerSecondInOrder = await measureGets(contender, (i) => i % blocks)
  const getsPerSecondRandom = await measureGets(contender, (i) => (mix(i) >>> 0) % blocks)
  await contender.close()
  return { openMs, residentBytes, getsPerSecondInOrder, getsPerSecondRandom }
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  growHeapFreely()
  const [step, who, directory, count] = process.argv.slice(2) as [string, string, string, string]
  const open = () => (who === 'DiskStore' ? diskStore(directory) : level(directory))
  const blocks = Number(count)
  const trial = step === 'write' ? await write(await open(), directory, blocks) : await read(open, blocks)
  console.log(JSON.stringify(trial))
}
