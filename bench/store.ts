/**
 * The memory store alone: puts, gets, scans, memory and pauses, beside a `Map` from key to buffer.
 * Keys are pseudo-random, not hashes, and are made outside of the measured time. Each contender runs in a process
 * of its own, so that its memory is its own. Rates are those of the median batch, which other programs on the
 * machine disturb least; of puts there is also the rate over all batches. The first page faults on memory that a
 * virtual machine's host has not given out yet can halve the put rate: run twice.
 *
 *   node --expose-gc --import tsx bench/store.ts [--blocks 17000000] [--json]
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { MemoryStore } from '../src/store/memory.ts'

const BATCH = 4096
const BLOCK_SIZE = 64
const KEY_BYTES = 32
const MILESTONES = [1_000_000, 10_000_000, 17_000_000]
const GETS = 1_000_000
const MAP_BLOCKS = 1_000_000

interface Contender {
  name: string
  put(keys: Uint8Array, bytes: Uint8Array): void
  get(keys: Uint8Array): Uint8Array
  bytesAllocated(): number | undefined
  scanAll(): number | undefined
}

interface Figures {
  contender: string
  blocks: number
  putsPerSecond: number
  putsPerSecondOverall: number
  putMsLongest: number
  putMsPercentile999: number
  getsPerSecondRandom: number
  getsPerSecondInOrder: number
  scannedPerSecond: number | undefined
  rssPerBlock: number
  allocatedPerBlock: number | undefined
}

function memoryStore(): Contender {
  const store = new MemoryStore()
  const everything = { from: 0, to: 0 }
  return {
    name: 'MemoryStore',
    put: (keys, bytes) => void store.put({ keys, bytes, blockSize: BLOCK_SIZE }),
    get: (keys) => store.get(keys, BATCH * BLOCK_SIZE).bytes,
    bytesAllocated: () => store.statistics().bytesAllocated,
    scanAll: () => {
      let count = 0
      let next: Uint8Array | undefined
      do {
        const page = store.scan(everything, next, BATCH)
        count += page.sizes.length
        next = page.next
      } while (next !== undefined)
      return count
    },
  }
}

function map(): Contender {
  const blocks = new Map<string, Buffer>()
  return {
    name: 'Map<latin1, Buffer>',
    put: (keys, bytes) => {
      const text = Buffer.from(keys.buffer, keys.byteOffset, keys.length).toString('latin1')
      for (let i = 0; i < BATCH; i++) {
        const key = text.slice(i * KEY_BYTES, (i + 1) * KEY_BYTES)
        if (!blocks.has(key))
          blocks.set(key, Buffer.from(bytes.subarray(i * BLOCK_SIZE, (i + 1) * BLOCK_SIZE)))
      }
    },
    get: (keys) => {
      const text = Buffer.from(keys.buffer, keys.byteOffset, keys.length).toString('latin1')
      const found = Buffer.allocUnsafe(BATCH * BLOCK_SIZE)
      for (let i = 0; i < BATCH; i++) {
        blocks.get(text.slice(i * KEY_BYTES, (i + 1) * KEY_BYTES))?.copy(found, i * BLOCK_SIZE)
      }
      return found
    },
    bytesAllocated: () => undefined,
    scanAll: () => undefined,
  }
}

/** A well-mixed word for each number (the finalizer of MurmurHash3). */
function mix(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Writes key `index`, which depends on nothing else. */
function writeKey(keys: Int32Array, at: number, index: number): void {
  for (let word = 0; word < 8; word++) keys[at * 8 + word] = mix(Math.imul(index, 0x9e3779b1) + mix(word + 1))
}

/** Blocks per second at so many milliseconds a batch. */
function perSecond(batchMs: number): number {
  return (BATCH * 1000) / batchMs
}

/** The median; sorts the list. */
function median(list: number[]): number {
  list.sort((a, b) => a - b)
  return list[list.length >> 1] ?? 0
}

class Bench {
  readonly #contender: Contender
  readonly #keys = new Int32Array(BATCH * 8)
  readonly #bytes = new Int32Array((BATCH * BLOCK_SIZE) / 4)
  readonly #keyBytes = new Uint8Array(this.#keys.buffer)
  readonly #rssBefore: number
  #count = 0

  constructor(contender: Contender) {
    this.#contender = contender
    this.#rssBefore = settledRss()
  }

  measure(blocks: number): Figures {
    const puts = this.#putUntil(blocks)
    const rssPerBlock = (settledRss() - this.#rssBefore) / this.#count
    const allocated = this.#contender.bytesAllocated()
    return {
      contender: this.#contender.name,
      blocks: this.#count,
      ...puts,
      getsPerSecondRandom: this.#get((i) => (mix(i) >>> 0) % this.#count),
      getsPerSecondInOrder: this.#get((i) => i % this.#count),
      scannedPerSecond: this.#scan(),
      rssPerBlock,
      allocatedPerBlock: allocated === undefined ? undefined : allocated / this.#count,
    }
  }

  #putUntil(blocks: number) {
    const times: number[] = []
    while (this.#count < blocks) {
      for (let i = 0; i < BATCH; i++) {
        writeKey(this.#keys, i, this.#count + i)
        this.#bytes[i * (BLOCK_SIZE / 4)] = this.#count + i
      }
      const start = performance.now()
      this.#contender.put(this.#keyBytes, new Uint8Array(this.#bytes.buffer))
      times.push(performance.now() - start)
      this.#count += BATCH
    }
    const overall = perSecond(times.reduce((sum, time) => sum + time, 0) / times.length)
    const putsPerSecond = perSecond(median(times))
    return {
      putsPerSecond,
      putsPerSecondOverall: overall,
      putMsLongest: times.at(-1) ?? 0,
      putMsPercentile999: times[Math.floor(times.length * 0.999)] ?? 0,
    }
  }

  /** Gets a million blocks in batches, checks them, and returns blocks per second. */
  #get(indexOf: (i: number) => number): number {
    const times: number[] = []
    for (let done = 0; done < GETS; done += BATCH) {
      for (let i = 0; i < BATCH; i++) writeKey(this.#keys, i, indexOf(done + i))
      const start = performance.now()
      const found = this.#contender.get(this.#keyBytes)
      times.push(performance.now() - start)
      const words = new Int32Array(found.buffer, found.byteOffset, found.length / 4)
      for (let i = 0; i < BATCH; i++) {
        if (words[i * (BLOCK_SIZE / 4)] !== indexOf(done + i))
          throw new Error(`wrong block ${indexOf(done + i)}`)
      }
    }
    return perSecond(median(times))
  }

  #scan(): number | undefined {
    const start = performance.now()
    const count = this.#contender.scanAll()
    if (count === undefined) return undefined
    if (count !== this.#count) throw new Error(`scanned ${count} of ${this.#count} blocks`)
    return (count * 1000) / (performance.now() - start)
  }
}

function settledRss(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc')
  for (let i = 0; i < 3; i++) globalThis.gc()
  return process.memoryUsage.rss()
}

function print(figures: Figures[]): void {
  const millions = (rate: number | undefined) => (rate === undefined ? '' : (rate / 1e6).toFixed(2))
  const table = new Table({
    head: [
      'store',
      'blocks',
      'put M/s',
      'overall',
      'longest put ms',
      '99.9 % below',
      'get M/s random',
      'get M/s in order',
      'scan M/s',
      'RSS B/block',
      'said B/block',
    ],
    style: { head: [], border: [] },
  })
  for (const row of figures) {
    table.push([
      row.contender,
      row.blocks.toLocaleString('en-US'),
      millions(row.putsPerSecond),
      millions(row.putsPerSecondOverall),
      row.putMsLongest.toFixed(1),
      row.putMsPercentile999.toFixed(1),
      millions(row.getsPerSecondRandom),
      millions(row.getsPerSecondInOrder),
      millions(row.scannedPerSecond),
      row.rssPerBlock.toFixed(1),
      row.allocatedPerBlock?.toFixed(1) ?? '',
    ])
  }
  console.log(`64-byte blocks, ${BATCH} a call\n${table.toString()}`)
}

function runApart(contender: string, blocks: number): Figures[] {
  const script = fileURLToPath(import.meta.url)
  const args = [...process.execArgv, script, '--contender', contender, '--blocks', String(blocks)]
  return JSON.parse(
    execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  )
}

const { values } = parseArgs({
  options: {
    blocks: { type: 'string', default: String(MILESTONES.at(-1)) },
    contender: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const blocksMax = Number(values.blocks)
const milestones = [...MILESTONES.filter((blocks) => blocks < blocksMax), blocksMax]

if (values.contender === undefined) {
  const figures = [...runApart('map', Math.min(MAP_BLOCKS, blocksMax)), ...runApart('memory', blocksMax)]
  if (values.json) console.log(JSON.stringify(figures, null, 2))
  else print(figures)
} else {
  const bench = new Bench(values.contender === 'map' ? map() : memoryStore())
  console.log(JSON.stringify(milestones.map((blocks) => bench.measure(blocks))))
}
