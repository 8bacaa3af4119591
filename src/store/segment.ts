import { KEY_BYTES } from '../limits.ts'
import { allocateLastingMemory } from './allocate-memory.ts'

/** 32-bit words in a key. */
export const KEY_WORDS = KEY_BYTES / 4

/** A slot's number takes the low 16 bits of a reference, its segment's id the high 16. */
export const SLOT_BITS = 16
export const SLOT_MASK = (1 << SLOT_BITS) - 1

const NO_SLOT = -1

/**
 * Room for blocks of one size: all their keys, then all their bytes, in one buffer. A slot has no header; a free
 * one keeps the number of the next free slot where its key was. In a segment of size 0 the slots hold only keys
 * and the blocks lie beside it, each in a buffer of its own, whatever its size ("loose").
 */
export class Segment {
  readonly id: number
  readonly size: number
  slots = 0
  used = 0
  keys: Int32Array = new Int32Array(0)
  keyBytes: Uint8Array = new Uint8Array(0)
  /** Block `slot` is `bytes[slot * size, (slot + 1) * size)`. */
  bytes: Uint8Array = new Uint8Array(0)
  /** `bytes` as words, where `size` is a multiple of 4; else empty. */
  words: Int32Array = new Int32Array(0)
  readonly loose: Uint8Array[] = []
  /** The stamp of each slot's block; what it says of a free slot means nothing. */
  stamps: Uint8Array = new Uint8Array(0)
  /** Slots from here on were never taken. */
  #top = 0
  #free = NO_SLOT

  constructor(id: number, size: number, slots: number) {
    this.id = id
    this.size = size
    this.resize(slots)
  }

  get bytesAllocated(): number {
    return this.slots * (KEY_BYTES + this.size + 1)
  }

  get full(): boolean {
    return this.used === this.slots
  }

  /** Takes a free slot; the segment must not be full. Slots never taken come in ascending order. */
  take(): number {
    this.used++
    const slot = this.#free
    if (slot === NO_SLOT) return this.#top++
    this.#free = this.keys[slot * KEY_WORDS]!
    return slot
  }

  give(slot: number): void {
    this.used--
    if (this.size === 0) this.loose[slot] = this.bytes
    this.keys[slot * KEY_WORDS] = this.#free
    this.#free = slot
  }

  sizeOf(slot: number): number {
    return this.size === 0 ? this.loose[slot]!.length : this.size
  }

  /** Moves to a buffer of `slots`, which must not be fewer than now. Slots keep their numbers. */
  resize(slots: number): void {
    const keysLength = slots * KEY_BYTES
    const bytesLength = slots * this.size
    const buffer = allocateLastingMemory(keysLength + bytesLength + slots, `blocks of ${this.size} bytes`)
    const bytes = new Uint8Array(buffer, keysLength, bytesLength)
    bytes.set(this.bytes)
    const keyBytes = new Uint8Array(buffer, 0, keysLength)
    keyBytes.set(this.keyBytes)
    const stamps = new Uint8Array(buffer, keysLength + bytesLength, slots)
    stamps.set(this.stamps)
    this.stamps = stamps
    this.slots = slots
    this.bytes = bytes
    this.keyBytes = keyBytes
    this.keys = new Int32Array(buffer, 0, slots * KEY_WORDS)
    if (this.size % 4 === 0) this.words = new Int32Array(buffer, keysLength, bytesLength >> 2)
  }
}
