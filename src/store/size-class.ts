import { KEY_BYTES } from '../limits.ts'
import { type Segment, SLOT_BITS } from './segment.ts'

const KiB = 1024

/** Large enough that a store of any size stays within 65,535 segments, small enough to release one by one. */
const SEGMENT_BYTES_MAX = 4096 * KiB
/** The only segment of a size grows by copying up to here, so that the rare size of a file's last block costs little. */
const SEGMENT_BYTES_SMALL = 64 * KiB
const SEGMENT_BYTES_FIRST = 1 * KiB

/** Where a size class gets its segments. */
export interface SegmentDirectory {
  /** Throws `NoSpace` when memory or ids run out. */
  open(size: number, slots: number): Segment
  /** Doubles a segment's slots. Throws `NoSpace`. */
  grow(segment: Segment): void
  drop(segment: Segment): void
}

/** The segments whose blocks have one size (0: loose blocks of any size). */
export class SizeClass {
  readonly #directory: SegmentDirectory
  readonly #size: number
  /** Those with free slots; the last one is filled first. */
  readonly #open: Segment[] = []
  /** The only segment, when it is full: it may still grow. */
  #young: Segment | undefined
  #count = 0
  #slots = 0

  constructor(directory: SegmentDirectory, size: number) {
    this.#directory = directory
    this.#size = size
  }

  /** A reference to a free slot, now taken. Throws `NoSpace`. */
  allocate(): number {
    if (this.#open.length === 0) this.#open.push(this.#roomier())
    const segment = this.#open[this.#open.length - 1]!
    const slot = segment.take()
    if (segment.full) {
      this.#open.pop()
      this.#young = this.#count === 1 ? segment : undefined
    }
    return (segment.id << SLOT_BITS) | slot
  }

  /** Frees a slot. An emptied segment goes, unless it holds the only free slots beside full ones. */
  release(segment: Segment, slot: number): void {
    if (segment.full) this.#open.push(segment)
    segment.give(slot)
    if (segment.used > 0 || (this.#open.length === 1 && this.#count > 1)) return
    this.#open.splice(this.#open.indexOf(segment), 1)
    this.#directory.drop(segment)
    this.#young = undefined
    this.#count--
    this.#slots -= segment.slots
  }

  #roomier(): Segment {
    const young = this.#young
    if (young !== undefined && young.bytesAllocated < SEGMENT_BYTES_SMALL) {
      this.#directory.grow(young)
      this.#slots = young.slots
      return young
    }
    const segment = this.#directory.open(this.#size, this.#slotsNext())
    this.#count++
    this.#slots += segment.slots
    return segment
  }

  /** Half of the slots there are: a third of a size's room is unused at most, and never more than a large segment. */
  #slotsNext(): number {
    const first = Math.floor(SEGMENT_BYTES_FIRST / (this.#size + KEY_BYTES))
    const largest = Math.min(1 << SLOT_BITS, Math.floor(SEGMENT_BYTES_MAX / Math.max(this.#size, 1)))
    return Math.min(Math.max(1, first, this.#slots >> 1), largest)
  }
}
