/**
 * What marking and sweeping cost a block peer that holds everything itself: seconds of one processor for each million
 * 64-byte blocks; and how much slower clients are meanwhile (real processes: `npm run build` first).
 *
 *     node --import tsx bench/collect.ts [MILLIONS]
 */
import { randomFillSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashBlocks } from '../src/block/hash.ts'
import { ManifestBuilder } from '../src/block/manifest.ts'
import { systemClock } from '../src/clock.ts'
import { Marking } from '../src/collection/mark.ts'
import { createClient, MemoryStore } from '../src/index.ts'
import { Pace } from '../src/repair/pace.ts'
import type { BlockReader } from '../src/transfer/block-reader.ts'
import { RandomFile } from '../test/harness/random-file.ts'
import { type BenchCluster, startCluster } from './contenders/cluster.ts'

const BLOCK_SIZE = 64
const SLAB_BLOCKS = 16_384
const LOAD_BYTES = 64 * 1024 * 1024
let loads = 0
const millions = Number(process.argv[2] ?? 1)
const slabs = Math.ceil((millions * 1e6) / SLAB_BLOCKS)
const store = new MemoryStore()

/** Puts a file of random blocks, and its manifest; returns the root's key. */
function fill(stamp: number): Uint8Array {
  const manifest = new ManifestBuilder(BLOCK_SIZE)
  for (let slab = 0; slab < slabs; slab++) {
    const bytes = randomFillSync(new Uint8Array(SLAB_BLOCKS * BLOCK_SIZE))
    const keys = hashBlocks(bytes, BLOCK_SIZE)
    store.put({ keys, bytes, blockSize: BLOCK_SIZE }, stamp)
    for (const batch of manifest.push(keys)) store.put(batch, stamp)
  }
  const { rootKey, batches } = manifest.finish(slabs * SLAB_BLOCKS * BLOCK_SIZE)
  for (const batch of batches) store.put(batch, stamp)
  return rootKey
}

const reader = {} as BlockReader
const [live] = [fill(1), fill(1)]
const before = store.statistics()
const blocks = slabs * SLAB_BLOCKS
const clock = systemClock()
const place = { store, reader, clock, pace: new Pace(clock), stamp: 4, signal: new AbortController().signal }
const marking = new Marking(place)
let startMs = performance.now()
await marking.mark(live)
const markMs = performance.now() - startMs
startMs = performance.now()
let freed = 0
let longestMs = 0
for (let after: number | undefined = 0; after !== undefined; ) {
  const pageMs = performance.now()
  const page = store.expired(3, after)
  freed += store.delete(page.keys, 3)
  longestMs = Math.max(longestMs, performance.now() - pageMs)
  after = page.next
}
const sweepMs = performance.now() - startMs
const perMillion = (ms: number) => ((ms / blocks) * 1_000).toFixed(2)
console.log(`marked ${marking.reached} blocks: ${perMillion(markMs)} s a million`)
console.log(
  `swept ${freed} others: ${perMillion(sweepMs)} s a million deleted, longest step ${longestMs.toFixed(0)} ms`,
)
const { bytesAllocated } = store.statistics()
const share = (before.bytesAllocated - bytesAllocated) / (before.bytesAllocated / 2)
console.log(`${(100 * share).toFixed(1)} % of the memory of deleted blocks is free`)

/** How fast a client stores a file on three peers in memory, in MB/s, while `meanwhile` goes on. */
async function uploadSpeed(cluster: BenchCluster, name: string, meanwhile: boolean): Promise<number> {
  const client = await createClient({ bootstrap: [cluster.address] })
  const { peers } = await client.status()
  let over = false
  let collections = 0
  const collecting = peers.map(async ({ id }) => {
    while (meanwhile && !over) {
      const { running, complete } = await client.administration.collect(id, { start: false })
      if (!running && complete) collections++
      if (!running) await client.administration.collect(id, { start: true })
      await sleep(20)
    }
  })
  const file = new RandomFile(loads++, LOAD_BYTES)
  const { elapsedMs } = await client.upload(file.pieces(), { name })
  over = true
  await Promise.all(collecting)
  await client.close()
  if (meanwhile) console.log(`${collections} collections meanwhile`)
  return LOAD_BYTES / elapsedMs / 1_000
}

const cluster = await startCluster(3)
await uploadSpeed(cluster, 'warm', false)
const speeds: [number[], number[]] = [[], []]
for (let round = 0; round < 3; round++)
  for (const meanwhile of [false, true])
    speeds[Number(meanwhile)]!.push(
      await uploadSpeed(cluster, `${meanwhile}-${'x'.repeat(round)}`, meanwhile),
    )
const [alone, loaded] = speeds.map((all) => all.toSorted((a, b) => a - b)[1]!)
console.log(
  `upload: ${alone!.toFixed(1)} MB/s, while all peers collect without pause ${loaded!.toFixed(1)} MB/s`,
)
await cluster.stop()
