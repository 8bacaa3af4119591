import { type Clock, pause } from '../clock.ts'
import { SCRUB_BYTES_PER_S, SCRUB_EVERY_MS, SCRUB_PAGE_BYTES } from '../limits.ts'
import type { BlockStore } from '../store/store.ts'
import type { ScrubResponse } from '../wire/generated/tritonring.ts'
import type { Mender } from './mend.ts'
import type { Pace } from './pace.ts'

/**
 * Has the store compare every block that it holds with its key, page by page in the store's own order, and fetches anew what
 * was damaged: slowly once a day, and at once when it is told to.
 */
export class Scrub {
  readonly #store: BlockStore
  readonly #mender: Mender
  readonly #pace: Pace
  readonly #clock: Clock
  readonly #signal: AbortSignal
  #progress: ScrubResponse = { running: false, checked: 0, total: 0, corrupt: 0, mended: 0 }
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

  /** Scrubs in the background until the signal fires. */
  async keepScrubbing(): Promise<void> {
    for (;;) {
      await pause(this.#clock, SCRUB_EVERY_MS, this.#signal)
      if (!this.#progress.running) await this.#run()
    }
  }

  async #run(): Promise<void> {
    const before = { corrupt: this.#mender.corrupt, mended: this.#mender.mended }
    const { blocks } = this.#store.statistics()
    this.#progress = { running: true, checked: 0, total: blocks, corrupt: 0, mended: 0 }
    try {
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
    } finally {
      this.#progress = { ...this.#progress, running: false }
      this.#hurried = false
    }
  }

  async #rest(bytes: number, workedMs: number): Promise<void> {
    if (this.#hurried) await this.#pace.rest(workedMs, this.#signal)
    else await pause(this.#clock, (bytes * 1000) / SCRUB_BYTES_PER_S, this.#signal)
  }
}
