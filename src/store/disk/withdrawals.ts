import { keyAt } from '../../block/key.ts'
import { KEY_BYTES } from '../../limits.ts'
import type { Stamp } from '../stamp.ts'
import { type KeyIndex, slotOf } from './key-index.ts'
import { deletionsEntry } from './log-entry.ts'
import type { LogSegment } from './log-segment.ts'
import type { LogWriter } from './log-writer.ts'
import type { Turns } from './turns.ts'

/** Takes blocks out of a disk store, and notes it in the log, so that they stay out. */
export class Withdrawals {
  /** Blocks that were found damaged since the store was opened, and are held no longer. */
  damaged = 0
  readonly #index: KeyIndex
  readonly #writer: LogWriter
  readonly #turns: Turns

  constructor(index: KeyIndex, writer: LogWriter, turns: Turns) {
    this.#index = index
    this.#writer = writer
    this.#turns = turns
  }

  /** Forgets blocks, unless their stamps are newer than `expired`; resolves with the number that were held once that is synced. */
  delete(all: Uint8Array, expired?: Stamp): Promise<number> {
    return this.#turns.take(async () => {
      const keys = expired === undefined ? all : this.#index.expiredOf(all, expired)
      const refs = this.#index.remove(keys)
      await this.#noteDeletions(keys, refs)
      return refs.reduce((sum, ref) => sum + (ref === 0 ? 0 : 1), 0)
    })
  }

  /** Forgets the blocks of some of the keys, unless they are held elsewhere by now. */
  async quarantine(keys: Uint8Array, refs: Uint32Array, indexes: readonly number[]): Promise<void> {
    await this.#turns.take(async () => {
      const now = this.#index.locate(keys)
      const bad = indexes.filter((i) => now[i] !== 0 && now[i] === refs[i])
      const badKeys = new Uint8Array(bad.length * KEY_BYTES)
      for (const [i, index] of bad.entries()) badKeys.set(keyAt(keys, index), i * KEY_BYTES)
      const removed = this.#index.remove(badKeys)
      for (const ref of removed) if (ref !== 0) this.damaged++
      // Where this cannot be written, the block is found damaged again after the next start.
      await this.#noteDeletions(badKeys, removed).catch(() => {})
    })
  }

  /** Notes in the log that the blocks of `refs`, which are out of the index, are held no longer. Puts those back for which that fails. */
  async #noteDeletions(keys: Uint8Array, refs: Uint32Array): Promise<void> {
    const bySegment = new Map<LogSegment, number[]>()
    for (let i = 0; i < refs.length; i++) {
      if (refs[i] === 0) continue
      const segment = this.#index.segmentOf(refs[i]!)
      const known = bySegment.get(segment)
      if (known === undefined) bySegment.set(segment, [i])
      else known.push(i)
    }
    const noted = await Promise.allSettled(
      [...bySegment].map(async ([segment, indexes]) => {
        const slots = indexes.map((i) => slotOf(refs[i]!))
        await this.#writer.append(deletionsEntry(segment, slots)).catch((error) => {
          for (const i of indexes) this.#index.enter(keyAt(keys, i), segment, slotOf(refs[i]!))
          throw error
        })
      }),
    )
    for (const each of noted) if (each.status === 'rejected') throw each.reason
  }
}
