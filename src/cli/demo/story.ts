import { formatCount } from '../format.ts'
import { colours } from '../table.ts'
import { print, type Terminal } from '../terminal.ts'

const BAR_WIDTH = 32

/** Tells what happens, each line with the seconds since its beginning; nothing where `quiet`. */
export class Story {
  readonly #terminal: Terminal
  readonly #quiet: boolean
  readonly #startMs = performance.now()

  constructor(terminal: Terminal, options: { quiet: boolean }) {
    this.#terminal = terminal
    this.#quiet = options.quiet
  }

  get elapsedMs(): number {
    return performance.now() - this.#startMs
  }

  async say(sentence: string): Promise<void> {
    if (this.#quiet) return
    const { dim } = await colours(this.#terminal)
    const seconds = `${(this.elapsedMs / 1000).toFixed(2)} s`.padStart(8)
    await print(this.#terminal, `${dim(seconds)}  ${sentence}`)
  }

  /** Lines that belong to the sentence before. */
  async show(lines: readonly string[]): Promise<void> {
    if (!this.#quiet) await print(this.#terminal, lines.map((line) => `${' '.repeat(10)}${line}`).join('\n'))
  }
}

/** A bar for each name, the longest for the largest count. */
export function barPicture(counts: readonly { name: string; count: number }[]): string[] {
  const largest = Math.max(1, ...counts.map(({ count }) => count))
  return counts.map(({ name, count }) => {
    const bar = '█'.repeat(Math.round((count / largest) * BAR_WIDTH)).padEnd(BAR_WIDTH)
    return `${name}  ${bar}  ${formatCount(count)}`
  })
}
