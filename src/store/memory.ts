import { randomFillSync } from 'node:crypto'
import type { BlockBatch } from '../block/batch.ts'
import { TritonError } from '../errors.ts'
import { KEY_BYTES } from '../limits.ts'
import { allocateMemory } from './allocate-memory.ts'
import { gather, scatter } from './copy.ts'
import { expiredOf, expiredPage, hasAndRenew, stampsOf } from './leases.ts'
import type { Lookup } from './lookup.ts'
import { scanPage } from './scan.ts'
import { KEY_WORDS } from './segment.ts'
import { isLoose, Segments } from './segments.ts'
import { type Stamp, type Stamps, stampAt } from './stamp.ts'
import type {
  BlockStore,
  BlocksFound,
  ExpiredPage,
  RingRange,
  ScanPage,
  StoreStatistics,
  VerifyPage,
} from './store.ts'
import { KeyTable } from './table.ts'
import { verifyPage } from './verify-page.ts'

export interface MemoryStoreOptions {
  /** Bytes of blocks, without their keys and tables, that the store takes; without it, what memory holds. */
  capacity?: number
}

/**
 * Keeps blocks in this process's memory: about 110 bytes for a 64-byte block with its key, in any number.
 * All calls are synchronous. Its table is keyed with random numbers, on which nothing observable depends.
 */
export class MemoryStore implements BlockStore {
  readonly #capacity: number
  #segments = new Segments()
  #table = new KeyTable(this.#segments, randomMultipliers())
  #bytes = 0

  constructor(options: MemoryStoreOptions = {}) {
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY
  }

