import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { hashBlocks } from '../../src/block/hash.ts'
import { MemoryStore, Network } from '../../src/index.ts'
import { CELL_BYTES, KEY_BYTES, RANGE_BYTES } from '../../src/limits.ts'
import { compare, shortfall } from '../../src/repair/compare.ts'
import { decodeRanges, encodeRanges } from '../../src/repair/fingerprint.ts'
import { Pace } from '../../src/repair/pace.ts'
import { tellFingerprints } from '../../src/repair/tell-fingerprints.ts'
import { inRange, POSITIONS, type RingRange } from '../../src/ring/range.ts'
import { position } from '../../src/ring/token.ts'
import { handler } from '../../src/rpc/server.ts'
import { BLOCKS_PROTOCOL, FINGERPRINT, HAS } from '../../src/wire/blocks.ts'
import { hexKeys } from '../checkers/inspector.ts'
import { seededBytes } from '../harness/random.ts'
import { SimulatedPeers } from '../rpc/simulated-peers.ts'

const SIZE = 8
const WHOLE: RingRange = { from: 0, to: 0 }

/** Two stores, and how many bytes of payload the second was asked and has answered. */
class Pair {
  readonly mine = new MemoryStore()
  readonly theirs = new MemoryStore()
  readonly peers = new SimulatedPeers()
  readonly network = this.#place('mine')
  bytes = 0

  async start(): Promise<this> {
    const { clock } = this.peers
    const pace = new Pace(clock)
    const other = this.#place('theirs')
    other.serve(BLOCKS_PROTOCOL, [
      handler(FINGERPRINT, async (request, payload, { signal }) => {
        const reply = await tellFingerprints(this.theirs, clock, pace, request, payload, signal)
        this.bytes += payload.length + reply.payload!.length
        return reply
      }),
      handler(HAS, async (_, keys) => {
        this.bytes += keys.length + keys.length / KEY_BYTES
        return { response: {}, payload: this.theirs.has(keys) }
      }),
    ])
    other.tellEpoch(() => 7)
    await this.network.start()
    await other.start()
    return this
  }

  async missing(ranges: RingRange[]): Promise<string[]> {
    const { found, code } = await this.compared(ranges, {})
    assert.equal(code, 'ok')
    return found.sort()
  }

