import assert from 'node:assert/strict'
import { interruptible } from '../../src/client/interruptible.ts'

async function collect<Piece>(source: AsyncIterable<Piece>): Promise<Piece[]> {
  const pieces: Piece[] = []
  for await (const piece of source) pieces.push(piece)
  return pieces
}

/** Two pieces, then nothing for ever. */
function endless() {
  let returned = 0
  const given = [1, 2]
  const source: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        given.length > 0
          ? Promise.resolve({ done: false, value: given.shift()! })
          : new Promise<IteratorResult<number>>(() => {}),
      return: () => {
        returned++
        return new Promise<IteratorResult<number>>(() => {})
      },
    }),
  }
  return { source, returned: () => returned }
}

describe('an interruptible source', () => {
  const { signal: never } = new AbortController()

  it('gives what its source gives', async () => {
    async function* three() {
      yield* [1, 2, 3]
    }
    assert.deepEqual(await collect(interruptible(three(), never)), [1, 2, 3])
  })

  it('fails as its source fails', async () => {
    // biome-ignore lint/correctness/useYield: it fails before
    async function* broken() {
      throw new Error('broken')
    }
    await assert.rejects(collect(interruptible(broken(), never)), { message: 'broken' })
  })

  it('ends at once with the reason of its signal, although the source keeps it waiting', async () => {
    const { source, returned } = endless()
    const controller = new AbortController()
    const read: number[] = []
    const reading = (async () => {
      for await (const piece of interruptible(source, controller.signal)) {
        read.push(piece)
        if (piece === 2) setImmediate(() => controller.abort(new Error('enough')))
      }
    })()
    await assert.rejects(reading, { message: 'enough' })
    assert.deepEqual(read, [1, 2])
    assert.equal(returned(), 1, 'the source was asked to end')
  })

  it('gives nothing where its signal has fired before', async () => {
    const { source } = endless()
    await assert.rejects(collect(interruptible(source, AbortSignal.abort(new Error('enough')))), {
      message: 'enough',
    })
  })

  it('asks its source to end when its reader has had enough', async () => {
    const { source, returned } = endless()
    for await (const _ of interruptible(source, never)) break
    assert.equal(returned(), 1)
  })
})
