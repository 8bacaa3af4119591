/** Shorter words have too many neighbours: an error in them finds anything. */
const LENGTH_MIN = 4

/** Whether a word is long enough for an error in it to be understood. */
export function mayHaveError(word: string): boolean {
  return word.length >= LENGTH_MIN
}

/** Which characters a word has, as 32 bits: one error changes at most two of them. */
export function characterBits(word: string): number {
  let bits = 0
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31)
  return bits
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * Whether `b` is `a` with one typing error: a letter wrong, missing or too many, or two neighbours exchanged. Equal words
 * count too.
 */
export function isOneErrorAway(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  let [endShort, endLong] = [short.length, long.length]
  while (endShort > start && short[endShort - 1] === long[endLong - 1]) {
    endShort--
    endLong--
  }
  const [left, right] = [endShort - start, endLong - start]
  if (left <= 1 && right <= 1) return true
  const exchanged = short[start] === long[start + 1] && short[start + 1] === long[start]
  return left === 2 && right === 2 && exchanged
}
