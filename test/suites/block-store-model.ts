import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { BlockStore, RingRange } from '../../src/store/store.ts'
import { hex, keyAt, keyTexts, packed, sampleBatch } from '../store/sample-blocks.ts'
import type { OpenStore } from './open-store.ts'

interface Block {
  key: Uint8Array
  bytes: Uint8Array
}

/** Sizes of several kinds; blocks of one size are taken into one batch, with a shorter one at its end. */
const SIZES = [8, 13, 64, 1024, 5001, 66_000]
const BLOCKS_A_SIZE = 24

/**
 * The blocks that the operations choose from: block `i` has size `SIZES[floor(i / 24)]`. The keys of every fourth
 * are made up so that they share their ring position, and more, with that of the block before.
 */
const UNIVERSE: Block[] = SIZES.flatMap((size, group) => {
  const batch = sampleBatch(BLOCKS_A_SIZE, size, group * BLOCKS_A_SIZE)
  return Array.from({ length: BLOCKS_A_SIZE }, (_, i) => {
    const key = keyAt(batch.keys, i).slice()
    if (i % 4 === 3) key.set(keyAt(batch.keys, i - 1).subarray(0, i < 12 ? 6 : 31))
    return { key, bytes: batch.bytes.slice(i * size, (i + 1) * size) }
  })
})

type Operation =
  | { kind: 'put'; group: number; members: number[]; last: number }
  | { kind: 'get' | 'has' | 'delete'; blocks: number[] }
  | { kind: 'scan'; range: RingRange; after: number | undefined; countMax: number }

const blockIndices = fc.array(fc.nat(UNIVERSE.length - 1), { maxLength: 60, size: 'max' })
const position = fc.oneof(
  fc.nat(2 ** 48 - 1),
  fc.nat(UNIVERSE.length - 1).map((i) => positionOf(UNIVERSE[i]!)),
)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    group: fc.nat(SIZES.length - 1),
    members: fc.array(fc.nat(BLOCKS_A_SIZE - 1), { maxLength: 30, size: 'max' }),
    last: fc.nat(UNIVERSE.length - 1),
  }),
  fc.record({
    kind: fc.constantFrom('get' as const, 'has' as const, 'delete' as const),
    blocks: blockIndices,
  }),
  fc.record({
    kind: fc.constant('scan' as const),
    range: fc.record({ from: position, to: position }),
    after: fc.option(fc.nat(UNIVERSE.length - 1), { nil: undefined }),
    countMax: fc.integer({ min: 1, max: 40 }),
  }),
)

/** Random operations on a store, each checked against a plain map. */
export function describeModel(open: OpenStore): void {
  it('every answer is that of a plain map, whatever was done before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 60, size: 'max' }), async (operations) => {
        const store = await open()
        const model = new Map<string, Block>()
        for (const one of operations) await check(store, model, one)
        const bytes = [...model.values()].reduce((sum, block) => sum + block.bytes.length, 0)
        assert.equal(store.statistics().blocks, model.size)
        assert.equal(store.statistics().bytes, bytes)
        await store.close()
      }),
      { numRuns: 60 },
    )
  })
}

async function check(store: BlockStore, model: Map<string, Block>, operation: Operation): Promise<void> {
  if (operation.kind === 'put') return checkPut(store, model, operation)
  if (operation.kind === 'scan') return checkScan(store, model, operation)
  const keys = packed(operation.blocks.map((i) => UNIVERSE[i]!.key))
  const texts = keyTexts(keys)
  if (operation.kind === 'get') {
    const found = await store.get(keys, Number.MAX_SAFE_INTEGER)
    const expected = texts.map((text) => model.get(text)?.bytes ?? new Uint8Array(0))
    assert.deepEqual(
      [...found.sizes],
      expected.map((bytes) => bytes.length),
    )
    assert.ok(Buffer.compare(found.bytes, packed(expected)) === 0)
  } else if (operation.kind === 'has') {
    const expected = texts.map((text) => Number(model.has(text)))
    assert.deepEqual([...(await store.has(keys))], expected)
  } else {
    const expected = texts.filter((text) => model.delete(text)).length
    assert.equal(await store.delete(keys), expected)
  }
}

async function checkPut(
  store: BlockStore,
  model: Map<string, Block>,
  { group, members, last }: Extract<Operation, { kind: 'put' }>,
): Promise<void> {
  const blockSize = SIZES[group]!
  const blocks = members.map((member) => UNIVERSE[group * BLOCKS_A_SIZE + member]!)
  if (UNIVERSE[last]!.bytes.length < blockSize) blocks.push(UNIVERSE[last]!)
  const before = model.size
  for (const block of blocks) model.set(hex(block.key), block)
  const keys = packed(blocks.map(({ key }) => key))
  const bytes = packed(blocks.map((block) => block.bytes))
  assert.equal(await store.put({ keys, bytes, blockSize }), model.size - before)
}

async function checkScan(
  store: BlockStore,
  model: Map<string, Block>,
  { range, after, countMax }: Extract<Operation, { kind: 'scan' }>,
): Promise<void> {
  const clockwise = (a: Block, b: Block) =>
    distance(range.from, a) - distance(range.from, b) || (hex(a.key) < hex(b.key) ? -1 : 1)
  const length = (range.to - range.from - 1 + 2 ** 48) % 2 ** 48
  const start = after === undefined ? undefined : UNIVERSE[after]!
  const expected = [...model.values()]
    .filter((block) => distance(range.from, block) <= length)
    .filter(
      (block) => start === undefined || (hex(block.key) !== hex(start.key) && clockwise(start, block) < 0),
    )
    .sort(clockwise)
  const page = await store.scan(range, start?.key, countMax)
  const shown = expected.slice(0, countMax)
  assert.deepEqual(
    keyTexts(page.keys),
    shown.map(({ key }) => hex(key)),
  )
  assert.deepEqual(
    [...page.sizes],
    shown.map(({ bytes }) => bytes.length),
  )
  const next = expected.length > countMax ? hex(shown.at(-1)!.key) : undefined
  assert.equal(page.next && hex(page.next), next)
}

/** Steps clockwise from the first position of a range that begins behind `from`. */
function distance(from: number, block: Block): number {
  return (positionOf(block) - from - 1 + 2 ** 48) % 2 ** 48
}

function positionOf({ key }: Block): number {
  return Buffer.from(key).readUIntBE(0, 6)
}
