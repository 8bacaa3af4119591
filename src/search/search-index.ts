import { SEARCH_NAMES_MAX } from '../limits.ts'
import { nameKey } from '../names/name-key.ts'
import { SortedMap } from '../names/sorted-map.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import { Columns } from './columns.ts'
import { Postings } from './postings.ts'
import { bitCount, characterBits, isOneErrorAway, mayHaveError } from './typing-error.ts'
import { queryWords, wordsOf } from './words.ts'

/** What is looked for; a bound that is 0 bounds nothing. */
export interface Query {
  query: string
  owner: string
  sizeMin: number
  sizeMax: number
  mtimeMin: number
  mtimeMax: number
}

/** How much less a word counts that is found as a beginning, or with a typing error. */
const WHOLE = 0
const BEGINNING = 1
const ERROR = 3
/** Words that one word of a query may stand for. */
const WORDS_FOUND_MAX = 4096

interface Found {
  word: number
  penalty: number
}

/**
 * Finds live names by the words in them and in their tags: whole, by their beginning, or with one typing error. In memory,
 * in typed arrays: a name costs about 275 bytes, a query some 20 ms at a million names (decision 0074).
 */
export class SearchIndex {
  /** Numbers of words, and the words and their characters by number. */
  #words = new SortedMap<number>()
  #wordList: string[] = []
  #bits: number[] = []
  #postings = new Postings()
  /** Numbers of names by owner and name, and the keys by number; undefined where a name counts no more. */
  #numbers = new Map<string, number>()
  #keys: (string | undefined)[] = []
  #columns = new Columns()
  /** Names that there was no room for. */
  #left = 0

  /** Live names that can be found. */
  get size(): number {
    return this.#numbers.size
  }

  /** Whether there are names that cannot be found, since there was no room for them. */
  get full(): boolean {
    return this.#left > 0
  }

  /** Takes what a name means now, in the place of what it meant before. */
  note(record: FileRecord): void {
    const key = nameKey(record.owner, record.name).toString()
    this.#forget(key)
    if (record.state !== RecordState.LIVE) return
    if (this.#numbers.size >= SEARCH_NAMES_MAX) {
      this.#left++
      return
    }
    const number = this.#keys.push(key) - 1
    this.#numbers.set(key, number)
    this.#columns.set(number, record.size, record.mtime)
    for (const word of wordsOf([record.name, ...record.tags].join(' ')))
      this.#postings.add(this.#wordNumber(word), number)
    if (this.#keys.length > 2 * this.#numbers.size + 1_000_000) this.#isWorn = true
  }

  #isWorn = false
  /** Most of what is kept counts no more: time to make the index anew. */
  get worn(): boolean {
    return this.#isWorn
  }

  /** Owner and name of the `countMax` that fit best, newest first among equals, and how many there are. */
  find(query: Query, countMax: number): { found: number; names: { owner: string; name: string }[] } {
    const count = this.#keys.length
    const marks = new Uint8Array(count)
    const penalties = new Uint8Array(count)
    const words = queryWords(query.query).map((word) => this.#wordsFor(word))
    // The rarest first: what it does not find need not be marked by the others.
    const sum = (found: readonly Found[]) =>
      found.reduce((all, { word }) => all + this.#postings.count(word), 0)
    words.sort((a, b) => sum(a) - sum(b))
    for (const [rank, found] of words.entries())
      for (const { word, penalty } of found) this.#postings.mark(word, rank, penalty, marks, penalties)
    const best = this.#best(query, words.length, marks, penalties, countMax)
    return { found: best.found, names: best.numbers.map((number) => splitKey(this.#keys[number]!)) }
  }

  #best(query: Query, rank: number, marks: Uint8Array, penalties: Uint8Array, countMax: number) {
    const { sizes, mtimes, live } = this.#columns
    const { sizeMin, mtimeMin } = query
    const sizeMax = query.sizeMax || Number.POSITIVE_INFINITY
    const mtimeEnd = query.mtimeMax || Number.POSITIVE_INFINITY
    const owner = `${query.owner}\0`
    const byPenalty: number[][] = []
    let found = 0
    for (let i = marks.length - 1; i >= 0; i--) {
      if (marks[i] !== rank || live[i] === 0) continue
      if (sizes[i]! < sizeMin || sizes[i]! > sizeMax || mtimes[i]! < mtimeMin || mtimes[i]! >= mtimeEnd)
        continue
      if (!this.#keys[i]!.startsWith(owner)) continue
      found++
      byPenalty[penalties[i]!] ??= []
      const list = byPenalty[penalties[i]!]!
      if (list.length < countMax) list.push(i)
    }
    return { found, numbers: byPenalty.flat().slice(0, countMax) }
  }

  /** The words of names that a word of a query stands for: the best of each. */
  #wordsFor(word: string): Found[] {
    const found: Found[] = []
    for (const [other, number] of this.#words.page(word, WORDS_FOUND_MAX, `${word}\uffff`))
      found.push({ word: number, penalty: other === word ? WHOLE : BEGINNING })
    if (mayHaveError(word)) this.#addErrors(word, found)
    return found
  }

  #addErrors(word: string, found: Found[]): void {
    const bits = characterBits(word)
    const there = new Set(found.map((each) => each.word))
    for (let number = 0; number < this.#bits.length && found.length < WORDS_FOUND_MAX; number++) {
      if (bitCount(this.#bits[number]! ^ bits) > 2) continue
      const other = this.#wordList[number]!
      if (isOneErrorAway(word, other) && !there.has(number)) found.push({ word: number, penalty: ERROR })
    }
  }

  #wordNumber(word: string): number {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    const number = this.#wordList.push(word) - 1
    this.#words.set(word, number)
    this.#bits.push(characterBits(word))
    return number
  }

  #forget(key: string): void {
    const number = this.#numbers.get(key)
    if (number === undefined) return
    this.#numbers.delete(key)
    this.#keys[number] = undefined
    this.#columns.live[number] = 0
  }
}

function splitKey(key: string): { owner: string; name: string } {
  const at = key.indexOf('\0')
  return { owner: key.slice(0, at), name: key.slice(at + 1) }
}
