import { mkdir } from 'node:fs/promises'
import { ClassicLevel } from 'classic-level'
import { TritonError } from '../errors.ts'
import type { AuthStore } from './auth-store.ts'

/** An AuthStore in an embedded ordered store (LevelDB), each change synced. */
export class LevelAuthStore implements AuthStore {
  readonly #level: ClassicLevel<string, unknown>

  private constructor(level: ClassicLevel<string, unknown>) {
    this.#level = level
  }

  /** Opens the store in a directory, which is made where it is not there, for nobody else to read. Throws `Local`. */
  static async open(directory: string): Promise<LevelAuthStore> {
    const level = new ClassicLevel<string, unknown>(directory, { valueEncoding: 'json' })
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      await level.open()
      return new LevelAuthStore(level)
    } catch (cause) {
      throw new TritonError('Local', `could not open ${directory}: ${(cause as Error).message}`, {
        cause,
        hint: 'choose a --data directory that this user can write, and that no other process uses',
      })
    }
  }

  entries(): AsyncIterable<[key: string, value: unknown]> {
    return this.#level.iterator()
  }

  put(key: string, value: unknown): Promise<void> {
    return this.#level.put(key, value, { sync: true })
  }

  delete(key: string): Promise<void> {
    return this.#level.del(key, { sync: true })
  }

  close(): Promise<void> {
    return this.#level.close()
  }
}
