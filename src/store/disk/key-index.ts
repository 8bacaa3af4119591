import { randomFillSync } from 'node:crypto'
import { TritonError } from '../../errors.ts'
import { KEY_BYTES } from '../../limits.ts'
import { expiredOf, expiredPage, hasAndRenew, stampsOf } from '../leases.ts'
import type { Lookup } from '../lookup.ts'
import { scanPage } from '../scan.ts'
import { KEY_WORDS, SLOT_BITS, SLOT_MASK } from '../segment.ts'
import { Segments } from '../segments.ts'
import { type Stamp, type Stamps, stampAt } from '../stamp.ts'
import type { ExpiredPage, RingRange, ScanPage } from '../store.ts'
import { KeyTable } from '../table.ts'
import { LogSegment } from './log-segment.ts'

/** Blocks of one log segment: what a slot's 16 bits can number. */
export const SLOTS_MAX = 1 << SLOT_BITS
const SLOTS_FIRST = 64

/** The memory store's segments with keys alone: the blocks lie in files. */
class KeySegments extends Segments {
  readonly logs: (LogSegment | undefined)[] = []

  override sizeOf(ref: number): number {
    return this.logs[ref >>> SLOT_BITS]!.sizeOf(ref & SLOT_MASK)
  }
}

/**
 * Which blocks a disk store holds, and where: all keys in memory, in the memory store's table, 45 bytes a block. A
 * reference names a log segment and a slot in it. All calls are synchronous.
 */
export class KeyIndex {
  readonly #segments = new KeySegments()
  readonly #table = new KeyTable(this.#segments, randomMultipliers())
  #bytes = 0

  get blocks(): number {
    return this.#table.count
  }

  /** Sum of the sizes of all blocks held. */
  get bytes(): number {
    return this.#bytes
  }

  /** A new log segment without blocks. Throws `NoSpace` when all ids are in use. */
  open(number: number): LogSegment {
    const { id } = this.#segments.open(0, SLOTS_FIRST)
    const segment = new LogSegment(id, number)
    this.#segments.logs[id] = segment
    return segment
  }

  /** Forgets a segment, none of whose blocks is held here any more. */
  close(segment: LogSegment): void {
    this.#segments.drop(this.#segments.byId[segment.id]!)
    this.#segments.logs[segment.id] = undefined
  }

  segmentOf(ref: number): LogSegment {
    return this.#segments.logs[ref >>> SLOT_BITS]!
  }

  sizeOf(ref: number): number {
    return this.#segments.sizeOf(ref)
  }

  /** The reference of each of the packed keys, 0 for one that is not held; the caller's own. */
  locate(keys: Uint8Array): Uint32Array {
    const { refs, count } = this.#table.locate(keys)
    return new Uint32Array(refs.subarray(0, count))
  }

  /** The indexes of the packed keys that are not held, each key once; those that are held get the stamps. */
  missing(keys: Uint8Array, stamps: Stamps): Int32Array {
    const lookup = this.#table.locate(keys)
    const missing = new Int32Array(lookup.count)
    let count = 0
    for (let i = 0; i < lookup.count; i++) {
      if (lookup.refs[i] === 0) missing[count++] = i
      else this.#segments.renew(lookup.refs[i]!, stampAt(stamps, i))
    }
    return withoutDoubles(lookup, missing.subarray(0, count))
  }

  /**
   * Enters keys for the slots from `firstSlot` on, with the stamps, in place of references that some have by now: a
   * newer stamp of those stays. Returns the references that were replaced.
   */
  enter(keys: Uint8Array, segment: LogSegment, firstSlot: number, stamps: Stamps): number[] {
    this.#makeRoom(segment, firstSlot + keys.length / KEY_BYTES)
    const replaced: number[] = []
    const lookup = this.#table.prepare(keys)
    for (let i = 0; i < lookup.count; i++) {
      const ref = refOf(segment, firstSlot + i)
      this.#segments.setStamp(ref, stampAt(stamps, i))
      const before = this.#replaceOne(lookup, i, segment, firstSlot + i)
      if (before === 0) continue
      this.#segments.renew(ref, this.#segments.stampOf(before))
      replaced.push(before)
    }
    return replaced
  }

  /**
   * Enters keys for the slots from `firstSlot` on, in place of the references that they have, with their stamps. Returns
   * the references that were replaced.
   */
  move(keys: Uint8Array, segment: LogSegment, firstSlot: number): number[] {
    this.#makeRoom(segment, firstSlot + keys.length / KEY_BYTES)
    const replaced: number[] = []
    const lookup = this.#table.prepare(keys)
    for (let i = 0; i < lookup.count; i++) {
      const before = this.#replaceOne(lookup, i, segment, firstSlot + i)
      if (before === 0) continue
      this.#segments.setStamp(refOf(segment, firstSlot + i), this.#segments.stampOf(before))
      replaced.push(before)
    }
    return replaced
  }

  /** Enters keys again that were removed from some slots of a segment; passes over those held elsewhere by now. */
  putBack(segment: LogSegment, slots: readonly number[]): void {
    const lookup = this.#table.prepare(this.#keysAt(segment, slots))
    for (const [i, slot] of slots.entries()) this.#enterOne(lookup, i, segment, slot)
  }

  /** Forgets keys; returns the reference that each had, 0 for one that was not held. */
  remove(keys: Uint8Array): Uint32Array {
    const lookup = this.#table.prepare(keys)
    const refs = new Uint32Array(lookup.count)
    for (let i = 0; i < lookup.count; i++) refs[i] = this.#removeOne(lookup, i)
    return refs
  }