  async compared(ranges: RingRange[], epochs: { epochMin?: number; epochMax?: number }) {
    const found: string[] = []
    const run = async () => {
      const place = { ...this.#here, ...epochs }
      for await (const { keys } of compare(place, 'theirs', ranges, new AbortController().signal))
        found.push(...hexKeys(keys))
    }
    const { code } = await this.peers.outcome(run())
    return { found, code }
  }

  async shortfall(ranges: RingRange[]): Promise<number> {
    let blocks = -1
    const run = async () => {
      blocks = (await shortfall(this.#here, 'theirs', ranges, new AbortController().signal)).blocks
    }
    assert.equal((await this.peers.outcome(run())).code, 'ok')
    return blocks
  }

  get #here() {
    return { network: this.network, store: this.mine, pace: new Pace(this.peers.clock) }
  }

  #place(name: string): Network {
    return new Network(this.peers.network.transport(name), this.peers.clock)
  }
}

/** Distinct blocks; a number names each. */
function put(store: MemoryStore, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array((to - from) * SIZE)
  const view = new DataView(bytes.buffer)
  for (let i = from; i < to; i++) view.setFloat64((i - from) * SIZE, i)
  const keys = hashBlocks(bytes, SIZE)
  store.put({ keys, bytes, blockSize: SIZE })
  return keys
}

describe('a comparison by fingerprints', () => {
  it('finds exactly what the other lacks, whatever each holds, in any ranges', async () => {
    const bounds = fc.nat({ max: 1000 }).map((part) => Math.floor((POSITIONS / 1001) * part))
    const property = fc.asyncProperty(
      fc.nat({ max: 3000 }),
      fc.nat({ max: 400 }),
      fc.nat({ max: 400 }),
      fc.uniqueArray(bounds, { minLength: 2, maxLength: 6 }),
      async (both, more, others, cuts) => {
        const pair = await new Pair().start()
        if (both > 0) for (const store of [pair.mine, pair.theirs]) put(store, 0, both)
        const keys = more > 0 ? put(pair.mine, 10_000, 10_000 + more) : new Uint8Array(0)
        if (others > 0) put(pair.theirs, 20_000, 20_000 + others)
        cuts.sort((a, b) => a - b)
        const ranges = cuts.slice(1).map((to, index) => ({ from: cuts[index]!, to }))
        const expected = hexKeys(keys).filter((hex) =>
          ranges.some((range) => inRange(range, position(Buffer.from(hex, 'hex')))),
        )
        assert.deepEqual(await pair.missing(ranges), expected.sort())
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  it('of the whole ring finds a single difference in either direction', async () => {
    const pair = await new Pair().start()
    for (const store of [pair.mine, pair.theirs]) put(store, 0, 100_000)
    assert.deepEqual(await pair.missing([WHOLE]), [])
    const key = put(pair.mine, 200_000, 200_001)
    assert.deepEqual(await pair.missing([WHOLE]), hexKeys(key))
    put(pair.theirs, 300_000, 300_001)
    assert.deepEqual(await pair.missing([WHOLE]), hexKeys(key))
    assert.equal(await pair.shortfall([WHOLE]), 0)
  })

  it('costs traffic in proportion to the difference, not to the total', async () => {
    const costs: number[] = []
    for (const total of [50_000, 100_000]) {
      const pair = await new Pair().start()
      for (const store of [pair.mine, pair.theirs]) put(store, 0, total)
      const missing = put(pair.mine, 1e6, 1e6 + 500)
      assert.equal((await pair.missing([WHOLE])).length, missing.length / KEY_BYTES)
      costs.push(pair.bytes / 500)
    }
    for (const cost of costs) assert.ok(cost < 100, `${cost} bytes a difference`)
  })

  it('brings a returning peer the 1 % of blocks that it missed for 3 % of the total, comparison included', async () => {
    const pair = await new Pair().start()
    const total = 100_000
    for (const store of [pair.mine, pair.theirs]) put(store, 0, total)
    put(pair.mine, 1e6, 1e6 + total / 100)
    const blocks = (await pair.missing([WHOLE])).length
    assert.equal(blocks, total / 100)
    const moved = (pair.bytes + blocks * 64) / (total * 64)
    assert.ok(moved <= 0.03, `${(100 * moved).toFixed(2)} % moved`)
  })

  it('ends where the other goes by an older ring than this one, or by a newer', async () => {
    const pair = await new Pair().start()
    put(pair.mine, 0, 10)
    const codeOf = async (epochs: { epochMin?: number; epochMax?: number }) =>
      (await pair.compared([WHOLE], epochs)).code
    assert.equal(await codeOf({ epochMin: 7, epochMax: 7 }), 'ok')
    assert.equal(await codeOf({ epochMin: 8 }), 'WrongEpoch')
    assert.equal(await codeOf({ epochMax: 6 }), 'WrongEpoch')
  })

  it('asks for nothing where the other has nothing', async () => {
    const pair = await new Pair().start()
    put(pair.mine, 0, 30_000)
    assert.equal((await pair.missing([WHOLE])).length, 30_000)
    assert.ok(pair.bytes <= 4 * (RANGE_BYTES + CELL_BYTES), `${pair.bytes} bytes`)
    assert.equal(await pair.shortfall([WHOLE]), 30_000)
  })

  it('finds blocks whose keys were made to stand at one place of the ring', async () => {
    const pair = await new Pair().start()
    const made = (last: number) => {
      const key = new Uint8Array(KEY_BYTES)
      key.set(createHash('sha256').update('same').digest().subarray(0, 6))
      key.set([last], 31)
      return key
    }
    const block = (last: number) => ({ keys: made(last), bytes: seededBytes(last, SIZE), blockSize: SIZE })
    for (let last = 0; last < 40; last++) {
      pair.mine.put(block(last))
      if (last % 2 === 0) pair.theirs.put(block(last))
    }
    const odd = Array.from({ length: 20 }, (_, index) => hexKeys(made(2 * index + 1))[0]!)
    assert.deepEqual(await pair.missing([WHOLE]), odd.sort())
  })
})

describe('ranges on the wire', () => {
  it('are what they were', () => {
    const ranges = [WHOLE, { from: POSITIONS - 1, to: 7 }, { from: 1, to: 2 ** 40 }]
    assert.deepEqual(decodeRanges(encodeRanges(ranges), 8), ranges)
  })

  it('are refused when they are too many, broken, or to be cut into too many pieces', () => {
    for (const [length, pieces] of [
      [RANGE_BYTES - 1, 1],
      [RANGE_BYTES, 0],
      [RANGE_BYTES, 9],
      [RANGE_BYTES * 2049, 8],
      [RANGE_BYTES * 16_385, 1],
    ] as const)
      assert.throws(() => decodeRanges(new Uint8Array(length), pieces), { code: 'BadRequest' })
  })
})
