import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DiskStore } from '../../src/store/disk.ts'
import { until } from '../harness/until.ts'
import { describeBlockStore } from '../suites/block-store.ts'
import { copied, keyAt, sampleBatch } from './sample-blocks.ts'

const run = promisify(execFile)

let directory: string
let stores = 0

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tritonring-disk-'))
})

after(async () => {
  await rm(directory, { recursive: true, force: true })
})

describeBlockStore('DiskStore', (options) =>
  DiskStore.open(join(directory, `store-${stores++}`), {
    ...options,
    segmentBytes: 2 ** 20,
    reserveBytes: 2 ** 16,
  }),
)

describe('DiskStore', () => {
  const newDirectory = () => join(directory, `store-${stores++}`)

  it('opened again holds what it held, and knows how much', async () => {
    const path = newDirectory()
    const batches = [
      sampleBatch(3000, 64),
      sampleBatch(40, 5000, 10_000, 12),
      sampleBatch(3, 1_000_000, 20_000),
    ]
    let store = await DiskStore.open(path)
    for (const batch of batches) await store.put(copied(batch))
    await store.delete(batches[0]!.keys.subarray(0, 32 * 100))
    const before = store.statistics()
    await store.close()
    store = await DiskStore.open(path)
    assert.deepEqual(store.statistics(), before)
    assert.deepEqual([...(await store.has(batches[0]!.keys.subarray(32 * 98, 32 * 102)))], [0, 0, 1, 1])
    for (const batch of batches.slice(1)) {
      const { bytes } = await store.get(batch.keys, batch.bytes.length)
      assert.ok(Buffer.compare(bytes, batch.bytes) === 0)
    }
    await store.close()
  })

  it('a block that two put at once has the newer lease, counts once, and stays deleted when it is', async () => {
    const path = newDirectory()
    const options = { segmentBytes: 20_000 }
    const batch = sampleBatch(100, 64)
    let store = await DiskStore.open(path, options)
    const puts = [3, 4, 2].map((stamp) => store.put(copied(batch), stamp))
    const added = await Promise.all(puts)
    assert.equal(added[0]! + added[1]! + added[2]!, 100)
    assert.deepEqual(new Set(store.stamps(batch.keys)), new Set([4]))
    await store.put(sampleBatch(100, 64, 1000))
    assert.equal(await store.delete(batch.keys), 100)
    store.compact()
    await store.close()
    store = await DiskStore.open(path, options)
    assert.equal(store.statistics().blocks, 100)
    assert.ok(store.has(batch.keys).every((held) => held === 0))
    await store.close()
  })

  it('takes less than 125 bytes of disk for a block of 64 bytes', async () => {
    const store = await DiskStore.open(newDirectory())
    for (let first = 0; first < 40_000; first += 4000) await store.put(sampleBatch(4000, 64, first))
    const { blocks, bytesAllocated } = store.statistics()
    assert.ok(bytesAllocated / blocks < 125, `${bytesAllocated / blocks} bytes a block`)
    await store.close()
  })

  it('gives the disk of a few blocks in each file back too, once no more are deleted', async () => {
    const store = await DiskStore.open(newDirectory(), { segmentBytes: 200_000 })
    const batches = Array.from({ length: 20 }, (_, i) => sampleBatch(1000, 64, 1000 * i))
    for (const batch of batches) await store.put(copied(batch))
    const full = store.statistics().bytesAllocated
    for (const { keys } of batches) await store.delete(keys.subarray(0, 32 * 250))
    assert.ok(store.statistics().bytesAllocated >= full)
    store.compact()
    await until('room is freed', () => store.statistics().bytesAllocated < 0.8 * full)
    for (const { keys, bytes } of batches) {
      const found = await store.get(keys.subarray(32 * 250), bytes.length)
      assert.ok(Buffer.compare(found.bytes, bytes.subarray(64 * 250)) === 0)
    }
    await store.close()
  })

  it('gives the disk of deleted blocks back, whichever they were', async () => {
    const path = newDirectory()
    let store = await DiskStore.open(path, { segmentBytes: 200_000 })
    const batches = Array.from({ length: 20 }, (_, i) => sampleBatch(1000, 64, 1000 * i))
    for (const batch of batches) await store.put(copied(batch))
    const full = store.statistics().bytesAllocated
    for (const { keys } of batches) {
      for (let i = 0; i < 1000; i += 10) await store.delete(keyAt(keys, i))
    }
    for (const { keys } of batches) await store.delete(keys.subarray(0, 32 * 900))
    await until('room is freed', () => store.statistics().bytesAllocated < full / 4)
    await store.close()
    store = await DiskStore.open(path)
    for (const { keys, bytes } of batches) {
      const { sizes } = await store.get(keys, bytes.length)
      assert.ok(sizes.subarray(0, 900).every((size) => size === 0))
      assert.equal(sizes[901], 64)
    }
    await store.close()
  })

  it('a directory belongs to one process at a time', async () => {
    const path = newDirectory()
    const store = await DiskStore.open(path)
    const script = `
      import { DiskStore } from ${JSON.stringify(new URL('../../src/store/disk.ts', import.meta.url).href)}
      await DiskStore.open(${JSON.stringify(path)}).catch(({ code, message }) => console.log(code, message))`
    const other = () => run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
    assert.equal((await other()).stdout, `Refused could not open ${path}: another process has it open\n`)
    await assert.rejects(DiskStore.open(path), { code: 'Refused' })
    await store.close()
    assert.equal((await other()).stdout, '')
  })

  it('a directory that cannot be made is refused with its name', async () => {
    const path = newDirectory()
    await writeFile(path, 'a file')
    await assert.rejects(DiskStore.open(path), {
      code: 'Local',
      message: new RegExp(`^could not open the block store ${path}: `),
    })
  })
})
