/** The values made last, found again by what they were made of. */
export class Recent<Source, Value> {
  readonly #entries: { source: Source; value: Value }[] = []
  readonly #equal: (a: Source, b: Source) => boolean
  readonly #countMax: number

  constructor(countMax: number, equal: (a: Source, b: Source) => boolean) {
    this.#countMax = countMax
    this.#equal = equal
  }

  find(source: Source): Value | undefined {
    return this.#entries.find((entry) => this.#equal(entry.source, source))?.value
  }

  /** Keeps a value in the place of the oldest; returns it. */
  keep(source: Source, value: Value): Value {
    this.#entries.unshift({ source, value })
    if (this.#entries.length > this.#countMax) this.#entries.pop()
    return value
  }
}
