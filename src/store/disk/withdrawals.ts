import { keyAt } from '../../block/key.ts'
import { KEY_BYTES } from '../../limits.ts'
import type { Stamp } from '../stamp.ts'
import { allEnded } from './all-ended.ts'
import { type KeyIndex, slotsBySegment } from './key-index.ts'
import { deletionsEntry } from './log-entry.ts'
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
      await this.#noteDeletions(refs)
      return refs.reduce((sum, ref) => sum + (ref === 0 ? 0 : 1), 0)
    })
  }

  /**
   * Notes that blocks are held elsewhere in the log by now, so that a later deletion there finds no second copy. Resolves
   * once that is synced, or cannot be written: the second copy then comes back if the newer one is deleted, and its file
   * rewritten, before the next start.
   */
  async noteReplaced(refs: readonly number[]): Promise<void> {
    const notes = [...slotsBySegment(this.#index, refs)].map((each) => deletionsEntry(...each))
    await Promise.allSettled(notes.map((note) => this.#writer.append(note)))
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
      await this.#noteDeletions(removed).catch(() => {})
    })
  }

  /** Notes in the log that the blocks of `refs`, which are out of the index, are held no longer. Puts those back for which that fails. */
  async #noteDeletions(refs: Uint32Array): Promise<void> {
    const bySegment = slotsBySegment(
      this.#index,
      refs.filter((ref) => ref !== 0),
    )
    await allEnded(
      [...bySegment].map(async ([segment, slots]) => {
        await this.#writer.append(deletionsEntry(segment, slots)).catch((error) => {
          this.#index.putBack(segment, slots)
          throw error
        })
      }),
    )
  }
}
