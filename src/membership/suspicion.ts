import { SUSPECT_MS } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import type { OverlayView } from './view.ts'

/**
 * One party's own opinion of who does not answer: who failed, for SUSPECT_MS, and who is silent, as long as it is. It
 * costs nothing if wrong. Together with the coordinator's (`suspect` in the view) it decides whom traffic avoids.
 */
export class Suspicion {
  readonly #network: Pick<Network, 'clock' | 'isSilent'>
  readonly #untilMs = new Map<string, number>()

  constructor(network: Pick<Network, 'clock' | 'isSilent'>) {
    this.#network = network
  }

  /** `peer` has failed. */
  suspect(peer: string): void {
    this.#untilMs.set(peer, this.#network.clock.now() + SUSPECT_MS)
  }

  clear(peer: string): void {
    this.#untilMs.delete(peer)
  }

  isSuspect(peer: string): boolean {
    if (this.#network.isSilent(peer)) return true
    const until = this.#untilMs.get(peer)
    if (until === undefined) return false
    if (until > this.#network.clock.now()) return true
    this.#untilMs.delete(peer)
    return false
  }

  /** One byte a member index of the view's ring: 1 for those that traffic avoids. */
  avoided(view: OverlayView): Uint8Array {
    return Uint8Array.from(view.ring.members, ({ id }) => (view.isSuspect(id) || this.isSuspect(id) ? 1 : 0))
  }
}
