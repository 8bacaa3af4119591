import { TritonError } from '../errors.ts'
import { KEY_WORDS, Segment, SLOT_BITS, SLOT_MASK } from './segment.ts'
import { type SegmentDirectory, SizeClass } from './size-class.ts'
import { isNewerStamp, type Stamp } from './stamp.ts'

const KiB = 1024

/** Up to here every size has segments of its own: the last blocks of files at the usual block sizes. */
const SLOT_SIZE_ANY_MAX = 4 * KiB
/** Up to here the sizes that are multiples of 1 KiB have: block sizes that people choose, and manifest pages. */
const SLOT_SIZE_MAX = 64 * KiB

/**
 * Whether a block of this size lies loose, in a buffer of its own. A buffer costs some 300 bytes and work for the
 * garbage collector, which only blocks of several KiB are worth; few sizes in segments keep segment ids few.
 */
export function isLoose(size: number): boolean {
  return size > SLOT_SIZE_ANY_MAX && (size > SLOT_SIZE_MAX || size % KiB !== 0)
}

/**
 * The segments of a store, by id, and by the size of their blocks. A reference `(segment id << 16) | slot` names a
 * block's place in 32 bits and is never 0; it stays until it is released.
 */
export class Segments implements SegmentDirectory {
  /** Released ids are undefined; id 0 is never used. */
  readonly byId: (Segment | undefined)[] = [undefined]
  #bytesAllocated = 0
  readonly #freeIds: number[] = []
  readonly #classes = new Map<number, SizeClass>()

  get bytesAllocated(): number {
    return this.#bytesAllocated
  }

  /** Where blocks of exactly `size` bytes are allocated; loose ones share a class. */
  classFor(size: number): SizeClass {
    const slotSize = isLoose(size) ? 0 : size
    let sizeClass = this.#classes.get(slotSize)
    if (sizeClass === undefined) {
      sizeClass = new SizeClass(this, slotSize)
      this.#classes.set(slotSize, sizeClass)
    }
    return sizeClass
  }

  sizeOf(ref: number): number {
    return this.byId[ref >>> SLOT_BITS]!.sizeOf(ref & SLOT_MASK)
  }

  /** Whether the block `ref` has the key that begins at word `at` of `words`. */
  hasKey(ref: number, words: Int32Array, at: number): boolean {
    const keys = this.byId[ref >>> SLOT_BITS]!.keys
    const own = (ref & SLOT_MASK) * KEY_WORDS
    return (
      keys[own] === words[at] &&
      keys[own + 1] === words[at + 1] &&
      keys[own + 2] === words[at + 2] &&
      keys[own + 3] === words[at + 3] &&
      keys[own + 4] === words[at + 4] &&
      keys[own + 5] === words[at + 5] &&
      keys[own + 6] === words[at + 6] &&
      keys[own + 7] === words[at + 7]
    )
  }

  setKey(ref: number, words: Int32Array, at: number): void {
    const keys = this.byId[ref >>> SLOT_BITS]!.keys
    const own = (ref & SLOT_MASK) * KEY_WORDS
    for (let word = 0; word < KEY_WORDS; word++) keys[own + word] = words[at + word]!
  }

  copyKey(ref: number, words: Int32Array, at: number): void {
    const keys = this.byId[ref >>> SLOT_BITS]!.keys
    const own = (ref & SLOT_MASK) * KEY_WORDS
    for (let word = 0; word < KEY_WORDS; word++) words[at + word] = keys[own + word]!
  }

  stampOf(ref: number): Stamp {
    return this.byId[ref >>> SLOT_BITS]!.stamps[ref & SLOT_MASK]!
  }

  setStamp(ref: number, stamp: Stamp): void {
    this.byId[ref >>> SLOT_BITS]!.stamps[ref & SLOT_MASK] = stamp
  }

  /** Gives a block a newer stamp; one that is not newer changes nothing. */
  renew(ref: number, stamp: Stamp): void {
    const { stamps } = this.byId[ref >>> SLOT_BITS]!
    const slot = ref & SLOT_MASK
    if (isNewerStamp(stamp, stamps[slot]!)) stamps[slot] = stamp
  }

  renewAll(stamp: Stamp): void {
    for (const segment of this.byId) segment?.stamps.fill(stamp)
  }

  /** The block kept loose at `ref`, or undefined where it lies in a segment. */
  looseBlock(ref: number): Uint8Array | undefined {
    const segment = this.byId[ref >>> SLOT_BITS]!
    return segment.size === 0 ? segment.loose[ref & SLOT_MASK] : undefined
  }

  setLooseBlock(ref: number, block: Uint8Array): void {
    this.byId[ref >>> SLOT_BITS]!.loose[ref & SLOT_MASK] = block
    this.#bytesAllocated += block.buffer.byteLength
  }

  release(ref: number): void {
    const segment = this.byId[ref >>> SLOT_BITS]!
    const slot = ref & SLOT_MASK
    if (segment.size === 0) this.#bytesAllocated -= segment.loose[slot]!.buffer.byteLength
    this.#classes.get(segment.size)!.release(segment, slot)
  }

  /** A new segment under a free id. Throws `NoSpace` when memory or ids run out. */
  open(size: number, slots: number): Segment {
    const id = this.#freeIds.at(-1) ?? this.byId.length
    if (id > SLOT_MASK) {
      throw new TritonError(
        'NoSpace',
        `could not open a segment for blocks of ${size} bytes: all ${SLOT_MASK} are in use`,
      )
    }
    const segment = new Segment(id, size, slots)
    this.#freeIds.pop()
    this.byId[id] = segment
    this.#bytesAllocated += segment.bytesAllocated
    return segment
  }

  grow(segment: Segment): void {
    const before = segment.bytesAllocated
    segment.resize(segment.slots * 2)
    this.#bytesAllocated += segment.bytesAllocated - before
  }

  drop(segment: Segment): void {
    this.byId[segment.id] = undefined
    this.#freeIds.push(segment.id)
    this.#bytesAllocated -= segment.bytesAllocated
  }
}
