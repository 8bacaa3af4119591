/** What an auth peer keeps from one start to the next: small values by their keys. */
export interface AuthStore {
  /** Everything that is kept, in any order. */
  entries(): AsyncIterable<[key: string, value: unknown]>
  /** Resolves when the value, which JSON can say, is safe. */
  put(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
  /** Idempotent. */
  close(): Promise<void>
}

/** Keeps nothing beyond this process. */
export class MemoryAuthStore implements AuthStore {
  readonly #values = new Map<string, string>()

  async *entries(): AsyncGenerator<[key: string, value: unknown]> {
    for (const [key, value] of this.#values) yield [key, JSON.parse(value)]
  }

  async put(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value))
  }

  async delete(key: string): Promise<void> {
    this.#values.delete(key)
  }

  async close(): Promise<void> {}
}
