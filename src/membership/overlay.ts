import type { Network } from '../rpc/network.ts'
import type { SignedView } from '../wire/generated/tritonring.ts'
import type { Suspicion } from './suspicion.ts'
import type { OverlayView } from './view.ts'

/** What whoever moves blocks knows of the overlay. */
export interface Overlay {
  network: Network
  suspicion: Suspicion
  /** The newest view known here; throws `Unavailable` before there is one. */
  view(): OverlayView
  /** Takes a view that somebody sent, if it is newer. */
  learn(signed: SignedView): Promise<void>
  /**
   * Looks for a newer view without anybody waiting for it; `view` gives it once it is found. For whom views do not come
   * by themselves: a client whose peers all answer nothing any more may know only where they were.
   */
  seekView?(): void
}
