/**
 * The memory store with blocks of many sizes, in a process of its own: `mixed-trial.ts BLOCKS`. Puts so many, one a call,
 * as they come where hardly two are of one size; gets some, and prints what it found as JSON. Sizes are log-uniform, and
 * the same in every run.
 */
import process from 'node:process'
import { growHeapFreely } from '../../src/heap.ts'
import { KEY_BYTES } from '../../src/limits.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import { percentile } from '../report/statistics.ts'
import { mix, writeKey } from './made-keys.ts'

const SIZE_MIN = 8
const SIZE_MAX = 64 * 1024
const SEED = 0x7ab1e
/** Some 500 KiB: what a frame carries. */
const KEYS_A_GET = 64
const GETS = 5_000
const WARM_UP_BLOCKS = 10_000

export interface MixedTrial {
  bytesStored: number
  /** Blocks a second. */
  putRate: number
  putMsLongest: number
  putMs999: number
  /** Blocks a second. */
  getRate: number
  getMsLongest: number
  residentBytes: number
  allocatedBytes: number
}

function sizeOf(index: number): number {
  const share = (mix(index ^ SEED) >>> 0) / 2 ** 32
  return Math.floor(SIZE_MIN * (SIZE_MAX / SIZE_MIN) ** share)
}

/** In memory of its own, as it comes from a frame; its number is in front. */
function blockOf(index: number): Uint8Array {
  const bytes = new Uint8Array(sizeOf(index)).fill(index)
  new DataView(bytes.buffer).setUint32(0, index)
  return bytes
}

/** Milliseconds of each put. */
function putAll(store: MemoryStore, count: number): number[] {
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const keys = new Int32Array(KEY_BYTES / 4)
    writeKey(keys, 0, index)
    const bytes = blockOf(index)
    const batch = { keys: new Uint8Array(keys.buffer), bytes, blockSize: bytes.length }
    const startMs = performance.now()
    store.put(batch)
    times.push(performance.now() - startMs)
  }
  return times
}

/** Gets blocks in no order, checks them, and returns the milliseconds of each get. */
function getSome(store: MemoryStore, count: number): number[] {
  const times: number[] = []
  const keys = new Int32Array((KEYS_A_GET * KEY_BYTES) / 4)
  for (let get = 0; get < GETS; get++) {
    const indexes = Array.from({ length: KEYS_A_GET }, (_, i) => (mix(get * KEYS_A_GET + i) >>> 0) % count)
    for (const [at, index] of indexes.entries()) writeKey(keys, at, index)
    const startMs = performance.now()
    const { bytes } = store.get(new Uint8Array(keys.buffer), KEYS_A_GET * SIZE_MAX)
    times.push(performance.now() - startMs)
    check(bytes, indexes)
  }
  return times
}

function check(bytes: Uint8Array, indexes: readonly number[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  let at = 0
  for (const index of indexes) {
    if (view.getUint32(at) !== index) throw new Error(`wrong block ${index}`)
    at += sizeOf(index)
  }
}

function settledRss(): number {
  for (let i = 0; i < 3; i++) globalThis.gc!()
  return process.memoryUsage.rss()
}

/** Resident memory counts from before the warm-up, whose store's memory is used again. */
function tryOut(count: number): MixedTrial {
  const residentBefore = settledRss()
  warmUp()
  const store = new MemoryStore()
  const puts = putAll(store, count)
  const residentBytes = settledRss() - residentBefore
  const gets = getSome(store, count)
  const { bytes, bytesAllocated } = store.statistics()
  return {
    bytesStored: bytes,
    putRate: (count * 1000) / puts.reduce((sum, ms) => sum + ms, 0),
    putMsLongest: percentile(puts, 100),
    putMs999: percentile(puts, 99.9),
    getRate: (GETS * KEYS_A_GET * 1000) / gets.reduce((sum, ms) => sum + ms, 0),
    getMsLongest: percentile(gets, 100),
    residentBytes,
    allocatedBytes: bytesAllocated,
  }
}

function warmUp(): void {
  const store = new MemoryStore()
  putAll(store, WARM_UP_BLOCKS)
  getSome(store, WARM_UP_BLOCKS)
}

growHeapFreely()
console.log(JSON.stringify(tryOut(Number(process.argv[2]))))
