import { TritonError } from '../errors.ts'
import type { OverlayView } from './view.ts'

/**
 * What a coordinator hears of overlays that were there before it: from peers that join with a view which it did not
 * mint. A coordinator that starts with nothing must go on with such a world, not beside it.
 */
export class OlderWorlds {
  /** Views from before, by the peer that brought them. */
  readonly #testimonies = new Map<string, OverlayView>()
  /** Peers that joined without a view: they are back as well, although they remember nothing. */
  readonly #forgetful = new Set<string>()
  /** What the coordinator itself kept from before. */
  #kept: OverlayView | undefined
  /** Whether the coordinator's own world goes on from an older one. */
  #continued = false

  /** Whether somebody brought a view that could not be gone on from yet. */
  get awaited(): boolean {
    return this.#testimonies.size > 0 || this.#kept !== undefined
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
    if (testimony === undefined) this.#forgetful.add(peer)
    else if (this.#goesBefore(testimony, current)) this.#testimonies.set(peer, testimony)
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

  /** The coordinator goes on from an older world. */
  adopted(): void {
    this.#continued = true
    this.#kept = undefined
    this.#testimonies.clear()
    this.#forgetful.clear()
  }

  /** A world that has just begun gives way to any other; one that goes on, to a newer view alone. */
  #goesBefore(testimony: OverlayView, current: OverlayView | undefined): boolean {
    if (current === undefined) return true
    const other = Buffer.compare(testimony.world, current.world) !== 0
    return (other && !this.#continued) || testimony.isNewerThan(current)
  }

  #newest(): OverlayView | undefined {
    let newest = this.#kept
    for (const each of this.#testimonies.values()) if (each.isNewerThan(newest)) newest = each
    return newest
  }
}
