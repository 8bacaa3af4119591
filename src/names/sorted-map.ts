/** Entries of a full run: moving half of them for a new one takes some hundred nanoseconds. */
const RUN_MAX = 512

interface Run<Value> {
  keys: string[]
  values: Value[]
}

/**
 * A map from strings that are kept in ascending order, in runs of some hundred entries: finding takes two searches by
 * halving, a new entry moves those of one run. Takes about 24 bytes an entry besides keys and values.
 */
export class SortedMap<Value> {
  readonly #runs: Run<Value>[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  get(key: string): Value | undefined {
    const run = this.#runs[this.#runOf(key)]
    if (run === undefined) return undefined
    const at = lowerBound(run.keys, key)
    return run.keys[at] === key ? run.values[at] : undefined
  }

  set(key: string, value: Value): void {
    const index = this.#runOf(key)
    const run = this.#runs[index] ?? { keys: [], values: [] }
    if (this.#runs.length === 0) this.#runs.push(run)
    const at = lowerBound(run.keys, key)
    if (run.keys[at] === key) {
      run.values[at] = value
      return
    }
    run.keys.splice(at, 0, key)
    run.values.splice(at, 0, value)
    this.#size++
    if (run.keys.length > RUN_MAX) this.#divide(index)
  }

  delete(key: string): boolean {
    const index = this.#runOf(key)
    const run = this.#runs[index]
    const at = run === undefined ? 0 : lowerBound(run.keys, key)
    if (run?.keys[at] !== key) return false
    run.keys.splice(at, 1)
    run.values.splice(at, 1)
    this.#size--
    if (run.keys.length === 0) this.#runs.splice(index, 1)
    return true
  }

  /** At most `countMax` entries in order, from the first key that is not less than `from`; all before `end`, where given. */
  page(from: string, countMax: number, end?: string): [string, Value][] {
    const page: [string, Value][] = []
    for (let index = this.#runOf(from); index < this.#runs.length; index++) {
      const { keys, values } = this.#runs[index]!
      for (let at = lowerBound(keys, from); at < keys.length; at++) {
        const key = keys[at]!
        if (page.length === countMax || (end !== undefined && key >= end)) return page
        page.push([key, values[at]!])
      }
    }
    return page
  }

  /** The last run that begins at or before `key`, or the first. */
  #runOf(key: string): number {
    let low = 0
    let high = this.#runs.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#runs[middle]!.keys[0]! <= key) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }

  #divide(index: number): void {
    const { keys, values } = this.#runs[index]!
    // What comes in order goes to the end of the last run, which then stays nearly full.
    const last = index === this.#runs.length - 1
    const at = last ? RUN_MAX : RUN_MAX / 2
    const behind = { keys: keys.splice(at), values: values.splice(at) }
    this.#runs.splice(index + 1, 0, behind)
  }
}

/** The index of the first entry that is not less than `key`. */
function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}
