import { type Clock, pause } from '../clock.ts'
import { isTritonError } from '../errors.ts'
import { SCRUB_BYTES_PER_S, SCRUB_EVERY_MS, SCRUB_FIRST_MS, SCRUB_PAGE_BYTES } from '../limits.ts'
import type { BlockStore } from '../store/store.ts'
import type { ScrubResponse } from '../wire/generated/tritonring.ts'
import type { Mender } from './mend.ts'
import type { Pace } from './pace.ts'

/**
 * Has the store compare every block that it holds with its key, page by page in the store's own order, and fetches anew what
 * was damaged: slowly once a day, and at once when it is told to. One that cannot go on, because the disk fails, breaks off
 * and says why (`obstacle`); the next one is made all the same.
 */
export class Scrub {
  readonly #store: BlockStore
  readonly #mender: Mender
  readonly #pace: Pace
  readonly #clock: Clock
  readonly #signal: AbortSignal
  #progress: ScrubResponse = { running: false, checked: 0, total: 0, corrupt: 0, mended: 0, obstacle: '' }
  /** Somebody waits for it. */
  #hurried = false

  /** `signal` ends it. */
  constructor(init: { store: BlockStore; mender: Mender; pace: Pace; clock: Clock; signal: AbortSignal }) {
    this.#store = init.store
    this.#mender = init.mender
    this.#pace = init.pace
    this.#clock = init.clock
    this.#signal = init.signal
  }

  get progress(): ScrubResponse {
    return this.#progress
  }

  /** Begins a scrub that does not take its time; one that is under way goes on without. */
  hurry(): void {
    this.#hurried = true
    if (!this.#progress.running) void this.#run().catch(() => {})
  }

  /** Scrubs in the background; rejects when the signal fires, and not before. */
  async keepScrubbing(): Promise<void> {
    for (let waitMs = SCRUB_FIRST_MS; ; waitMs = SCRUB_EVERY_MS) {
      await pause(this.#clock, waitMs, this.#signal)
      if (!this.#progress.running) await this.#run()
    }
  }

  /** Rejects when the signal fires. */
  async #run(): Promise<void> {
    const { blocks } = this.#store.statistics()
    this.#progress = { running: true, checked: 0, total: blocks, corrupt: 0, mended: 0, obstacle: '' }
    try {
      await this.#lookAtAll()
    } catch (error) {
      this.#progress.obstacle = isTritonError(error) ? error.message : String(error)
      this.#signal.throwIfAborted()
    } finally {
      this.#progress.running = false
      this.#hurried = false
    }
  }

  async #lookAtAll(): Promise<void> {
    const before = { corrupt: this.#mender.corrupt, mended: this.#mender.mended }
    for (let after: Uint8Array | undefined, more = true; more; ) {
      const startMs = this.#clock.now()
      const page = await this.#store.verify(after, SCRUB_PAGE_BYTES)
      if (page.damaged.length > 0) await this.#mender.replace(page.damaged, this.#signal)
      this.#progress.checked += page.blocks
      this.#progress.corrupt = this.#mender.corrupt - before.corrupt
      this.#progress.mended = this.#mender.mended - before.mended
      await this.#rest(page.bytes, this.#clock.now() - startMs)
      after = page.next
      more = after !== undefined
    }
  }

  async #rest(bytes: number, workedMs: number): Promise<void> {
    if (this.#hurried) await this.#pace.rest(workedMs, this.#signal)
    else await pause(this.#clock, (bytes * 1000) / SCRUB_BYTES_PER_S, this.#signal)
  }
}
