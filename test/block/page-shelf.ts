import assert from 'node:assert/strict'
import type { BlockBatch } from '../../src/block/batch.ts'
import { hashBlock } from '../../src/block/hash.ts'
import { keyAt } from '../../src/block/key.ts'
import { type FinishedManifest, ManifestBuilder } from '../../src/block/manifest.ts'
import type { FetchPages } from '../../src/block/read-keys.ts'

/** Keeps pages by key, in place of the ring, and counts what is fetched. */
export class PageShelf {
  readonly pages = new Map<string, Uint8Array>()
  /** Number of pages of each call. */
  readonly calls: number[] = []

  /** Keeps the blocks of a batch, each checked against its key and the batch's contract. */
  put({ keys, bytes, blockSize }: BlockBatch): void {
    assert.ok(bytes.length > 0, 'no batch is empty')
    assert.equal(keys.length, Math.ceil(bytes.length / blockSize) * 32)
    for (let i = 0; i * blockSize < bytes.length; i++) {
      const block = bytes.slice(i * blockSize, (i + 1) * blockSize)
      assert.deepEqual(hashBlock(block), keyAt(keys, i).slice())
      this.pages.set(Buffer.from(keyAt(keys, i)).toString('hex'), block)
    }
  }

  readonly fetch: FetchPages = async (keys, sizes) => {
    this.calls.push(sizes.length)
    return Array.from(sizes, (_, i) => {
      const page = this.pages.get(Buffer.from(keyAt(keys, i)).toString('hex'))
      assert.ok(page, 'only pages of the manifest are fetched')
      return page
    })
  }

  get fetched(): number {
    return this.calls.reduce((sum, pages) => sum + pages, 0)
  }
}

/** `count` different packed keys, cheap to make: the index in the first eight bytes. */
export function madeUpKeys(first: number, count: number): Uint8Array {
  const keys = new Uint8Array(count * 32)
  const view = new DataView(keys.buffer)
  for (let i = 0; i < count; i++) view.setFloat64(i * 32, first + i + 1)
  return keys
}

/** Builds the manifest of a file with these keys onto the shelf; `parts` are the numbers of keys pushed at once. */
export function build(
  shelf: PageShelf,
  file: { size: number; blockSize: number; keys: Uint8Array; parts?: number[]; pageKeys?: number },
): FinishedManifest {
  const builder = new ManifestBuilder(file.blockSize, file.pageKeys)
  let start = 0
  for (const part of [...(file.parts ?? []), Number.POSITIVE_INFINITY]) {
    const keys = file.keys.slice(start, start + part * 32)
    start += keys.length
    for (const batch of builder.push(keys)) shelf.put(batch)
    keys.fill(0xee)
  }
  const finished = builder.finish(file.size)
  for (const batch of finished.batches) shelf.put(batch)
  return finished
}
