import assert from 'node:assert/strict'
import fc from 'fast-check'
import { hashBlocks } from '../../src/block/hash.ts'
import { MemoryStore } from '../../src/index.ts'
import { Cells, encodeRanges, KeyWords, pieceBetween, pieceStarts } from '../../src/repair/fingerprint.ts'
import { Pace } from '../../src/repair/pace.ts'
import { tellFingerprints } from '../../src/repair/tell-fingerprints.ts'
import { inRange, POSITIONS, type RingRange } from '../../src/ring/range.ts'
import { positionAt } from '../../src/ring/token.ts'
import { seededBytes } from '../harness/random.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

const BLOCKS = 30_000
const SIZE = 8

/** A store that counts how often something is looked for in it. */
class CountingStore extends MemoryStore {
  scans = 0

  override scan(...args: Parameters<MemoryStore['scan']>) {
    this.scans++
    return super.scan(...args)
  }
}

const store = new CountingStore()
let keys: Uint8Array

before(() => {
  const bytes = seededBytes(1, BLOCKS * SIZE)
  keys = hashBlocks(bytes, SIZE)
  store.put({ keys, bytes, blockSize: SIZE })
})

async function told(ranges: readonly RingRange[], pieces: number): Promise<Uint8Array> {
  const clock = new VirtualClock()
  const request = tellFingerprints(
    store,
    clock,
    new Pace(clock),
    { pieces },
    encodeRanges(ranges),
    new AbortController().signal,
  )
  await clock.runUntilIdle(60_000)
  return (await request).payload!
}

/** The same, key by key. */
function expected(ranges: readonly RingRange[], pieces: number): Uint8Array {
  const cells = new Cells(ranges.length * pieces)
  const words = new KeyWords(keys)
  for (const [index, range] of ranges.entries()) {
    const starts = pieceStarts(range, pieces)
    for (let piece = 0; piece < pieces; piece++) {
      if (starts[piece] === starts[piece + 1]) continue
      const part = pieceBetween(range, starts[piece]!, starts[piece + 1]!)
      for (let key = 0; key < BLOCKS; key++)
        if (inRange(part, positionAt(keys, key))) cells.add(index * pieces + piece, words, key, key + 1)
    }
  }
  return cells.encode()
}

describe('a peer that tells fingerprints', () => {
  it('tells those of the ranges that it is asked for, in whatever order they come and wherever they lie', async () => {
    const place = fc.nat({ max: 4096 }).map((part) => (POSITIONS / 4096) * (part % 4096))
    const anywhere = fc.record({ from: place, to: place })
    const neighbours = fc
      .uniqueArray(place, { minLength: 2, maxLength: 12 })
      .map((cuts) => cuts.sort((a, b) => a - b))
      .map((cuts) => cuts.slice(1).map((to, index) => ({ from: cuts[index]!, to })))
    const some = fc.oneof(neighbours, fc.array(anywhere, { maxLength: 6 }))
    const property = fc.asyncProperty(some, some, fc.integer({ min: 1, max: 8 }), async (a, b, pieces) => {
      const ranges = [...a, ...b]
      assert.deepEqual(await told(ranges, pieces), expected(ranges, pieces))
    })
    await fc.assert(property, { numRuns: 20 })
  })

  it('reads neighbouring ranges in one go', async () => {
    const ranges = Array.from({ length: 1000 }, (_, index) => ({
      from: index * 2 ** 32,
      to: index * 2 ** 32 + 2 ** 31,
    }))
    store.scans = 0
    const payload = await told(ranges, 1)
    assert.ok(store.scans <= 2, `${store.scans} scans`)
    assert.deepEqual(payload, expected(ranges, 1))
  })

  it('reads nothing of a store between ranges that are far from one another', async () => {
    const far = [0, POSITIONS / 2].map((from) => ({ from, to: from + 2 ** 40 }))
    store.scans = 0
    const payload = await told(far, 1)
    assert.equal(store.scans, 2)
    assert.deepEqual(payload, expected(far, 1))
  })
})
