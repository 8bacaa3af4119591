import assert from 'node:assert/strict'
import { BLOCK_SIZE_MAX } from '../../src/limits.ts'
import type { BlockStore } from '../../src/store/store.ts'
import { blockAt, copied, countOf, hex, keyAt, packed, sampleBatch, shifted } from '../store/sample-blocks.ts'
import { describeLeases } from './block-store-leases.ts'
import { describeModel } from './block-store-model.ts'
import { describeScan } from './block-store-scan.ts'
import type { OpenStore } from './open-store.ts'

const ANY_SIZE = Number.MAX_SAFE_INTEGER

/** What the contract of `BlockStore` promises, as tests that every store passes. */
export function describeBlockStore(name: string, open: OpenStore): void {
  describe(`${name} as a block store`, () => {
    let store: BlockStore

    beforeEach(async () => {
      store = await open()
    })

    afterEach(async () => {
      await store.close()
    })

    describePut(() => store)
    describeGet(() => store)
    describeDelete(() => store)
    describeLeases(() => store)
    describeScan(() => store)
    describeVerify(() => store)
    describeCapacity(open)
    describeModel(open)
  })
}

function describePut(current: () => BlockStore): void {
  it('put keeps what is new and counts it', async () => {
    const store = current()
    const batch = sampleBatch(100, 64)
    assert.equal(await store.put(copied(batch)), 100)
    assert.equal(await store.put(copied(batch)), 0)
    assert.equal(await store.put(sampleBatch(100, 64, 50)), 50)
    assert.equal(store.statistics().blocks, 150)
    assert.equal(store.statistics().bytes, 150 * 64)
    assert.ok(store.statistics().bytesAllocated >= 150 * 64)
  })

  it('a block twice in one batch is kept once', async () => {
    const store = current()
    const one = sampleBatch(1, 64)
    const keys = packed(Array.from({ length: 50 }, () => one.keys))
    const bytes = packed(Array.from({ length: 50 }, () => one.bytes))
    assert.equal(await store.put({ keys, bytes, blockSize: 64 }), 1)
    assert.equal(store.statistics().blocks, 1)
    const found = await store.get(keys, ANY_SIZE)
    assert.equal(hex(found.bytes), hex(bytes))
  })

  it('a block already held is left as it is', async () => {
    const store = current()
    const held = sampleBatch(1, 64)
    await store.put(copied(held))
    await store.put({ keys: held.keys, bytes: new Uint8Array(64), blockSize: 64 })
    assert.equal(hex((await store.get(held.keys, 64)).bytes), hex(held.bytes))
  })

  for (const size of [
    8, 9, 63, 64, 65, 512, 4095, 4096, 4100, 5120, 8192, 65_535, 65_536, 65_537, 1_048_576,
  ]) {
    it(`blocks of ${size} bytes come back, with a shorter last one`, async () => {
      const batch = sampleBatch(9, size, 0, Math.ceil(size / 3))
      await checkKept(current(), batch)
    })
  }

  it('a block of 10 MiB comes back, and so does one of a single byte', async () => {
    await checkKept(current(), sampleBatch(1, BLOCK_SIZE_MAX))
    await checkKept(current(), sampleBatch(1, 64, 0, 1))
  })

  it('keys and bytes may begin anywhere in memory', async () => {
    for (const offset of [1, 2, 3, 5]) {
      for (const size of [64, 67, 70_001]) {
        const batch = sampleBatch(3, size, 1000 * offset, size - 1)
        const shiftedBatch = {
          ...batch,
          keys: shifted(batch.keys, offset),
          bytes: shifted(batch.bytes, offset),
        }
        assert.equal(await current().put(shiftedBatch), 3)
        const found = await current().get(shifted(batch.keys, offset), ANY_SIZE)
        assert.equal(hex(found.bytes), hex(batch.bytes))
      }
    }
  })

  it('calls may overlap', async () => {
    const store = current()
    const batches = Array.from({ length: 20 }, (_, i) => sampleBatch(50, 64, i * 25))
    const counts = await Promise.all(batches.map((batch) => store.put(copied(batch))))
    const blocks = 19 * 25 + 50
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      blocks,
    )
    assert.equal(store.statistics().blocks, blocks)
    const found = await Promise.all(batches.map((batch) => store.get(batch.keys, ANY_SIZE)))
    for (const [i, batch] of batches.entries()) assert.equal(hex(found[i]!.bytes), hex(batch.bytes))
  })

  it('a batch whose keys and bytes do not match is refused', async () => {
    const { keys, bytes } = sampleBatch(4, 64)
    for (const wrong of [
      { keys: keys.subarray(1), bytes, blockSize: 64 },
      { keys: keys.subarray(32), bytes, blockSize: 64 },
      { keys, bytes: bytes.subarray(64), blockSize: 64 },
      { keys, bytes, blockSize: 0 },
    ]) {
      await assert.rejects(async () => current().put(wrong), { code: 'BadRequest' })
    }
    assert.equal(current().statistics().blocks, 0)
  })

  it('an empty batch is no error', async () => {
    assert.equal(await current().put({ keys: new Uint8Array(0), bytes: new Uint8Array(0), blockSize: 64 }), 0)
  })
}

