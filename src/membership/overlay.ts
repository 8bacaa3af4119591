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
}
