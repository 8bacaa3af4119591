import assert from 'node:assert/strict'
import { DiskStore } from '../../../src/store/disk.ts'
import { damagedIn } from '../../checkers/block-witness.ts'
import { FragileDisk } from '../../harness/fragile-disk.ts'
import { seededRandom } from '../../harness/random.ts'
import { blockAt, copied, hex, keyAt, sampleBatch } from '../sample-blocks.ts'

const LOG = 'store/0000000001.log'
const FIRST_VALUE_BYTE_OF = (count: number) => 40 + count * 32 + 4 * Math.ceil(count / 64)

describe('DiskStore with damaged files', () => {
  let disk: FragileDisk
  let store: DiskStore
  const batch = sampleBatch(200, 64)

  async function open(): Promise<DiskStore> {
    return DiskStore.open('store', { files: disk, reserveBytes: 4096 })
  }

  async function reopened(): Promise<DiskStore> {
    await store.close()
    return open()
  }

  beforeEach(async () => {
    disk = new FragileDisk(seededRandom(1))
    store = await open()
    await store.put(copied(batch))
  })

  afterEach(() => store.close())

  it('a rotten block is not given away, counts as missing from then on, and can be put again', async () => {
    disk.bytesOf(LOG)[FIRST_VALUE_BYTE_OF(200) + 70 * 64 + 3]! ^= 1
    const { sizes, bytes } = await store.get(batch.keys, batch.bytes.length)
    assert.deepEqual(
      [...sizes],
      Array.from({ length: 200 }, (_, i) => (i === 70 ? 0 : 64)),
    )
    assert.equal(hex(bytes.subarray(0, 70 * 64)), hex(batch.bytes.subarray(0, 70 * 64)))
    assert.equal(hex(bytes.subarray(70 * 64)), hex(batch.bytes.subarray(71 * 64)))
    assert.equal(store.quarantined, 1)
    assert.deepEqual([...(await store.has(keyAt(batch.keys, 70)))], [0])
    store = await reopened()
    assert.deepEqual([...(await store.has(keyAt(batch.keys, 70)))], [0])
    assert.equal(await store.put(copied(batch)), 1)
    assert.equal(hex((await store.get(batch.keys, batch.bytes.length)).bytes), hex(batch.bytes))
  })

  it('a verification of the store finds what is rotten, and nothing else', async () => {
    const more = sampleBatch(20, 70_000, 1000)
    await store.put(copied(more))
    assert.equal(await damagedIn(store), 0)
    const log = disk.bytesOf(LOG)
    for (const block of [0, 1, 150]) log[FIRST_VALUE_BYTE_OF(200) + block * 64]! ^= 0x80
    log[log.length - 100_000]! ^= 4
    assert.equal(await damagedIn(store), 4)
    assert.equal(await damagedIn(store), 0)
    assert.equal(store.statistics().blocks, 216)
  })

  it('what a flipped bit anywhere in a file costs is a few blocks, never a wrong byte', async () => {
    const sound = disk.bytesOf(LOG).slice()
    await store.put(sampleBatch(30, 64, 5000))
    for (let at = 0; at < sound.length; at += 131) {
      store = await reopened()
      disk.bytesOf(LOG)[at]! ^= 1 << (at % 8)
      store = await reopened()
      const { sizes, bytes } = await store.get(batch.keys, batch.bytes.length)
      let from = 0
      for (let i = 0; i < 200; i++) {
        if (sizes[i] === 0) continue
        assert.equal(hex(bytes.subarray(from, from + 64)), hex(blockAt(batch, i)), `block ${i}, bit at ${at}`)
        from += 64
      }
      assert.ok(at < 40 || from >= 199 * 64, `byte ${at} cost ${200 - from / 64} blocks`)
      await store.put(copied(batch))
    }
  })

  it('a file that was cut short keeps what is left of it', async () => {
    for (const left of [0.9, 0.5, 0.2]) {
      const batches = [1, 2, 3, 4].map((i) => sampleBatch(100, 64, 1000 * i))
      disk = new FragileDisk(seededRandom(2))
      await store.close()
      store = await open()
      for (const each of batches) await store.put(copied(each))
      await store.close()
      const file = await disk.open(LOG, 'existing')
      await file.truncate(Math.floor((await file.size()) * left))
      store = await open()
      assert.ok(store.statistics().blocks >= Math.floor(left * 4) * 100)
      assert.equal(await damagedIn(store), 0)
      for (const each of batches) await store.put(copied(each))
      store = await reopened()
      for (const each of batches) assert.equal(hex((await store.get(each.keys, 6400)).bytes), hex(each.bytes))
    }
  })

  it('garbage behind the last frame, as a torn write leaves it, is cut off', async () => {
    const before = disk.bytesOf(LOG).length
    const file = await disk.open(LOG, 'existing')
    await file.write([disk.bytesOf(LOG).slice(0, 3000)], before)
    store = await reopened()
    assert.equal(disk.bytesOf(LOG).length, before)
    assert.equal(store.statistics().blocks, 200)
  })
})

describe('a directory that is no store of this version', () => {
  const disk = () => new FragileDisk(seededRandom(3))

  async function withFormat(text: string): Promise<FragileDisk> {
    const files = disk()
    await (await DiskStore.open('store', { files, reserveBytes: 4096 })).close()
    const file = await files.open('store/FORMAT', 'existing')
    await file.truncate(0)
    await file.write([Buffer.from(text)], 0)
    return files
  }

  it('a newer format is refused with both versions', async () => {
    const files = await withFormat('tritonring block store 2\n')
    await assert.rejects(DiskStore.open('store', { files }), {
      code: 'Unsupported',
      message: 'could not open the block store store: it has format 2, this version reads format 1',
    })
  })

  it('an unknown format is refused', async () => {
    for (const text of ['', 'tritonring block store', 'another thing\n', 'x'.repeat(1000)]) {
      await assert.rejects(DiskStore.open('store', { files: await withFormat(text) }), { code: 'Corrupt' })
    }
  })

  it('log files without a format are refused, not taken for an empty store', async () => {
    const files = disk()
    const store = await DiskStore.open('store', { files, reserveBytes: 4096 })
    await store.put(sampleBatch(3, 64))
    await store.close()
    await files.remove('store/FORMAT')
    await assert.rejects(DiskStore.open('store', { files }), { code: 'Corrupt' })
  })

  it('a refused directory is free for who can use it', async () => {
    const files = await withFormat('tritonring block store 2\n')
    await assert.rejects(DiskStore.open('store', { files }), { code: 'Unsupported' })
    await (await files.lock('store'))()
  })
})
