import { setMaxListeners } from 'node:events'
import { isTritonError, TritonError } from '../errors.ts'
import {
  AUDIT_INTERVALS,
  AUDIT_SHARE,
  AUDIT_WAIT_INTERVALS,
  CHECKS_WAITING_MAX,
  FENCE_INTERVALS,
  REPAIR_AGAIN_MS,
  REPAIR_AGAIN_MS_MAX,
  ROUND_REST_MS_MAX,
  STABLE_INTERVALS,
  STRAYS_INTERVALS,
} from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import type { OverlayView } from '../membership/view.ts'
import type { BlockStore } from '../store/store.ts'
import type { RepairReport, ScrubResponse } from '../wire/generated/tritonring.ts'
import type { Leases } from './leases.ts'
import { Mender } from './mend.ts'
import { Pace } from './pace.ts'
import type { PushPlace } from './push.ts'
import { Round } from './round.ts'
import { Scrub } from './scrub.ts'
import { Strays } from './strays.ts'

export interface RepairOptions extends Overlay {
  store: BlockStore
  leases: Leases
  heartbeatMs: () => number
  graceMs: () => number
  /** Called when there is something new to report. */
  tell: () => void
}

/**
 * Sees to it that what this peer holds is on all of its owners, whatever became of the ring, and that it holds nothing in
 * the long run that is not its own. One thing at a time:
 *
 * 1. A ring that changed: a Round brings to the other owners what they lack. For a member that was started anew, another
 *    one when an older process of it has surely ended.
 * 2. Everything in its place everywhere, by the coordinator's word: Strays are brought to their owners; when the ring has
 *    been stable for a minute, and their owners have them, they go from here.
 * 3. Now and then, and when a member is heard again, the same where blocks may have gone astray: an audit.
 */
