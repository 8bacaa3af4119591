import { TritonError } from '../errors.ts'
import { FILE_SIZE_MAX, KEY_BYTES, PAGE_KEYS } from '../limits.ts'
import type { BlockBatch } from './batch.ts'
import { blockCount, checkBlockSize } from './block-size.ts'
import { hashBlock, hashBlocks } from './hash.ts'
import { encodeRoot, manifestDepth, type Root } from './root.ts'

/** The end of a manifest. */
export interface FinishedManifest {
  root: Uint8Array
  rootKey: Uint8Array
  /** What is still to be put on the ring: the last page of each level where it is not full, then the root. */
  batches: BlockBatch[]
}

/** Keys of one level that do not fill a page yet. */
interface Level {
  keys: Uint8Array
  /** Bytes of `keys` in use. */
  filled: number
}

/**
 * Builds the manifest of one file from its keys as they come. Pages go out as soon as they are full; what stays
 * is less than one page a level, whatever the size of the file.
 *
 * Level 0 holds the data's keys, level n + 1 the keys of the pages of level n. All pages hold `pageKeys` keys,
 * but for the last one of each level. Equal keys make equal pages, however they were pushed.
 */
export class ManifestBuilder {
  readonly #blockSize: number
  readonly #pageKeys: number
  readonly #pageBytes: number
  readonly #levels: Level[] = []
  #count = 0
  #finished = false

  /** `pageKeys` is for tests: readers of the ring expect `PAGE_KEYS`. Throws `BadRequest` for a bad block size. */
  constructor(blockSize: number, pageKeys: number = PAGE_KEYS) {
    checkBlockSize(blockSize)
    this.#blockSize = blockSize
    this.#pageKeys = pageKeys
    this.#pageBytes = pageKeys * KEY_BYTES
  }

  /**
   * A builder that goes on behind the first `count` blocks of another manifest; `edge` is the keys that `leftEdge` asks
   * for, level by level.
   */
  static resume(
    blockSize: number,
    count: number,
    edge: readonly Uint8Array[],
    pageKeys: number = PAGE_KEYS,
  ): ManifestBuilder {
    const builder = new ManifestBuilder(blockSize, pageKeys)
    builder.#count = count
    for (const [index, keys] of edge.entries()) {
      const level = builder.#level(index)
      level.keys.set(keys)
      level.filled = keys.length
    }
    return builder
  }

  /**
   * Takes the packed keys of the next blocks, any number, and returns the pages they completed, a batch a level
   * and mostly one or none. The batches own their memory: `keys` may be used again.
   */
  push(keys: Uint8Array): BlockBatch[] {
    this.#checkOpen()
    if (keys.length % KEY_BYTES !== 0) {
      const needed = `a multiple of ${KEY_BYTES} bytes needed, got ${keys.length}`
      throw new TritonError('BadRequest', `could not add keys to a manifest: ${needed}`)
    }
    const batches: BlockBatch[] = []
    this.#count += keys.length / KEY_BYTES
    this.#fill(0, keys, batches)
    return batches
  }

  /**
   * Takes packed keys of a level, which stand for the next `count` blocks: `rightEdge` says which, so that every level
   * below is at the end of a page. Returns as `push` does.
   */
  graft(level: number, keys: Uint8Array, count: number): BlockBatch[] {
    this.#checkOpen()
    const batches: BlockBatch[] = []
    this.#count += count
    this.#fill(level, keys, batches)
    return batches
  }

  /**
   * Ends the manifest of a file of `size` bytes; the builder takes nothing more.
   * `seal` makes what the root of an encrypted file has more. Throws `BadRequest` unless exactly the keys of its blocks
   * were pushed.
   */
  finish(size: number, seal?: (root: Root) => Uint8Array): FinishedManifest {
    this.#checkOpen()
    this.#checkSize(size)
    this.#finished = true
    const depth = manifestDepth(this.#count, this.#pageKeys)
    const batches: BlockBatch[] = []
    for (let index = 0; index < depth; index++) this.#flush(index, batches)
    const top = this.#level(depth).keys.slice(0, KEY_BYTES)
    const plain = { size, blockSize: this.#blockSize, depth, top }
    const root = encodeRoot(seal === undefined ? plain : { ...plain, seal: seal(plain) })
    const rootKey = hashBlock(root)
    batches.push({ keys: rootKey, bytes: root, blockSize: root.length })
    return { root, rootKey, batches }
  }

  #level(index: number): Level {
    this.#levels[index] ??= { keys: new Uint8Array(this.#pageBytes), filled: 0 }
    return this.#levels[index]
  }

  /** Adds keys to a level; the pages that get full go to `batches`, their keys to the level above. */
  #fill(index: number, keys: Uint8Array, batches: BlockBatch[]): void {
    const level = this.#level(index)
    const sum = level.filled + keys.length
    const whole = sum - (sum % this.#pageBytes)
    const taken = whole === 0 ? 0 : whole - level.filled
    if (whole > 0) {
      const bytes = new Uint8Array(whole)
      bytes.set(level.keys.subarray(0, level.filled))
      bytes.set(keys.subarray(0, taken), level.filled)
      level.filled = 0
      this.#emit(index, bytes, batches)
    }
    level.keys.set(keys.subarray(taken), level.filled)
    level.filled += keys.length - taken
  }

  /** Sends out what a level still holds as its last page. */
  #flush(index: number, batches: BlockBatch[]): void {
    const level = this.#level(index)
    if (level.filled === 0) return
    const bytes = level.keys.slice(0, level.filled)
    level.filled = 0
    this.#emit(index, bytes, batches)
  }

  #emit(index: number, bytes: Uint8Array, batches: BlockBatch[]): void {
    const keys = hashBlocks(bytes, this.#pageBytes)
    batches.push({ keys, bytes, blockSize: this.#pageBytes })
    this.#fill(index + 1, keys, batches)
  }

  #checkOpen(): void {
    if (this.#finished) throw new TritonError('BadRequest', 'could not add to a manifest: it is finished')
  }

  #checkSize(size: number): void {
    const valid = Number.isInteger(size) && size >= 0 && size <= FILE_SIZE_MAX
    if (valid && blockCount(size, this.#blockSize) === this.#count) return
    const needed = `the keys of ${size} bytes in blocks of ${this.#blockSize} needed, got ${this.#count}`
    throw new TritonError('BadRequest', `could not finish a manifest: ${needed}`)
  }
}
