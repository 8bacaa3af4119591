import { GENERATIONS_TOLD_APART, LEASE_GENERATIONS } from '../limits.ts'

/**
 * The generation of collection in which a block was last put, or told to be there, in one byte: a lease. Of two stamps
 * less than GENERATIONS_TOLD_APART generations apart the newer is known.
 */
export type Stamp = number

/** One stamp for all blocks of a list, or one for each. */
export type Stamps = Stamp | Uint8Array

export function stampOf(generation: number): Stamp {
  return generation % 256
}

/** The newest stamp whose lease has ended in a generation: what has no newer one may go. */
export function endedIn(generation: number): Stamp {
  return stampOf(Math.max(0, generation - LEASE_GENERATIONS))
}

export function isNewerStamp(a: Stamp, b: Stamp): boolean {
  const ahead = (a - b) & 0xff
  return ahead > 0 && ahead < GENERATIONS_TOLD_APART
}

/** Of block `index` of a list. */
export function stampAt(stamps: Stamps, index: number): Stamp {
  return typeof stamps === 'number' ? stamps : stamps[index]!
}
