const FIRST_CAPACITY = 1024
const END = 0xffffffff

/**
 * For each word, by its number, the numbers of the names that hold it, latest first: chains in typed arrays, 8 bytes an entry
 * whatever the words are. Entries are only added; whoever has too many that count no more makes the index anew.
 */
export class Postings {
  #heads = new Uint32Array(FIRST_CAPACITY).fill(END)
  #counts = new Uint32Array(FIRST_CAPACITY)
  #names = new Uint32Array(FIRST_CAPACITY)
  #next = new Uint32Array(FIRST_CAPACITY)
  #size = 0

  add(word: number, name: number): void {
    if (word >= this.#heads.length) {
      this.#heads = grown(this.#heads, word + 1, END)
      this.#counts = grown(this.#counts, word + 1, 0)
    }
    if (this.#size === this.#names.length) {
      this.#names = grown(this.#names, this.#size + 1, 0)
      this.#next = grown(this.#next, this.#size + 1, 0)
    }
    this.#names[this.#size] = name
    this.#next[this.#size] = this.#heads[word]!
    this.#heads[word] = this.#size++
    this.#counts[word]!++
  }

  /** How many names hold a word. */
  count(word: number): number {
    return this.#counts[word] ?? 0
  }

  /**
   * Notes in `marks` what a word of a query finds: a name that has `rank` counts as found by the words before, and gets the
   * next one; its `penalties` grow by `penalty`.
   */
  mark(word: number, rank: number, penalty: number, marks: Uint8Array, penalties: Uint8Array): void {
    const [names, next] = [this.#names, this.#next]
    for (let at = this.#heads[word] ?? END; at !== END; at = next[at]!) {
      const name = names[at]!
      if (marks[name] !== rank) continue
      marks[name] = rank + 1
      penalties[name]! += penalty
    }
  }
}

function grown(array: Uint32Array<ArrayBuffer>, length: number, fill: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, Math.ceil(array.length * 1.5)))
  larger.set(array)
  if (fill !== 0) larger.fill(fill, array.length)
  return larger
}
