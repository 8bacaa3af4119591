import assert from 'node:assert/strict'
import fc from 'fast-check'
import { slabSize, slabs } from '../../src/block/split.ts'
import { isTritonError } from '../../src/errors.ts'
import { BLOCK_SIZE_MAX, SLAB_BYTES } from '../../src/limits.ts'

async function* stream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces
}

async function collect(
  pieces: Iterable<Uint8Array>,
  blockSize: number,
  slabBytes?: number,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for await (const slab of slabs(stream(pieces), blockSize, slabBytes)) found.push(slab)
  return found
}

describe('a slab', () => {
  it('is as many whole blocks as fit, and at least one', () => {
    assert.equal(slabSize(64), SLAB_BYTES)
    assert.equal(slabSize(100), 1_048_500)
    assert.equal(slabSize(100, 99), 100)
    assert.equal(slabSize(100, 199), 100)
    assert.equal(slabSize(100, 200), 200)
    assert.equal(slabSize(BLOCK_SIZE_MAX), BLOCK_SIZE_MAX)
    assert.throws(
      () => slabSize(7),
      (error) => isTritonError(error, 'BadRequest'),
    )
  })

  it('carries the same bytes on, whatever the pieces', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 30 })
    const property = fc.asyncProperty(
      pieces,
      fc.integer({ min: 8, max: 40 }),
      fc.integer({ min: 1, max: 200 }),
      async (parts, blockSize, slabBytes) => {
        const found = await collect(parts, blockSize, slabBytes)
        assert.equal(Buffer.compare(Buffer.concat(found), Buffer.concat(parts)), 0)
        for (const slab of found.slice(0, -1)) assert.equal(slab.length, slabSize(blockSize, slabBytes))
        const last = found.at(-1)?.length ?? 1
        assert.ok(last > 0 && last <= slabSize(blockSize, slabBytes))
      },
    )
    await fc.assert(property)
  })

  it('is not made of an empty source', async () => {
    assert.deepEqual(await collect([], 64), [])
    assert.deepEqual(await collect([new Uint8Array(), new Uint8Array()], 64), [])
  })

  it('is a view of the piece that holds it whole', async () => {
    const piece = new Uint8Array(64 * 4 + 10)
    const found = await collect([piece], 64, 128)
    assert.deepEqual(
      found.map((slab) => slab.buffer === piece.buffer),
      [true, true, false],
    )
  })

  it('is never written to again, and shares no memory with its neighbours', async () => {
    const found: Uint8Array[] = []
    const copies: Uint8Array[] = []
    const pieces = Array.from({ length: 50 }, (_, i) => new Uint8Array(17).fill(i))
    for await (const slab of slabs(stream(pieces), 8, 32)) {
      found.push(slab)
      copies.push(slab.slice())
    }
    assert.deepEqual(found, copies)
    assert.equal(new Set(found.map((slab) => slab.buffer)).size, found.length)
  })

  it('of a small file takes no more memory than the file', async () => {
    const [slab] = await collect([new Uint8Array(10)], 64)
    assert.equal(slab?.buffer.byteLength, 10)
  })

  it('is made only when asked for, and a consumer that stops closes the source', async () => {
    let read = 0
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          read++
          yield new Uint8Array(64)
        }
      } finally {
        closed = true
      }
    }
    for await (const slab of slabs(endless(), 64, 128)) {
      assert.equal(slab.length, 128)
      break
    }
    assert.equal(read, 2)
    assert.equal(closed, true)
  })
})
