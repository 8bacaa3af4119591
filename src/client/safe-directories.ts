import { lstat, mkdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TritonError } from '../errors.ts'
import { localError } from './destination.ts'
import { clearParts } from './left-parts.ts'

/**
 * Makes the folders that names on the ring need, below one directory and nowhere else: no part of a path may be a link,
 * whoever put it there. What killed downloads have left in them goes.
 */
export class SafeDirectories {
  readonly #base: string
  readonly #made = new Map<string, Promise<string>>()

  /** `base`: made too where it is not there; it may be reached by links, as its user says. */
  constructor(base: string) {
    this.#base = base
  }

  /** The directory of a relative path whose parts were checked (`checkFileName`). Throws `Local`, `NoSpace`. */
  async of(path: string): Promise<string> {
    const parent = dirname(path)
    return parent === '.' ? this.#once('.', () => this.#makeBase()) : this.#folder(parent)
  }

  #folder(path: string): Promise<string> {
    return this.#once(path, async () => {
      const made = join(await this.of(path), path.split('/').at(-1)!)
      await mkdir(made).catch(async (cause) => {
        if (cause.code !== 'EEXIST') throw localError(`could not make the folder ${made}`, cause)
        if (!(await lstat(made)).isDirectory())
          throw new TritonError('Local', `could not write into ${made}: it is a link or a file, no folder`)
        await clearParts(made)
      })
      return made
    })
  }

  async #makeBase(): Promise<string> {
    try {
      await mkdir(this.#base, { recursive: true })
      const base = await realpath(this.#base)
      await clearParts(base)
      return base
    } catch (cause) {
      throw localError(`could not write into ${this.#base}`, cause)
    }
  }

  #once(path: string, make: () => Promise<string>): Promise<string> {
    const known = this.#made.get(path)
    if (known !== undefined) return known
    const made = make()
    this.#made.set(path, made)
    // What failed may be tried again.
    made.catch(() => this.#made.delete(path))
    return made
  }
}
