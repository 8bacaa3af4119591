import { isKeeper, type RingMember } from './member.ts'
import { tokensOf } from './token.ts'

/** Where the tokens of a member lie: `tokensOf`, or in tests numbers that a person can check. */
export type DeriveTokens = (peerId: string, seed: Uint8Array, weight: number) => readonly number[]

/**
 * The tokens of all members, ascending by position; tokens at one position ascend by member index. Positions
 * are kept as 32 + 16 bits, because most comparisons end with the first and it takes half of a double's cache.
 */
export interface SortedTokens {
  /** The upper 32 bits of each position. */
  high: Uint32Array
  /** The lower 16 bits. */
  low: Uint16Array
  /** The member index of each token. */
  members: Uint16Array
}

/** Index of the 32-bit half that holds the lower bits of a 64-bit number on this machine. */
const LOWER_HALF = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1

/**
 * The tokens of `members` (whose order is that of their member indexes), sorted. A token is written as one
 * 64-bit number, position (48) then member index (16), through its 32-bit halves, and sorted natively.
 */
export function sortTokens(members: readonly RingMember[], derive: DeriveTokens = tokensOf): SortedTokens {
  const tokens = members.map((member) =>
    isKeeper(member) ? derive(member.id, member.seed, member.weight) : [],
  )
  const count = tokens.reduce((sum, positions) => sum + positions.length, 0)
  const halves = new Uint32Array(count * 2)
  let written = 0
  for (const [member, positions] of tokens.entries()) {
    for (const position of positions) {
      halves[written * 2 + (1 - LOWER_HALF)] = Math.floor(position / 2 ** 16)
      halves[written * 2 + LOWER_HALF] = (position % 2 ** 16) * 2 ** 16 + member
      written++
    }
  }
  new BigUint64Array(halves.buffer).sort()
  return unpack(halves, count)
}

function unpack(halves: Uint32Array, count: number): SortedTokens {
  const sorted = {
    high: new Uint32Array(count),
    low: new Uint16Array(count),
    members: new Uint16Array(count),
  }
  for (let i = 0; i < count; i++) {
    const lower = halves[i * 2 + LOWER_HALF]!
    sorted.high[i] = halves[i * 2 + (1 - LOWER_HALF)]!
    sorted.low[i] = lower >>> 16
    sorted.members[i] = lower & 0xffff
  }
  return sorted
}
