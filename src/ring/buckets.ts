import type { SortedTokens } from './sorted-tokens.ts'
import { highAt, lowAt } from './token.ts'

/** Buckets for each token: at 4 the scan after the table is half a step on average. */
const BUCKETS_PER_TOKEN = 4
/** The table stays at 4 MiB: past that, cache misses cost more than the shorter scan saves (measured). */
const BUCKET_BITS_MAX = 20

/**
 * Where to start the scan for a key: entry `b` is the number of tokens that lie before bucket `b`, that is, whose
 * upper 32 bits are less than `b << shift`.
 */
export interface Buckets {
  starts: Uint32Array
  /** A key's bucket is the upper 32 bits of its position, shifted right by this. */
  shift: number
}

/** The bucket table of tokens whose upper 32 bits are `high`, ascending. */
export function bucketsOf(high: Uint32Array): Buckets {
  const bits = Math.min(BUCKET_BITS_MAX, Math.max(1, Math.ceil(Math.log2(high.length * BUCKETS_PER_TOKEN))))
  const shift = 32 - bits
  const starts = new Uint32Array(2 ** bits)
  let token = 0
  for (let bucket = 0; bucket < starts.length; bucket++) {
    while (token < high.length && high[token]! >>> shift < bucket) token++
    starts[bucket] = token
  }
  return { starts, shift }
}

/** The first token at or after the key at byte `offset` of `keys`, clockwise; past the last it is token 0. */
export function successor(tokens: SortedTokens, buckets: Buckets, keys: Uint8Array, offset: number): number {
  const highs = tokens.high
  const high = highAt(keys, offset)
  let token = buckets.starts[high >>> buckets.shift]!
  while (token < highs.length && highs[token]! < high) token++
  if (token < highs.length && highs[token] === high) {
    const low = lowAt(keys, offset)
    while (token < highs.length && highs[token] === high && tokens.low[token]! < low) token++
  }
  return token === highs.length ? 0 : token
}