  has(keys: Uint8Array, stamp: Stamp | undefined): Uint8Array {
    return hasAndRenew(this.#table, this.#segments, keys, stamp)
  }

  stamps(keys: Uint8Array): Int16Array {
    return stampsOf(this.#table, this.#segments, keys)
  }

  renewAll(stamp: Stamp): void {
    this.#segments.renewAll(stamp)
  }

  expired(stamp: Stamp, after: number): ExpiredPage {
    return expiredPage(this.#table, this.#segments, stamp, after)
  }

  /** Those of the packed keys whose stamps are not newer. */
  expiredOf(keys: Uint8Array, stamp: Stamp): Uint8Array {
    return expiredOf(this.#table, this.#segments, keys, stamp)
  }

  /** Forgets the blocks that are held in some slots of a segment; passes over those held elsewhere by now. */
  release(segment: LogSegment, slots: ArrayLike<number>): void {
    const keys = this.#keysAt(segment, slots)
    const refs = this.locate(keys)
    for (let i = 0; i < slots.length; i++) {
      if (refs[i] === refOf(segment, slots[i]!))
        this.remove(keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES))
    }
  }

  /** The packed keys of a segment's slots `[first, end)`. */
  keysOf(segment: LogSegment, first: number, end: number): Uint8Array {
    return this.#segments.byId[segment.id]!.keyBytes.slice(first * KEY_BYTES, end * KEY_BYTES)
  }

  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage {
    return scanPage(this.#table, this.#segments, range, after, countMax)
  }

  #keysAt(segment: LogSegment, slots: ArrayLike<number>): Uint8Array {
    const keys = new Uint8Array(slots.length * KEY_BYTES)
    for (let i = 0; i < slots.length; i++)
      keys.set(this.keysOf(segment, slots[i]!, slots[i]! + 1), i * KEY_BYTES)
    return keys
  }

  /** Returns false for a key that is held already: it stays where it is. */
  #enterOne(lookup: Lookup, i: number, segment: LogSegment, slot: number): boolean {
    const ref = refOf(segment, slot)
    this.#segments.setKey(ref, lookup.words, i * KEY_WORDS)
    const cell = this.#table.seat(lookup, i)
    if (cell < 0) return false
    this.#table.fill(lookup, i, cell, ref)
    segment.keep(slot)
    this.#bytes += segment.sizeOf(slot)
    return true
  }

  /** Enters a key in place of the reference that it has, which is returned; 0 for none. */
  #replaceOne(lookup: Lookup, i: number, segment: LogSegment, slot: number): number {
    if (this.#enterOne(lookup, i, segment, slot)) return 0
    const before = this.#removeOne(lookup, i)
    this.#enterOne(lookup, i, segment, slot)
    return before
  }

  #removeOne(lookup: Lookup, i: number): number {
    const ref = this.#table.remove(lookup, i)
    if (ref === 0) return 0
    const segment = this.segmentOf(ref)
    const slot = ref & SLOT_MASK
    segment.release(slot)
    this.#bytes -= segment.sizeOf(slot)
    return ref
  }

  #makeRoom(segment: LogSegment, slots: number): void {
    const keys = this.#segments.byId[segment.id]!
    while (keys.slots < slots) this.#segments.grow(keys)
  }
}

/** The slots that references name, by segment. */
export function slotsBySegment(index: KeyIndex, refs: Iterable<number>): Map<LogSegment, number[]> {
  const slots = new Map<LogSegment, number[]>()
  for (const ref of refs) {
    const segment = index.segmentOf(ref)
    const known = slots.get(segment)
    if (known === undefined) slots.set(segment, [slotOf(ref)])
    else known.push(slotOf(ref))
  }
  return slots
}

/** The reference to a slot. */
export function refOf(segment: LogSegment, slot: number): number {
  return ((segment.id << SLOT_BITS) | slot) >>> 0
}

/** The slot that a reference names. */
export function slotOf(ref: number): number {
  return ref & SLOT_MASK
}

/** Drops from the indexes of keys those whose key came before: hashed by tag, with linear probing. */
function withoutDoubles({ tags, words }: Lookup, indexes: Int32Array): Int32Array {
  const mask = 2 ** Math.ceil(Math.log2(2 * indexes.length + 1)) - 1
  const cells = new Int32Array(mask + 1)
  let count = 0
  for (const index of indexes) {
    let at = tags[index]! & mask
    while (cells[at] !== 0 && !sameWords(words, cells[at]! - 1, index)) at = (at + 1) & mask
    if (cells[at] !== 0) continue
    cells[at] = index + 1
    indexes[count++] = index
  }
  return indexes.subarray(0, count)
}

function sameWords(words: Int32Array, a: number, b: number): boolean {
  for (let word = 0; word < KEY_WORDS; word++)
    if (words[a * KEY_WORDS + word] !== words[b * KEY_WORDS + word]) return false
  return true
}

function randomMultipliers(): Int32Array {
  return randomFillSync(new Int32Array(KEY_WORDS)).map((word) => word | 1)
}

/** Throws `BadRequest` unless `keys` are whole keys. */
export function checkKeys(keys: Uint8Array): void {
  if (keys.length % KEY_BYTES === 0) return
  throw new TritonError(
    'BadRequest',
    `could not read a list of keys: ${keys.length} bytes, need a multiple of ${KEY_BYTES}`,
  )
}