/** Puts a batch, and gets it back whole, backwards and block by block. */
async function checkKept(store: BlockStore, batch: ReturnType<typeof sampleBatch>): Promise<void> {
  const count = countOf(batch)
  assert.equal(await store.put(copied(batch)), count)
  const found = await store.get(batch.keys, batch.bytes.length)
  assert.ok(Buffer.compare(found.bytes, batch.bytes) === 0)
  const order = Array.from({ length: count }, (_, i) => count - 1 - i)
  const backwards = await store.get(packed(order.map((i) => keyAt(batch.keys, i))), ANY_SIZE)
  assert.ok(Buffer.compare(backwards.bytes, packed(order.map((i) => blockAt(batch, i)))) === 0)
  for (let i = 0; i < count; i++) {
    const alone = await store.get(keyAt(batch.keys, i), batch.blockSize)
    assert.deepEqual([...alone.sizes], [blockAt(batch, i).length])
    assert.ok(Buffer.compare(alone.bytes, blockAt(batch, i)) === 0)
  }
}

function describeGet(current: () => BlockStore): void {
  it('get answers each key in its place, the missing with size 0', async () => {
    const store = current()
    const batch = sampleBatch(3, 64, 0, 10)
    const missing = sampleBatch(1, 64, 99).keys
    await store.put(copied(batch))
    const [a, b, c] = [0, 1, 2].map((i) => keyAt(batch.keys, i)) as [Uint8Array, Uint8Array, Uint8Array]
    const found = await store.get(packed([c, missing, a, a, missing, b]), ANY_SIZE)
    assert.deepEqual([...found.sizes], [10, 0, 64, 64, 0, 64])
    const expected = packed([2, 0, 0, 1].map((i) => blockAt(batch, i)))
    assert.equal(hex(found.bytes), hex(expected))
  })

  it('get of nothing and of missing blocks gives no bytes', async () => {
    const none = await current().get(new Uint8Array(0), 0)
    assert.equal(none.sizes.length + none.bytes.length, 0)
    const missing = await current().get(sampleBatch(2, 64).keys, 0)
    assert.deepEqual([...missing.sizes], [0, 0])
    assert.equal(missing.bytes.length, 0)
  })

  it('get refuses more bytes than wanted, before it copies them', async () => {
    const store = current()
    const batch = sampleBatch(2, 64)
    await store.put(copied(batch))
    await assert.rejects(async () => store.get(batch.keys, 127), { code: 'TooLarge' })
    assert.equal((await store.get(batch.keys, 128)).bytes.length, 128)
    const large = sampleBatch(1, BLOCK_SIZE_MAX)
    await store.put(copied(large))
    const terabyte = packed(Array.from({ length: 100_000 }, () => large.keys))
    await assert.rejects(async () => store.get(terabyte, BLOCK_SIZE_MAX), { code: 'TooLarge' })
  })

  it('bytes once given stay right whatever is put and deleted later', async () => {
    const store = current()
    for (const size of [64, 5000, 100_000]) {
      const batch = sampleBatch(1, size)
      await store.put(copied(batch))
      const { bytes } = await store.get(batch.keys, size)
      await store.delete(batch.keys)
      for (let i = 1; i < 5; i++) await store.put(sampleBatch(1, size, i))
      assert.ok(Buffer.compare(bytes, batch.bytes) === 0)
    }
  })

  it('has answers one byte a key', async () => {
    const store = current()
    const batch = sampleBatch(2, 64)
    const missing = sampleBatch(1, 64, 99).keys
    await store.put(copied(batch))
    const asked = packed([missing, keyAt(batch.keys, 1), missing, keyAt(batch.keys, 0), keyAt(batch.keys, 0)])
    assert.deepEqual([...(await store.has(asked))], [0, 1, 0, 1, 1])
  })

  it('lists that are not whole keys are refused', async () => {
    const broken = new Uint8Array(33)
    await assert.rejects(async () => current().get(broken, 100), { code: 'BadRequest' })
    await assert.rejects(async () => current().has(broken), { code: 'BadRequest' })
    await assert.rejects(async () => current().delete(broken), { code: 'BadRequest' })
  })
}