export class Repair {
  readonly pace: Pace
  readonly #options: RepairOptions
  readonly #mender: Mender
  readonly #scrub: Scrub
  readonly #place: PushPlace
  readonly #stopped = lifetime()
  /** Ends with the ring that it works for. */
  #work = lifetime()
  #wake = () => {}
  #view: OverlayView | undefined
  /** The ring's epoch whose round is complete. */
  #settled = 0
  #settledAtMs = 0
  /** The ring's epoch whose strays were brought to their owners, and for which they are gone from here too. */
  #broughtHome = 0
  #cleared = 0
  /** All strays were brought to their owners since the ring last changed: a hint may be the only copy that is left. */
  #isHome = false
  #ringSinceMs = 0
  /** How often blocks came that may be astray: the number of blocks says nothing, since as many may have gone. */
  #arrivals = 0
  /** Some of those may be the only copy. */
  #single = false
  /** A member was started anew: an older process of it may go on taking blocks until it is fenced. */
  #replaced = false
  /** How often one has been met that did so. */
  #outdated = 0
  #audit = { atMs: 0, arrivals: -1 }
  #lastRound = { endedMs: 0, tookMs: 0, arrivals: -1 }
  /** The last round by this ring, be it that it failed. */
  #lastTry = { endedMs: 0, tookMs: 0 }
  /** Members that went without being replaced, and when that was first seen: their copies are made anew after the grace. */
  #absent = { ids: '', sinceMs: 0 }
  #currentRound: Round | undefined
  #againMs = REPAIR_AGAIN_MS
  #checks = 0
  readonly #report: RepairReport = {
    ...{ settled: 0, backlogBlocks: 0, backlogBytes: 0, singleBlocks: 0, movedBlocks: 0, movedBytes: 0 },
    ...{ strayBlocks: 0, corruptBlocks: 0, obstacle: '', comparing: true },
    ...{ countedBlocks: 0, workingMs: 0, graceLeftMs: 0 },
  }

  constructor(options: RepairOptions) {
    const { network, store, leases } = options
    this.#options = options
    this.pace = new Pace(network.clock)
    this.#mender = new Mender(options, store, leases, () => this.noteArrival(false))
    const { signal } = this.#stopped
    this.#scrub = new Scrub({ store, mender: this.#mender, pace: this.pace, clock: network.clock, signal })
    this.#place = {
      network,
      store,
      leases,
      pace: this.pace,
      onPushed: ({ blocks, bytes, added }) => this.#notePushed(blocks, bytes, added),
      onDoubt: (keys) => void this.check(keys),
    }
  }

  start(): void {
    void this.#live().catch(() => {})
    void this.#scrub.keepScrubbing().catch(() => {})
  }

  stop(): void {
    const reason = new TritonError('Aborted', 'this peer stops')
    this.#stopped.abort(reason)
    this.#work.abort(reason)
    this.#wake()
  }

  /** A new view: work for an older ring ends. When a member is heard again, what was written meanwhile is looked for. */
  follow(view: OverlayView): void {
    this.#replaced ||= isReplaced(this.#view, view)
    const ringChanged = view.ringEpoch !== this.#view?.ringEpoch || view.term !== this.#view.term
    if (isHeardAgain(this.#view, view)) this.#audit.atMs = Number.NEGATIVE_INFINITY
    this.#view = view
    if (ringChanged) {
      this.#settled = 0
      this.#isHome = false
      this.#ringSinceMs = this.#now()
      this.#againMs = REPAIR_AGAIN_MS
      this.#lastTry = { endedMs: 0, tookMs: 0 }
      this.#noteAbsent(view)
      this.#work.abort(new TritonError('Aborted', 'the ring has changed'))
      this.#work = lifetime()
    }
    this.#wake()
  }

  /** Blocks have come that may be strays here, or missing elsewhere, or, where it is `single`, without a second copy. */
  noteArrival(single: boolean): void {
    this.#arrivals++
    this.#single ||= single
  }

  /**
   * Blocks are here and with a peer that knows an epoch. Of an older ring than this, when all have had the time to hear
   * of it, that may be an older process of a member, cut off: what it took goes with it.
   */
  noteOtherHolder(epoch: number): void {
    if (epoch >= (this.#view?.ringEpoch ?? 0) || this.#now() < this.#fencedAtMs()) return
    this.#outdated++
    if (this.#replaced) return
    this.#replaced = true
    this.#options.tell()
    this.#wake()
  }

  report(): RepairReport {
    return {
      ...this.#report,
      settled: this.#settled,
      corruptBlocks: this.#mender.unmended,
      comparing: this.#settled === 0 || !this.#isHome || this.#replaced,
      workingMs: Math.round(this.#currentRound?.workingMs ?? 0),
      graceLeftMs: Math.round(Math.max(0, this.#graceEndsMs() - this.#now())),
    }
  }

  /** Looks at this peer's copies of some keys, and replaces what is missing or wrong. */
  async check(keys: Uint8Array): Promise<void> {
    if (this.#checks >= CHECKS_WAITING_MAX || this.#view === undefined) return
    this.#checks++
    try {
      await this.#mender.mend(keys, this.#stopped.signal)
    } catch {
      // Whoever wants these blocks asks elsewhere.
    } finally {
      this.#checks--
    }
  }

  scrub(start: boolean): ScrubResponse {
    if (start) this.#scrub.hurry()
    return this.#scrub.progress
  }

  async #live(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const { signal } = this.#work
      try {
        const idleMs = await this.#next(signal)
        if (idleMs > 0) await this.#rest(idleMs)
      } catch (error) {
        if (this.#stopped.signal.aborted) return
        if (signal.aborted) continue
        this.#report.obstacle = isTritonError(error) ? error.message : String(error)
        await this.#rest(this.#againMs)
        this.#againMs = Math.min(2 * this.#againMs, REPAIR_AGAIN_MS_MAX)
      }
    }
  }

  /** Does what is due next; resolves with the time until something else may be. */
  async #next(signal: AbortSignal): Promise<number> {
    const view = this.#view
    const intervalMs = this.#options.heartbeatMs()
    if (view === undefined) return intervalMs
    if (this.#settled !== view.ringEpoch) {
      const restMs = Math.min(this.#lastTry.tookMs, ROUND_REST_MS_MAX)
      const againInMs = this.#lastTry.endedMs + restMs - this.#now()
      return againInMs > 0 ? againInMs : this.#settle(view, signal)
    }
    if (this.#replaced) return this.#settleAgain(view, signal)
    const pending = view.previous.length > 0
    const waitsMs = pending ? this.#settledAtMs + STRAYS_INTERVALS * intervalMs - this.#now() : 0
    if (waitsMs > 0) return waitsMs
    if (this.#broughtHome !== view.ringEpoch) return this.#bringHome(view, signal)
    if (pending) return intervalMs
    if (this.#cleared !== view.ringEpoch) return this.#clear(view, signal)
    const auditInMs = this.#audit.atMs + AUDIT_INTERVALS * intervalMs - this.#now()
    if (auditInMs > 0) return auditInMs
    await this.#auditCopies(view, signal)
    return 0
  }

  /** Where blocks have come since the last time, some may be strays, or lack a copy: looked for as long as that costs little. */
  async #auditCopies(view: OverlayView, signal: AbortSignal): Promise<void> {
    const startMs = this.#now()
    const arrivals = this.#arrivals
    await this.#mender.retry(signal)
    const last = this.#lastRound
    const waitMs = Math.min(AUDIT_SHARE * last.tookMs, AUDIT_WAIT_INTERVALS * this.#options.heartbeatMs())
    if (this.#single || (arrivals !== last.arrivals && startMs >= last.endedMs + waitMs)) {
      this.#single = false
      await this.#round(view, signal).catch((error) => {
        this.#single = true
        throw error
      })
      this.#noteRound(startMs, arrivals)
    }
    if (arrivals !== this.#audit.arrivals || this.#report.strayBlocks > 0) {
      this.#broughtHome = 0
      this.#cleared = 0
    }
    this.#audit.arrivals = arrivals
    this.#audit.atMs = this.#now()
  }

  async #settle(view: OverlayView, signal: AbortSignal, epochMin = 0): Promise<number> {
    const startMs = this.#now()
    const arrivals = this.#arrivals
    await this.#round(view, signal, epochMin)
    this.#noteRound(startMs, arrivals)
    this.#settled = view.ringEpoch
    this.#settledAtMs = this.#now()
    this.#broughtHome = 0
    this.#cleared = 0
    this.#options.tell()
    return 0
  }

  /**
   * What an older process of a member took after the first round is nowhere else than with those who passed it on. It may
   * still be the one who answers, however late its fencing: then it does not know this ring.
   */
  async #settleAgain(view: OverlayView, signal: AbortSignal): Promise<number> {
    const fencedInMs = this.#fencedAtMs() - this.#now()
    if (fencedInMs > 0) return fencedInMs
    const outdated = this.#outdated
    await this.#settle(view, signal, view.ringEpoch)
    this.#replaced = outdated !== this.#outdated
    return 0
  }

  /** When all members, and older processes of theirs, should have heard of the ring. */
  #fencedAtMs(): number {
    return this.#ringSinceMs + FENCE_INTERVALS * this.#options.heartbeatMs()
  }

  async #round(view: OverlayView, signal: AbortSignal, epochMin = 0): Promise<void> {
    const round = new Round({ ...this.#place, epochMin }, view, this.#report, this.#options.tell)
    this.#currentRound = round
    await round.run(this.#graceEndsMs(), signal).finally(() => {
      this.#lastTry = { endedMs: this.#now(), tookMs: round.workingMs }
    })
    this.#report.obstacle = ''
    this.#againMs = REPAIR_AGAIN_MS
  }

  #graceEndsMs(): number {
    return this.#absent.ids === '' ? 0 : this.#absent.sinceMs + this.#options.graceMs()
  }

  async #bringHome(view: OverlayView, signal: AbortSignal): Promise<number> {
    this.#report.strayBlocks = await new Strays(this.#place, view).bringHome(signal)
    this.#broughtHome = view.ringEpoch
    if (!this.#isHome) {
      this.#isHome = true
      this.#options.tell()
    }
    if (this.#report.strayBlocks === 0) this.#cleared = view.ringEpoch
    return 0
  }

  /** A peer that is to be stopped does not wait until the ring has been stable. */
  async #clear(view: OverlayView, signal: AbortSignal): Promise<number> {
    const draining = view.member(this.#options.network.id)?.draining === true
    const stableAtMs = this.#ringSinceMs + (draining ? 0 : STABLE_INTERVALS * this.#options.heartbeatMs())
    if (this.#now() < stableAtMs) return stableAtMs - this.#now()
    const epoch = () => {
      const now = this.#view
      return now?.ringEpoch === view.ringEpoch && now.previous.length === 0 ? now.epoch : undefined
    }
    this.#report.strayBlocks = await new Strays(this.#place, view).clear(epoch, signal)
    this.#cleared = view.ringEpoch
    this.#options.tell()
    return 0
  }

  #noteRound(startMs: number, arrivals: number): void {
    const endedMs = this.#now()
    this.#lastRound = { endedMs, tookMs: endedMs - startMs, arrivals }
    this.#audit.atMs = endedMs
  }

  #noteAbsent(view: OverlayView): void {
    const gone = view.previous.map(({ id }) => id).filter((id) => view.member(id) === undefined)
    const ids = gone.sort().join()
    if (ids !== this.#absent.ids) this.#absent = { ids, sinceMs: this.#now() }
  }

  #notePushed(blocks: number, bytes: number, added: number): void {
    const report = this.#report
    report.movedBlocks += added
    report.movedBytes += Math.round((bytes * added) / blocks)
    report.backlogBlocks = Math.max(0, report.backlogBlocks - blocks)
    report.backlogBytes = Math.max(0, report.backlogBytes - bytes)
    report.singleBlocks = Math.max(0, report.singleBlocks - blocks)
  }

  /** Until something changes, `ms` at most. */
  async #rest(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#options.network.clock.after(ms, resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
    this.#wake = () => {}
  }

  #now(): number {
    return this.#options.network.clock.now()
  }
}

/** As many calls listen to it as are under way. */
function lifetime(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** Whether the process of a member is another one than it was. */
function isReplaced(before: OverlayView | undefined, view: OverlayView): boolean {
  return view.members.some(({ id, incarnation }) => {
    const known = before?.member(id)?.incarnation
    return known !== undefined && known !== incarnation
  })
}

/** Whether a member that was suspect is not any more. */
function isHeardAgain(before: OverlayView | undefined, view: OverlayView): boolean {
  return view.members.some(({ id }) => before?.isSuspect(id) === true && !view.isSuspect(id))
}
