import type { BlockBatch } from '../block/batch.ts'
import type { Lookup } from './lookup.ts'
import { SLOT_BITS, SLOT_MASK } from './segment.ts'
import type { Segments } from './segments.ts'
import { STRIDE } from './table.ts'

/** From here on one native copy is faster than a loop over words. */
const NATIVE_COPY_MIN = 512

const NO_WORDS = new Int32Array(0)

/** Copies the blocks that a lookup found back to back into `out`. */
export function gather(segments: Segments, lookup: Lookup, out: Uint8Array): void {
  const { count, refs } = lookup
  const outWords = wordsOf(out)
  let to = 0
  let touched = 0
  for (let i = 0; i < count; ) {
    if (i >= touched) touched = touch(segments, lookup, i)
    const ref = refs[i]!
    if (ref === 0) {
      i++
      continue
    }
    const segment = segments.byId[ref >>> SLOT_BITS]!
    const slot = ref & SLOT_MASK
    if (segment.size === 0) {
      const block = segment.loose[slot]!
      out.set(block, to)
      to += block.length
      i++
      continue
    }
    let next = 1
    while (i + next < count && slot + next <= SLOT_MASK && refs[i + next] === ref + next) next++
    const length = next * segment.size
    copy(segment.bytes, segment.words, slot * segment.size, out, outWords, to, length)
    to += length
    i += next
  }
}

/**
 * Reads the first and the last byte of each block of a stride, and returns where that ends: copying them one by one would wait for memory at every block,
 * this loop is so short that the processor has many of them under way.
 */
function touch(segments: Segments, lookup: Lookup, from: number): number {
  const { count, refs } = lookup
  const end = Math.min(count, from + STRIDE)
  let touched = 0
  for (let i = from; i < end; i++) {
    const ref = refs[i]!
    if (ref === 0) continue
    const { bytes, size } = segments.byId[ref >>> SLOT_BITS]!
    const at = (ref & SLOT_MASK) * size
    if (size > 0) touched ^= bytes[at]! ^ bytes[at + size - 1]!
  }
  lookup.touched = touched
  return end
}

/** Copies the fresh blocks of a batch to their places in segments. */
export function scatter(segments: Segments, { bytes, blockSize }: BlockBatch, lookup: Lookup): void {
  const { fresh, freshCount: count, refs } = lookup
  const words = wordsOf(bytes)
  for (let i = 0; i < count; ) {
    const block = fresh[i]!
    const ref = refs[block]!
    const segment = segments.byId[ref >>> SLOT_BITS]!
    const slot = ref & SLOT_MASK
    let next = 1
    while (
      i + next < count &&
      slot + next <= SLOT_MASK &&
      fresh[i + next] === block + next &&
      refs[block + next] === ref + next
    ) {
      next++
    }
    const length = next * segment.size
    copy(bytes, words, block * blockSize, segment.bytes, segment.words, slot * segment.size, length)
    i += next
  }
}

/** `words` lie over the same memory as the bytes, or are empty where that is not aligned. */
function copy(
  from: Uint8Array,
  fromWords: Int32Array,
  at: number,
  to: Uint8Array,
  toWords: Int32Array,
  toAt: number,
  length: number,
): void {
  const aligned = ((at | toAt | length) & 3) === 0 && fromWords.length > 0 && toWords.length > 0
  if (length >= NATIVE_COPY_MIN || !aligned) {
    to.set(from.subarray(at, at + length), toAt)
    return
  }
  const end = (at + length) >> 2
  for (let word = at >> 2, toWord = toAt >> 2; word < end; word++, toWord++)
    toWords[toWord] = fromWords[word]!
}

/** The whole words at the start of `bytes`; none where they are not aligned. */
function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.byteOffset % 4 !== 0) return NO_WORDS
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
}
