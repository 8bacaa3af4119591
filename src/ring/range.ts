/** Positions on the hash circle: 0 to 2^48 - 1, the first 48 bits of a key. */
export const POSITIONS = 2 ** 48

/** A clockwise stretch of the ring: the positions `from < position <= to`, across zero when `from >= to`. */
export interface RingRange {
  /** Exclusive start. */
  from: number
  /** Inclusive end. When equal to `from`, the range is the whole ring. */
  to: number
}

/** How many positions the range has: 1 to 2^48. */
export function rangeWidth(range: RingRange): number {
  const width = range.to - range.from
  return width > 0 ? width : width + POSITIONS
}

/** Whether `position` lies in the range. */
export function inRange(range: RingRange, position: number): boolean {
  if (range.from < range.to) return range.from < position && position <= range.to
  return range.from < position || position <= range.to
}
