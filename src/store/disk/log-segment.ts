import { KEY_BYTES } from '../../limits.ts'
import { type FrameHeader, HEADER_BYTES, unitBlocks } from './frame.ts'

/** The file name of a log segment. */
export function segmentFile(number: number): string {
  return `${number.toString().padStart(10, '0')}.log`
}

/** The number in a log segment's file name; undefined for other files. */
export function segmentNumber(file: string): number | undefined {
  return /^\d{10}\.log$/.test(file) ? Number.parseInt(file, 10) : undefined
}

/** Where one block lies in its file, and the unit that it is checked with. */
export interface BlockPlace {
  at: number
  size: number
  unitAt: number
  unitEnd: number
  checksum: number
}

/**
 * What is known in memory of one file of the log, besides the keys of its blocks: its frames and what of them is
 * still wanted. A block is named by its slot, its number within the file.
 */
export class LogSegment {
  /** The upper half of the references to its blocks. */
  readonly id: number
  /** Grows from file to file and is never used again. */
  readonly number: number
  /** Bytes that are synced. */
  length = 0
  /** The next block's slot. */
  slots = 0
  /** Bytes of keys, blocks and deletions, and of those what is still wanted. */
  written = 0
  wanted = 0
  /** Bytes of the deletions in this file, by the segment that they are about. */
  readonly deletions = new Map<number, number>()
  /** Frames of blocks, by the order of their slots. */
  readonly #firstSlots: number[] = []
  readonly #counts: number[] = []
  readonly #blockSizes: number[] = []
  readonly #lastSizes: number[] = []
  readonly #valuesAt: number[] = []
  readonly #checksums: Uint32Array[] = []
  #recent = 0
  #readers = 0
  #onIdle: (() => void) | undefined

  constructor(id: number, number: number) {
    this.id = id
    this.number = number
  }

  /** Whether as much as `share` of it, of 1, is unwanted. */
  isSparse(share: number): boolean {
    return this.written - this.wanted >= share * this.written
  }

  /** Notes a frame of blocks; they count as unwanted until they are `keep`t. */
  addBlocks(
    { count, blockSize, lastSize, firstSlot }: FrameHeader,
    valuesAt: number,
    checksums: Uint32Array,
  ): void {
    this.#firstSlots.push(firstSlot)
    this.#counts.push(count)
    this.#blockSizes.push(blockSize)
    this.#lastSizes.push(lastSize)
    this.#valuesAt.push(valuesAt)
    this.#checksums.push(checksums)
    this.slots = firstSlot + count
    this.written += count * KEY_BYTES + (count - 1) * blockSize + lastSize
  }

  /** Notes deletions of blocks of the segment `target`; unwanted where that segment is gone. */
  addDeletions(target: number, count: number, wanted: boolean): void {
    const bytes = HEADER_BYTES + 2 * count
    this.written += bytes
    if (!wanted) return
    this.wanted += bytes
    this.deletions.set(target, (this.deletions.get(target) ?? 0) + bytes)
  }

  /** The segment `target` is gone, and deletions of its blocks with it. */
  forgetDeletions(target: number): void {
    this.wanted -= this.deletions.get(target) ?? 0
    this.deletions.delete(target)
  }

  keep(slot: number): void {
    this.wanted += KEY_BYTES + this.sizeOf(slot)
  }

  release(slot: number): void {
    this.wanted -= KEY_BYTES + this.sizeOf(slot)
  }

  sizeOf(slot: number): number {
    const frame = this.#frameOf(slot)
    const isLast = slot === this.#firstSlots[frame]! + this.#counts[frame]! - 1
    return isLast ? this.#lastSizes[frame]! : this.#blockSizes[frame]!
  }

  /** Writes into `place` where the block of a slot lies. */
  find(slot: number, place: BlockPlace): void {
    const frame = this.#frameOf(slot)
    const index = slot - this.#firstSlots[frame]!
    const lastIndex = this.#counts[frame]! - 1
    const blockSize = this.#blockSizes[frame]!
    const valuesAt = this.#valuesAt[frame]!
    const perUnit = unitBlocks(blockSize)
    const unit = Math.floor(index / perUnit)
    place.at = valuesAt + index * blockSize
    place.size = index === lastIndex ? this.#lastSizes[frame]! : blockSize
    place.unitAt = valuesAt + unit * perUnit * blockSize
    const valuesEnd = valuesAt + lastIndex * blockSize + this.#lastSizes[frame]!
    place.unitEnd = Math.min(place.unitAt + perUnit * blockSize, valuesEnd)
    place.checksum = this.#checksums[frame]![unit]!
  }

  /** From now until `endReading` the file stays. */
  beginReading(): void {
    this.#readers++
  }

  endReading(): void {
    this.#readers--
    if (this.#readers === 0) this.#onIdle?.()
  }

  /** Resolves when nobody reads; nobody must begin any more. */
  idle(): Promise<void> {
    if (this.#readers === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onIdle = resolve
    })
  }

  /** The frame with a slot, by halving; most often that of the last call, or the next. */
  #frameOf(slot: number): number {
    const first = this.#firstSlots
    const recent = this.#recent
    if (slot >= first[recent]! && slot < first[recent]! + this.#counts[recent]!) return recent
    let low = 0
    let high = first.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (first[middle]! <= slot) low = middle
      else high = middle
    }
    this.#recent = low
    return low
  }
}
