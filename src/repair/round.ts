import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import type { OverlayView } from '../membership/view.ts'
import type { RepairReport } from '../wire/generated/tritonring.ts'
import { type ComparePlace, compare, shortfall } from './compare.ts'
import { type Errand, errandsOf } from './plan.ts'
import { type PushPlace, push } from './push.ts'

/** Brings to the other owners of what this peer holds what they lack, by one view of the ring. */
export class Round {
  readonly #place: PushPlace & ComparePlace
  readonly #view: OverlayView
  readonly #report: RepairReport
  readonly #tell: () => void
  #startedMs: number | undefined

  constructor(place: PushPlace & ComparePlace, view: OverlayView, report: RepairReport, tell: () => void) {
    this.#place = place
    this.#view = view
    this.#report = report
    this.#tell = tell
  }

  /**
   * Counts what is missing, waits until `graceEndsMs`, then runs all errands: those to several owners at once, for each
   * one after the other, the ranges with the fewest copies first. Throws the first failure when everything else is done.
   */
  async run(graceEndsMs: number, signal: AbortSignal): Promise<void> {
    const errands = errandsOf(this.#place.network.id, this.#view)
    await this.#count(errands, signal)
    const { clock } = this.#place.network
    if (graceEndsMs > clock.now()) await pause(clock, graceEndsMs - clock.now(), signal)
    this.#startedMs = clock.now()
    const targets = [...new Set(errands.map(({ target }) => target))]
    const visits = targets.map((target) =>
      this.#visit(
        errands.filter((each) => each.target === target),
        signal,
      ),
    )
    const outcomes = await Promise.allSettled(visits)
    signal.throwIfAborted()
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    Object.assign(this.#report, { backlogBlocks: 0, backlogBytes: 0, singleBlocks: 0 })
  }

  /** How long copies have been made. */
  get workingMs(): number {
    return this.#startedMs === undefined ? 0 : this.#place.network.clock.now() - this.#startedMs
  }

  async #visit(errands: readonly Errand[], signal: AbortSignal): Promise<void> {
    for (const { target, ranges } of errands) {
      if (this.#view.isSuspect(target))
        throw new TritonError('Unavailable', `could not bring copies to peer ${target}: it is silent`)
      for await (const missing of compare(this.#place, target, ranges, signal))
        await push(this.#place, target, missing, signal)
    }
  }

  /** Sets the backlog: blocks that this peer is answerable for and that some owner lacks, by number. */
  async #count(errands: readonly Errand[], signal: AbortSignal): Promise<void> {
    const counts = { backlogBlocks: 0, backlogBytes: 0, singleBlocks: 0 }
    for (const { target, ranges, part, copies } of errands) {
      if (part !== 'first' || this.#view.isSuspect(target)) continue
      const { blocks, bytes } = await shortfall(this.#place, target, ranges, signal).catch((error) => {
        signal.throwIfAborted()
        if (isTritonError(error)) return { blocks: 0, bytes: 0 }
        throw error
      })
      counts.backlogBlocks += blocks
      counts.backlogBytes += bytes
      if (copies <= 1) counts.singleBlocks += blocks
    }
    Object.assign(this.#report, counts, { countedBlocks: counts.backlogBlocks })
    if (counts.backlogBlocks > 0) this.#tell()
  }
}
