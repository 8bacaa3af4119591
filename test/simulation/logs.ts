import assert from 'node:assert/strict'
import type { Client } from '../../src/index.ts'
import { assertGrowingList, type ListOperation } from '../checkers/growing-list.ts'

/** What became of an append: as in ListOperation, without what the log knows itself. */
type Outcome = Pick<ListOperation, 'version' | 'outcome' | 'callMs' | 'returnMs'>

/** Files that are only appended to, a line at a time; `check` throws unless each line that was acknowledged is there once. */
export class Logs {
  readonly #histories = new Map<string, ListOperation[]>()
  readonly #risky = new Set<string>()

  isRisky(name: string): boolean {
    return this.#risky.has(name)
  }

  get names(): string[] {
    return [...this.#histories.keys()]
  }

  /** `risky`: its blocks may have got one copy alone. */
  note(name: string, line: string, outcome: Outcome, risky: boolean): void {
    if (risky) this.#risky.add(name)
    const history = this.#histories.get(name) ?? []
    this.#histories.set(name, [...history, { kind: 'add', lines: [line], ...outcome }])
  }

  /** The bytes of a log as it is now. */
  async check(client: Client, name: string): Promise<Uint8Array> {
    const pieces: Uint8Array[] = []
    for await (const piece of client.read({ name })) pieces.push(piece.slice())
    const text = Buffer.concat(pieces).toString()
    const lines = text.split('\n')
    assert.equal(lines.pop(), '', `'${name}' ends with a whole line`)
    assertGrowingList(this.#histories.get(name)!, lines)
    return new Uint8Array(Buffer.concat(pieces))
  }
}
