import { setMaxListeners } from 'node:events'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { COLLECT_AGAIN_MS, GENERATION_MS_DEFAULT, KEY_BYTES, ROOTS_PAGE_MAX } from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import { Suspicion } from '../membership/suspicion.ts'
import type { OverlayView } from '../membership/view.ts'
import type { Leases } from '../repair/leases.ts'
import type { Pace } from '../repair/pace.ts'
import { endedIn, isNewerStamp, stampOf } from '../store/stamp.ts'
import type { BlockStore } from '../store/store.ts'
import { BlockReader } from '../transfer/block-reader.ts'
import type { CollectionReport } from '../wire/generated/tritonring.ts'
import { ROOTS } from '../wire/metadata.ts'
import { Marking } from './mark.ts'
import { sweep } from './sweep.ts'

export interface CollectorOptions extends Overlay {
  store: BlockStore
  leases: Leases
  pace: Pace
  /** Called when there is something new to report. */
  tell: () => void
}

/**
 * Deletes what this peer holds and nothing needs, once in each generation, and when it is told to:
 *
 * 1. All members go by the view's generation: the coordinator tells the live roots only then, and no upload that began two
 *    generations ago can be committed any more.
 * 2. The list of all live roots, from the coordinator.
 * 3. Everything that they reach has its lease renewed (Marking).
 * 4. The coordinator says once more that nothing has come between.
 * 5. What was last put, or asked for, two generations ago goes (sweep), as long as the view stays the same, and no copies come
 *    whose leases have ended: they were not here to be marked.
 */
export class Collector {
  readonly #options: CollectorOptions
  readonly #stopped = new AbortController()
  #view: OverlayView | undefined
  /** The generation that was collected in last. */
  #done = 0
  #endedMs: number | undefined
  #running: Promise<void> | undefined
  #wake = () => {}
  #report: CollectionReport = noReport()
  #freedSinceStart = 0
  /** The leases of copies that are being put. */
  readonly #arriving = new Set<Uint8Array>()
  /** Copies that came since the collection under way began, whose leases have ended. */
  #unmarked = 0

