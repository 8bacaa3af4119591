const KEY_WORDS = 8

/** A well-mixed word for each number (the finalizer of MurmurHash3). */
export function mix(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Writes the pseudo-random key of number `index` to the place `at` of packed keys. */
export function writeKey(keys: Int32Array, at: number, index: number): void {
  for (let word = 0; word < KEY_WORDS; word++) {
    keys[at * KEY_WORDS + word] = mix(Math.imul(index, 0x9e3779b1) + mix(word + 1))
  }
}
