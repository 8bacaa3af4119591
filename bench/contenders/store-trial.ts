/**
 * One store in a process of its own, so that its memory is its own: `store-trial.ts memory|map BLOCKS`. Puts so many
 * blocks, gets some, and prints what it found as JSON. Keys are pseudo-random and are made outside of the measured time.
 */
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { growHeapFreely } from '../../src/heap.ts'
import { median, percentile } from '../report/statistics.ts'
import { mix, writeKey } from './made-keys.ts'
import { BLOCK_SIZE, mapStore, memoryStore, type StoreContender } from './store-contenders.ts'

const BATCH = 4096
const KEY_WORDS = 8
const BLOCK_WORDS = BLOCK_SIZE / 4
const GETS = 1_000_000
/** Enough for the compiler to be done with what puts and gets run; their blocks go before anything is measured. */
const WARM_UP_BLOCKS = 64 * BATCH

/** Rates in blocks a second: of the median batch, which other programs on the machine disturb least, and over all. */
export interface StoreTrial {
  putRate: number
  putRateOverall: number
  putMsLongest: number
  putMs999: number
  getRateRandom: number
  getRateInOrder: number
  getMsLongest: number
  scanRate: number | undefined
  residentBytesPerBlock: number
  allocatedBytesPerBlock: number | undefined
}

const keys = new Int32Array(BATCH * KEY_WORDS)
const blocks = new Int32Array(BATCH * BLOCK_WORDS)
const packedKeys = new Uint8Array(keys.buffer)
const packedBlocks = new Uint8Array(blocks.buffer)

/** Milliseconds of each batch. */
function putAll(store: StoreContender, count: number): number[] {
  const times: number[] = []
  for (let done = 0; done < count; done += BATCH) {
    for (let i = 0; i < BATCH; i++) {
      writeKey(keys, i, done + i)
      blocks[i * BLOCK_WORDS] = done + i
    }
    const startMs = performance.now()
    store.put(packedKeys, packedBlocks)
    times.push(performance.now() - startMs)
  }
  return times
}

/** Gets as many blocks as `wanted`, checks them, and returns the milliseconds of each batch. */
function getSome(store: StoreContender, indexOf: (i: number) => number, wanted = GETS): number[] {
  const times: number[] = []
  for (let done = 0; done < wanted; done += BATCH) {
    for (let i = 0; i < BATCH; i++) writeKey(keys, i, indexOf(done + i))
    const startMs = performance.now()
    const found = store.get(packedKeys)
    times.push(performance.now() - startMs)
    const view = new DataView(found.buffer, found.byteOffset)
    for (let i = 0; i < BATCH; i++) {
      if (view.getInt32(i * BLOCK_SIZE, true) !== indexOf(done + i))
        throw new Error(`wrong block ${indexOf(done + i)}`)
    }
  }
  return times
}

function scanRate(store: StoreContender, count: number): number | undefined {
  if (store.scan === undefined) return undefined
  const startMs = performance.now()
  const scanned = store.scan()
  if (scanned !== count) throw new Error(`scanned ${scanned} of ${count} blocks`)
  return (count * 1000) / (performance.now() - startMs)
}

function settledRss(): number {
  for (let i = 0; i < 3; i++) globalThis.gc!()
  return process.memoryUsage.rss()
}

function blocksPerSecond(batchMs: number): number {
  return (BATCH * 1000) / batchMs
}

function warmUp(store: StoreContender): void {
  putAll(store, WARM_UP_BLOCKS)
  getSome(store, (i) => i, WARM_UP_BLOCKS)
}

function tryOut(store: StoreContender, wanted: number): StoreTrial {
  const count = Math.ceil(wanted / BATCH) * BATCH
  const residentBefore = settledRss()
  const puts = putAll(store, count)
  const resident = settledRss() - residentBefore
  const random = getSome(store, (i) => (mix(i) >>> 0) % count)
  const inOrder = getSome(store, (i) => i % count)
  const allocated = store.bytesAllocated?.()
  return {
    putRate: blocksPerSecond(median(puts)),
    putRateOverall: (count * 1000) / puts.reduce((sum, ms) => sum + ms, 0),
    putMsLongest: Math.max(...puts),
    putMs999: percentile(puts, 99.9),
    getRateRandom: blocksPerSecond(median(random)),
    getRateInOrder: blocksPerSecond(median(inOrder)),
    getMsLongest: Math.max(...random),
    scanRate: scanRate(store, count),
    residentBytesPerBlock: resident / count,
    allocatedBytesPerBlock: allocated === undefined ? undefined : allocated / count,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  growHeapFreely()
  const [kind, count] = process.argv.slice(2)
  const open = kind === 'map' ? mapStore : memoryStore
  warmUp(open())
  console.log(JSON.stringify(tryOut(open(), Number(count))))
}
