import { randomBytes } from 'node:crypto'
import { type Clock, pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { LIST_PAGE_MAX, TRIM_PAUSE_MS, VERSIONS_KEPT_MS, VERSIONS_SLACK_MS } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { NameStore } from '../names/names.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import { type Commits, NO_CHANGE } from './commit.ts'

/**
 * Takes out of name records what was kept of earlier versions and cannot be had back any more.
 *
 * - A tombstone that is left with nothing gets a new version, which replaces its copies on the ring too.
 * - A live record keeps its version, which is what clients compare: it is trimmed where names are kept, and its copies on
 *   the ring with its next change. One that is read back from there is trimmed again.
 *
 * The tombstone itself stays: it outvotes an older record that a block peer brings back which was away, however long.
 */
export class Trimming {
  readonly #names: NameStore
  readonly #commits: Commits
  readonly #clock: Clock

  constructor(names: NameStore, commits: Commits, clock: Clock) {
    this.#names = names
    this.#commits = commits
    this.#clock = clock
  }

  /** All names, once. A name that somebody changes meanwhile is left for the next time. */
  async trim(view: OverlayView, signal: AbortSignal): Promise<void> {
    let looked = 0
    for await (const record of this.#names.all()) {
      if (++looked % LIST_PAGE_MAX === 0) await pause(this.#clock, TRIM_PAUSE_MS, signal)
      signal.throwIfAborted()
      const kept = this.#keptOf(record)
      if (kept.length === record.history.length) continue
      const trimmed =
        record.state === RecordState.LIVE
          ? this.#trimLive(record)
          : this.#trimDeleted(record, kept.length, view)
      await trimmed.catch((error) => {
        if (!isTritonError(error)) throw error
      })
    }
  }

  #keptOf({ history }: FileRecord): FileRecord['history'] {
    const nowMs = this.#clock.wallNow()
    return history.filter(({ replacedMs }) => nowMs - replacedMs < VERSIONS_KEPT_MS + VERSIONS_SLACK_MS)
  }

  async #trimDeleted({ owner, name }: FileRecord, kept: number, view: OverlayView): Promise<void> {
    if (kept > 0) return
    const operation = new Uint8Array(randomBytes(16))
    const request = { ...NO_CHANGE, name, operation, delete: true, forget: true }
    await this.#commits.commit(request, view, this.#clock.wallNow(), { user: owner, owner, name })
  }

  async #trimLive({ owner, name, version }: FileRecord): Promise<void> {
    const operation = new Uint8Array(randomBytes(16))
    const decide = (current: FileRecord | undefined) => {
      if (current?.version === version) return { ...current, history: this.#keptOf(current) }
      throw new TritonError('Conflict', `'${name}' was changed meanwhile`)
    }
    await this.#names.commit({ owner, name, operation, decide })
  }
}
