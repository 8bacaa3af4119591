import assert from 'node:assert/strict'
import { hashBlocks } from '../../src/block/hash.ts'
import { ReadJob } from '../../src/transfer/read-job.ts'

const BLOCK = 64
const NEVER = new AbortController().signal

function jobOf(length: number): { job: ReadJob; bytes: Uint8Array } {
  const bytes = Uint8Array.from({ length }, (_, index) => index * 7)
  return { job: new ReadJob(hashBlocks(bytes, BLOCK), BLOCK, length, NEVER), bytes }
}

function block(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.subarray(index * BLOCK, (index + 1) * BLOCK)
}

describe('a read job', () => {
  it('is done when every block has come, in whatever order, twice or not', async () => {
    const { job, bytes } = jobOf(5 * BLOCK - 10)
    for (const index of [4, 0, 0, 3, 1]) job.take(index, block(bytes, index))
    assert.ok(!job.ended)
    job.take(2, block(bytes, 2))
    assert.ok(job.ended)
    assert.deepEqual(await job.done, bytes)
  })

  it('takes blocks back to back to their places', async () => {
    const { job, bytes } = jobOf(4 * BLOCK)
    job.take(1, block(bytes, 1))
    const indexes = Uint32Array.of(0, 1, 3)
    const packed = Uint8Array.from([...block(bytes, 0), ...block(bytes, 1), ...block(bytes, 3)])
    job.takeWords(indexes, packed)
    assert.ok(!job.ended)
    job.take(2, block(bytes, 2))
    assert.deepEqual(await job.done, bytes)
  })

  it('takes any bits as they are, those of no number too, however often', async () => {
    const words = new BigUint64Array(BLOCK)
    for (let i = 0; i < words.length; i++)
      words[i] = (i % 2 === 0 ? 0x7ff0_0000_0000_0001n : 0xfff4_0000_0000_0000n) + BigInt(i)
    const bytes = new Uint8Array(words.buffer)
    const indexes = Uint32Array.from({ length: bytes.length / BLOCK }, (_, index) => index)
    for (let round = 0; round < 5_000; round++) {
      const job = new ReadJob(new Uint8Array(32 * indexes.length), BLOCK, bytes.length, NEVER)
      job.takeWords(indexes, bytes)
      assert.equal(Buffer.compare(await job.done, bytes), 0)
    }
  })

  it('of no blocks is done at once', async () => {
    const { job } = jobOf(0)
    assert.equal((await job.done).length, 0)
  })

  it('knows the size of its last block', () => {
    const { job } = jobOf(2 * BLOCK + 5)
    assert.deepEqual(
      [0, 1, 2].map((index) => job.sizeAt(index)),
      [BLOCK, BLOCK, 5],
    )
  })

  it('fails once, and takes nothing after', async () => {
    const { job, bytes } = jobOf(BLOCK)
    job.fail(new Error('first'))
    job.fail(new Error('second'))
    job.take(0, block(bytes, 0))
    await assert.rejects(job.done, /first/)
  })

  it('asks for a block anew a few times, and counts that for each block alone', () => {
    const { job } = jobOf(3 * BLOCK)
    const first = Uint32Array.of(0)
    const others = Uint32Array.of(1, 2)
    let rounds = 0
    for (;;) {
      job.refuse(0, 'a')
      assert.ok(job.refusals(0)?.has('a'))
      const round = job.startRound(first)
      if (round === undefined) break
      assert.equal(round, ++rounds)
      assert.equal(job.refusals(0), undefined)
    }
    assert.ok(rounds > 1 && rounds < 10)
    assert.equal(job.startRound(others), 1)
    job.done.catch(() => {})
    job.fail(new Error('over'))
  })
})
