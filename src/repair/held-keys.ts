import { concat } from 'uint8arrays/concat'
import { COMPARED_KEYS_MAX, KEY_BYTES } from '../limits.ts'
import { POSITIONS, type RingRange } from '../ring/range.ts'
import { positionAt } from '../ring/token.ts'
import type { BlockStore } from '../store/store.ts'
import { type RangeScan, rangeScan } from './range-scan.ts'

/** Keys of blocks and their sizes, in the same order. */
export interface KeyList {
  keys: Uint8Array
  sizes: Uint32Array
}

/** The keys `[start, end)` of a list, which are all that is held in the range, in ring order. */
export interface Stretch {
  range: RingRange
  start: number
  end: number
}

/** What a store holds in some ranges. */
export interface HeldKeys extends KeyList {
  stretches: Stretch[]
}

/**
 * What the store holds in the ranges, in portions of COMPARED_KEYS_MAX keys or somewhat more. A range with more keys is
 * cut; ranges without any come too.
 */
export async function* heldKeys(store: BlockStore, ranges: readonly RingRange[]): AsyncGenerator<HeldKeys> {
  const scan = await rangeScan(store)
  let portion = new Portion()
  for (const range of ranges) {
    for (let rest: RingRange | undefined = range; rest !== undefined; ) {
      rest = await portion.take(scan, rest)
      if (portion.count < COMPARED_KEYS_MAX) continue
      yield portion.finish()
      portion = new Portion()
    }
  }
  if (portion.stretches.length > 0) yield portion.finish()
}

class Portion {
  readonly stretches: Stretch[] = []
  count = 0
  readonly #keys: Uint8Array[] = []
  readonly #sizes: Uint32Array[] = []

  /** Takes in a page of the range; returns what is left of it, undefined when nothing is. */
  async take(scan: RangeScan, range: RingRange): Promise<RingRange | undefined> {
    const page = await scan(range)
    const found = page.sizes.length
    const cut = page.next === undefined ? found : lastPosition(page.keys, found)
    // More keys at one position than a page holds: made to collide. They are taken as they come.
    const kept = cut === 0 ? found : cut
    const whole = page.next === undefined || cut === 0
    const to = whole ? range.to : (positionAt(page.keys, kept) + POSITIONS - 1) % POSITIONS
    this.#keys.push(page.keys.subarray(0, kept * KEY_BYTES))
    this.#sizes.push(page.sizes.subarray(0, kept))
    this.stretches.push({ range: { from: range.from, to }, start: this.count, end: this.count + kept })
    this.count += kept
    return whole ? undefined : { from: to, to: range.to }
  }

  finish(): HeldKeys {
    const sizes = new Uint32Array(this.count)
    let at = 0
    for (const part of this.#sizes) {
      sizes.set(part, at)
      at += part.length
    }
    return { keys: concat(this.#keys), sizes, stretches: this.stretches }
  }
}

/** The index of the first key that has the position of the last one: a range is never cut between two keys at one position. */
function lastPosition(keys: Uint8Array, count: number): number {
  const last = positionAt(keys, count - 1)
  let first = count - 1
  while (first > 0 && positionAt(keys, first - 1) === last) first--
  return first
}

/** Those of a list at the ascending `indexes`. */
export function selectHeld({ keys, sizes }: KeyList, indexes: Uint32Array): KeyList {
  const selected = new Uint8Array(indexes.length * KEY_BYTES)
  for (let i = 0; i < indexes.length; i++) {
    const at = indexes[i]! * KEY_BYTES
    selected.set(keys.subarray(at, at + KEY_BYTES), i * KEY_BYTES)
  }
  return { keys: selected, sizes: indexes.map((index) => sizes[index]!) }
}
