import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { OLDER_WORLD_MS, TESTIMONY_MS } from '../limits.ts'
import type { OverlayView } from './view.ts'

interface Testimony {
  view: OverlayView
  heardMs: number
}

/**
 * What a coordinator hears of overlays that were there before it: from peers that join with a view which it did not
 * mint. A coordinator that starts with nothing must go on with such a world, not beside it. One whose own world has been
 * there for long does not give it up for another, which somebody's old directory may be of.
 */
export class OlderWorlds {
  readonly #clock: Clock
  readonly #trusts: (view: OverlayView) => boolean
  /** Views from before, by the peer that brought them. Who waits brings its view again and again. */
  readonly #testimonies = new Map<string, Testimony>()
  /** Peers that joined without a view: they are back as well, although they remember nothing. */
  readonly #forgetful = new Set<string>()
  /** What the coordinator itself kept from before. */
  #kept: OverlayView | undefined
  /** Whether the coordinator's own world goes on from an older one. */
  #continued = false
  /** When a world of the coordinator's own began. */
  #begunMs: number | undefined

  /** `trusts`: whether a view may be gone on from, by who signed it. */
  constructor(clock: Clock, trusts: (view: OverlayView) => boolean) {
    this.#clock = clock
    this.#trusts = trusts
  }

  /** Whether somebody who is there brought a view that could not be gone on from yet. */
  get awaited(): boolean {
    this.#forgetSilent()
    return this.#testimonies.size > 0 || this.#kept !== undefined
  }

  /** What the coordinator itself kept from before, until that goes on or is over. */
  get kept(): OverlayView | undefined {
    return this.#kept
  }

  /** The coordinator knows from its own disk that there was a world. */
  remember(view: OverlayView): void {
    this.#kept = view
  }

  /** Nobody of the remembered world has come back: it is over, as far as anybody knows. Whether there was one. */
  forgetUnlessBack(): boolean {
    const back = this.#kept?.members.some(({ id }) => this.#testimonies.has(id) || this.#forgetful.has(id))
    if (this.#kept === undefined || back) return false
    this.#kept = undefined
    return true
  }

  /**
   * The view to go on from, when `peer` joins with the view `testimony` or with none: the newest one heard of, as soon
   * as the majority of its members are back. Undefined where there is no such world. Throws `Busy` to wait for it.
   * `current` is the coordinator's own view, if it has one.
   */
  consider(
    peer: string,
    testimony: OverlayView | undefined,
    current: OverlayView | undefined,
  ): OverlayView | undefined {
    this.#forgetSilent()
    if (testimony === undefined) this.#forgetful.add(peer)
    else if (this.#goesBefore(testimony, current))
      this.#testimonies.set(peer, { view: testimony, heardMs: this.#clock.now() })
    const newest = this.#newest()
    if (newest === undefined) return undefined
    const back = newest.members.filter(
      ({ id }) => this.#testimonies.has(id) || this.#forgetful.has(id) || current?.member(id) !== undefined,
    )
    const needed = Math.floor(newest.members.length / 2) + 1
    if (back.length >= needed) return newest
    if (current !== undefined && !this.#testimonies.has(peer)) return undefined
    throw new TritonError(
      'Busy',
      `waiting for ${needed} of the ${newest.members.length} members of epoch ${newest.epoch}: ${back.length} are back`,
    )
  }

  /** The coordinator has a world of its own. */
  begun(): void {
    this.#begunMs ??= this.#clock.now()
  }

  /** The coordinator goes on from an older world. */
  adopted(): void {
    this.#continued = true
    this.#kept = undefined
    this.#testimonies.clear()
    this.#forgetful.clear()
  }

  /** A world that has begun not long ago gives way to any other; one that goes on, or is old, to a newer view of its own alone. */
  #goesBefore(testimony: OverlayView, current: OverlayView | undefined): boolean {
    if (!this.#trusts(testimony)) return false
    if (current === undefined) return true
    if (Buffer.compare(testimony.world, current.world) === 0) return testimony.isNewerThan(current)
    return !this.#continued && this.#clock.now() - (this.#begunMs ?? 0) < OLDER_WORLD_MS
  }

  #forgetSilent(): void {
    const silentMs = this.#clock.now() - TESTIMONY_MS
    for (const [peer, { heardMs }] of this.#testimonies)
      if (heardMs < silentMs) this.#testimonies.delete(peer)
  }

  #newest(): OverlayView | undefined {
    let newest = this.#kept
    for (const { view } of this.#testimonies.values()) if (view.isNewerThan(newest)) newest = view
    return newest
  }
}