  /** A block of more than 64 KiB that comes alone is kept where it is, without a copy. */
  put(batch: BlockBatch, stamps: Stamps = 0): number {
    const count = countOf(batch)
    if (count === 0) return 0
    const before = this.#table.count
    const lookup = this.#table.prepare(batch.keys)
    lookup.freshCount = 0
    try {
      this.#seat(lookup, batch, 0, count - 1, batch.blockSize, stamps)
      this.#seat(lookup, batch, count - 1, count, batch.bytes.length - (count - 1) * batch.blockSize, stamps)
    } finally {
      scatter(this.#segments, batch, lookup)
    }
    return this.#table.count - before
  }

  get(keys: Uint8Array, bytesMax: number): BlocksFound {
    checkKeys(keys)
    const lookup = this.#table.locate(keys)
    const { count, refs } = lookup
    const sizes = new Uint32Array(count)
    let total = 0
    let found = 0
    let last = 0
    for (let i = 0; i < count; i++) {
      const ref = refs[i]!
      if (ref === 0) continue
      total += sizes[i] = this.#segments.sizeOf(ref)
      found++
      last = ref
    }
    if (total > bytesMax) throw tooLarge(found, total, bytesMax)
    const alone = found === 1 ? this.#segments.looseBlock(last) : undefined
    if (alone !== undefined) return { sizes, bytes: alone }
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(total).buffer)
    gather(this.#segments, lookup, bytes)
    return { sizes, bytes }
  }

  has(keys: Uint8Array, stamp?: Stamp): Uint8Array {
    checkKeys(keys)
    return hasAndRenew(this.#table, this.#segments, keys, stamp)
  }

  delete(keys: Uint8Array, expired?: Stamp): number {
    checkKeys(keys)
    if (expired !== undefined) return this.delete(expiredOf(this.#table, this.#segments, keys, expired))
    const lookup = this.#table.prepare(keys)
    let deleted = 0
    for (let i = 0; i < lookup.count; i++) {
      const ref = this.#table.remove(lookup, i)
      if (ref === 0) continue
      this.#bytes -= this.#segments.sizeOf(ref)
      this.#segments.release(ref)
      deleted++
    }
    return deleted
  }

  stamps(keys: Uint8Array): Int16Array {
    checkKeys(keys)
    return stampsOf(this.#table, this.#segments, keys)
  }

  renewAll(stamp: Stamp): void {
    this.#segments.renewAll(stamp)
  }

  expired(stamp: Stamp, after: number): ExpiredPage {
    return expiredPage(this.#table, this.#segments, stamp, after)
  }

  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage {
    if (!(countMax >= 1))
      throw new TritonError('BadRequest', `could not scan: ${countMax} keys a page, need 1 or more`)
    return scanPage(this.#table, this.#segments, range, after, countMax)
  }

  verify(after: Uint8Array | undefined, bytesMax: number): VerifyPage {
    return verifyPage(this, after, bytesMax)
  }

  statistics(): StoreStatistics {
    return {
      blocks: this.#table.count,
      bytes: this.#bytes,
      bytesAllocated: this.#segments.bytesAllocated + this.#table.bytesAllocated,
    }
  }

  room(): number | undefined {
    return Number.isFinite(this.#capacity) ? Math.max(0, this.#capacity - this.#bytes) : undefined
  }

  /** Forgets every block. */
  close(): void {
    this.#segments = new Segments()
    this.#table = new KeyTable(this.#segments, randomMultipliers())
    this.#bytes = 0
  }

  /** Gives each missing block of `[first, end)`, all of one size, its place. In a segment its bytes are still to come. */
  #seat(lookup: Lookup, batch: BlockBatch, first: number, end: number, size: number, stamps: Stamps): void {
    const loose = isLoose(size)
    const table = this.#table
    const segments = this.#segments
    const sizeClass = segments.classFor(size)
    for (let i = first; i < end; i++) {
      const cell = table.seat(lookup, i)
      if (cell < 0) {
        segments.renew(table.heldRef, stampAt(stamps, i))
        continue
      }
      if (this.#bytes + size > this.#capacity) throw noSpace(i, lookup.count, size, this.#capacity)
      const block = loose ? ownBuffer(batch, i, size) : undefined
      const ref = sizeClass.allocate()
      table.fill(lookup, i, cell, ref)
      segments.setKey(ref, lookup.words, i * KEY_WORDS)
      segments.setStamp(ref, stampAt(stamps, i))
      this.#bytes += size
      lookup.refs[i] = ref
      if (block !== undefined) segments.setLooseBlock(ref, block)
      else lookup.fresh[lookup.freshCount++] = i
    }
  }
}

/** A block in a buffer that holds little else: the batch's own where the block is alone in it, else a copy. */
function ownBuffer({ bytes, blockSize }: BlockBatch, index: number, size: number): Uint8Array {
  if (size === bytes.length && 2 * size >= bytes.buffer.byteLength) return bytes
  const copy = new Uint8Array(allocateMemory(size, 'a block'))
  copy.set(bytes.subarray(index * blockSize, index * blockSize + size))
  return copy
}

/** The number of blocks in a batch. */
function countOf({ keys, bytes, blockSize }: BlockBatch): number {
  checkKeys(keys)
  const count = keys.length / KEY_BYTES
  if (!(blockSize >= 1) || Math.ceil(bytes.length / blockSize) !== count) {
    const blocks = `${bytes.length} bytes in blocks of ${blockSize}`
    throw new TritonError('BadRequest', `could not store a batch: ${count} keys for ${blocks}`)
  }
  return count
}

function checkKeys(keys: Uint8Array): void {
  if (keys.length % KEY_BYTES === 0) return
  throw new TritonError(
    'BadRequest',
    `could not read a list of keys: ${keys.length} bytes, need a multiple of ${KEY_BYTES}`,
  )
}

function noSpace(index: number, count: number, size: number, capacity: number): TritonError {
  const block = `block ${index + 1} of ${count}, ${size} bytes`
  const hint = 'add block peers or raise the capacity'
  return new TritonError('NoSpace', `could not store ${block}: the store's ${capacity} bytes are full`, {
    hint,
  })
}

function tooLarge(found: number, total: number, bytesMax: number): TritonError {
  return new TritonError(
    'TooLarge',
    `could not read ${found} blocks at once: ${total} bytes, at most ${bytesMax} wanted`,
  )
}

function randomMultipliers(): Int32Array {
  return randomFillSync(new Int32Array(KEY_WORDS)).map((word) => word | 1)
}