function describeDelete(current: () => BlockStore): void {
  it('delete forgets what was held and counts it', async () => {
    const store = current()
    const batch = sampleBatch(10, 64)
    await store.put(copied(batch))
    const some = packed([keyAt(batch.keys, 3), keyAt(batch.keys, 3), sampleBatch(1, 64, 99).keys])
    assert.equal(await store.delete(some), 1)
    assert.equal(await store.delete(some), 0)
    assert.deepEqual([...(await store.has(batch.keys))], [1, 1, 1, 0, 1, 1, 1, 1, 1, 1])
    assert.equal(store.statistics().bytes, 9 * 64)
  })

  for (const size of [64, 5000, 100_000]) {
    it(`room of deleted blocks of ${size} bytes is used again`, async () => {
      const store = current()
      const rounds = size < 10_000 ? 20 : 4
      await store.put(sampleBatch(40, size))
      const first = store.statistics().bytesAllocated
      for (let round = 0; round < rounds; round++) {
        assert.equal(await store.delete(sampleBatch(40, size, round * 40).keys), 40)
        const next = sampleBatch(40, size, (round + 1) * 40)
        assert.equal(await store.put(copied(next)), 40)
        assert.ok(Buffer.compare((await store.get(next.keys, ANY_SIZE)).bytes, next.bytes) === 0)
      }
      assert.equal(store.statistics().bytes, 40 * size)
      assert.ok(store.statistics().bytesAllocated < 2 * first + 65_536)
    })
  }
}

function describeVerify(current: () => BlockStore): void {
  it('a verification sees every block once, and damages none', async () => {
    const store = current()
    await store.put(sampleBatch(700, 64))
    await store.put(sampleBatch(30, 5000, 10_000, 100))
    await store.put(sampleBatch(2, 300_000, 20_000))
    let blocks = 0
    let bytes = 0
    let next: Uint8Array | undefined
    do {
      const page = await store.verify(next, 10_000)
      assert.ok(page.bytes <= 10_000 || page.blocks === 1, `${page.bytes} bytes of ${page.blocks} blocks`)
      assert.equal(page.damaged.length, 0)
      blocks += page.blocks
      bytes += page.bytes
      next = page.next
    } while (next !== undefined)
    assert.equal(blocks, 732)
    assert.equal(bytes, store.statistics().bytes)
  })

  it('a block without the bytes of its key is found by a verification, and is missing then', async () => {
    const store = current()
    const sound = sampleBatch(50, 64)
    const wrong = sampleBatch(1, 64, 99)
    await store.put(copied(sound))
    await store.put({ ...wrong, bytes: new Uint8Array(64) })
    const page = await store.verify(undefined, ANY_SIZE)
    assert.equal(hex(page.damaged), hex(wrong.keys))
    assert.deepEqual([...(await store.has(wrong.keys))], [0])
    assert.equal(store.statistics().blocks, 50)
    assert.equal(await store.put(copied(wrong)), 1)
    assert.equal(hex((await store.get(wrong.keys, 64)).bytes), hex(wrong.bytes))
  })
}

function describeCapacity(open: OpenStore): void {
  for (const size of [64, 100_000]) {
    it(`a full store refuses new blocks of ${size} bytes and keeps what it has`, async () => {
      const store = await open({ capacity: 10 * size })
      const batch = sampleBatch(16, size)
      await assert.rejects(async () => store.put(copied(batch)), { code: 'NoSpace' })
      const { blocks, bytes } = store.statistics()
      assert.equal(bytes, blocks * size)
      assert.ok(blocks <= 10)
      const held = await store.has(batch.keys)
      assert.equal(
        held.reduce((sum, one) => sum + one, 0),
        blocks,
      )
      for (let i = 0; i < 16; i++) {
        const found = await store.get(keyAt(batch.keys, i), size)
        assert.ok(Buffer.compare(found.bytes, held[i] === 1 ? blockAt(batch, i) : new Uint8Array(0)) === 0)
      }
      await store.delete(batch.keys)
      assert.equal(await store.put(sampleBatch(10, size, 100)), 10)
      assert.equal(await store.put(sampleBatch(10, size, 100)), 0)
      await assert.rejects(async () => store.put(sampleBatch(1, size, 200)), { code: 'NoSpace' })
      await store.close()
    })
  }
}