  constructor(options: CollectorOptions) {
    this.#options = options
    setMaxListeners(0, this.#stopped.signal)
  }

  start(): void {
    void this.#live().catch(() => {})
  }

  stop(): void {
    this.#stopped.abort(new TritonError('Aborted', 'this peer stops'))
    this.#wake()
  }

  follow(view: OverlayView): void {
    const turned = view.generation !== this.#view?.generation
    this.#view = view
    if (turned) this.#wake()
  }

  /**
   * To be told of copies before they are put, with the leases that they had where they come from. Returns what is to be called
   * when that has ended: a collection may have begun meanwhile, and marked what was here.
   */
  expectCopies(stamps: Uint8Array): () => void {
    this.#arriving.add(stamps)
    return () => {
      this.#arriving.delete(stamps)
      this.#unmarked += this.#countEnded(stamps)
    }
  }

  report(): CollectionReport {
    const endedMs = this.#endedMs === undefined ? 0 : this.#options.network.clock.now() - this.#endedMs
    const freedSinceStart = this.#freedSinceStart
    return { ...this.#report, endedMs: Math.round(endedMs), freedSinceStart }
  }

  /** Begins a collection (`start`) unless one is under way; tells how far it is. `dryRun`: one that deletes nothing. */
  collect(start: boolean, dryRun: boolean): CollectionReport {
    if (start) void this.#run(dryRun)
    return this.report()
  }

  /** Once in each generation; what stands in the way is tried again, less and less often until the next generation. */
  async #live(): Promise<void> {
    const { signal } = this.#stopped
    const { clock } = this.#options.network
    let tried = 0
    for (let againMs = COLLECT_AGAIN_MS; !signal.aborted; ) {
      const generation = this.#view?.generation ?? 0
      if (generation > this.#done) await this.#run(false)
      if (signal.aborted) return
      const present = this.#view?.generation ?? 0
      againMs = present > tried ? COLLECT_AGAIN_MS : Math.min(2 * againMs, GENERATION_MS_DEFAULT / 10)
      tried = present
      const awake = new AbortController()
      this.#wake = () => awake.abort()
      const idleMs = present > this.#done ? againMs : GENERATION_MS_DEFAULT
      await pause(clock, idleMs, awake.signal).catch(() => {})
    }
  }

  /** One at a time: resolves when the one that is under way, or this one, has ended. */
  #run(dryRun: boolean): Promise<void> {
    this.#running ??= this.#collect(dryRun).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #collect(dryRun: boolean): Promise<void> {
    const { network, tell } = this.#options
    const startMs = network.clock.now()
    const report = { ...noReport(), running: true, dryRun, generation: this.#view?.generation ?? 0 }
    this.#report = report
    this.#unmarked = 0
    try {
      const view = this.#options.view()
      report.generation = view.generation
      await this.#markLive(view, report)
      report.markingMs = Math.round(network.clock.now() - startMs)
      await this.#sweep(view, report)
      report.complete = true
      if (!dryRun) this.#done = Math.max(this.#done, view.generation)
      if (!dryRun) this.#options.leases.collected(view.generation)
    } catch (error) {
      report.obstacle = isTritonError(error) ? error.message : String(error)
    }
    if (!dryRun) this.#options.store.compact?.()
    report.running = false
    report.tookMs = Math.round(network.clock.now() - startMs)
    this.#endedMs = network.clock.now()
    if (!this.#stopped.signal.aborted) tell()
  }

  async #markLive(view: OverlayView, report: CollectionReport): Promise<void> {
    const { store, network, pace } = this.#options
    const { signal } = this.#stopped
    const stamp = stampOf(Math.max(1, view.generation - 1))
    const marking = new Marking({ store, reader: this.#reader(), clock: network.clock, pace, stamp, signal })
    for (let list = 0, from = 0, count = 1; from < count; ) {
      const answer = await this.#askRoots(view, list, from)
      const roots = answer.payload.length / KEY_BYTES
      list = answer.response.list
      count = answer.response.count
      if (roots === 0 && from < count)
        throw new TritonError('Corrupt', `${from} of ${count} live roots were told, and no more`)
      await marking.mark(answer.payload).catch(async (error) => {
        throw marking.unreadable ? await this.#unreadable(view, marking.unreadable, error) : error
      })
      from += roots
      report.roots = from
      report.reached = marking.reached
      this.#check(view)
      if (from === count) await this.#askRoots(view, list, count)
    }
  }

  /** Says which file it is that cannot be read; the coordinator knows. */
  async #unreadable(view: OverlayView, root: Uint8Array, cause: unknown): Promise<unknown> {
    const { network } = this.#options
    const request = { generation: view.generation, nameOf: new Uint8Array(root) }
    const options = { signal: this.#stopped.signal }
    const answer = await network.call(view.coordinator, ROOTS, request, options).catch(() => undefined)
    if (!answer?.response.name || !isTritonError(cause)) return cause
    const file = `'${answer.response.name}' or an earlier version of it`
    return new TritonError(cause.code, `could not read ${file}: ${cause.message}`, { cause })
  }

  #askRoots(view: OverlayView, list: number, from: number) {
    const { network } = this.#options
    const options = { answerBytesMax: ROOTS_PAGE_MAX * KEY_BYTES, signal: this.#stopped.signal }
    return network.call(view.coordinator, ROOTS, { generation: view.generation, list, from }, options)
  }

  async #sweep(view: OverlayView, report: CollectionReport): Promise<void> {
    const { store, network } = this.#options
    const place = {
      ...{ network, store, view, signal: this.#stopped.signal, check: () => this.#check(view) },
      onSwept: (found: { blocks: number; bytes: number }, freed: { blocks: number; bytes: number }) => {
        report.unreachableBlocks += found.blocks
        report.unreachableBytes += found.bytes
        report.freedBlocks += freed.blocks
        this.#freedSinceStart += freed.blocks
        report.freedBytes += freed.bytes
      },
    }
    await sweep(place, report.dryRun)
  }

  /** Throws `Busy` unless this is still the view, and all that is here was here to be marked. */
  #check(view: OverlayView): void {
    this.#stopped.signal.throwIfAborted()
    let unmarked = this.#unmarked
    for (const stamps of this.#arriving) unmarked += this.#countEnded(stamps)
    if (unmarked > 0)
      throw new TritonError('Busy', `${unmarked} copies whose leases have ended came meanwhile`)
    if (this.#view === view) return
    throw new TritonError('Busy', `the view has changed from epoch ${view.epoch} meanwhile`)
  }

  #countEnded(stamps: Uint8Array): number {
    const ended = endedIn(this.#view?.generation ?? 0)
    return stamps.reduce((count, stamp) => count + (isNewerStamp(stamp, ended) ? 0 : 1), 0)
  }

  /** Reads from the others alone: what is here was looked for here. */
  #reader(): BlockReader {
    const { network, view, learn } = this.#options
    return new BlockReader({ network, view, learn, suspicion: new OthersOnly(network) })
  }
}

/** Avoids this peer itself. */
class OthersOnly extends Suspicion {
  readonly #self: string

  constructor(network: Overlay['network']) {
    super(network)
    this.#self = network.id
  }

  override isSuspect(peer: string): boolean {
    return peer === this.#self || super.isSuspect(peer)
  }
}

function noReport(): CollectionReport {
  return {
    ...{ peer: '', running: false, generation: 0, dryRun: false, complete: false, obstacle: '' },
    ...{ roots: 0, reached: 0, unreachableBlocks: 0, unreachableBytes: 0, freedBlocks: 0, freedBytes: 0 },
    ...{ tookMs: 0, markingMs: 0, endedMs: 0, freedSinceStart: 0 },
  }
}
