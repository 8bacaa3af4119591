import type { PrivateKey } from '@libp2p/interface'
import type { Network } from '../rpc/network.ts'
import type { MetadataPeerInfo, View } from '../wire/generated/tritonring.ts'
import type { OverlayView } from './view.ts'
import type { ViewKeeper } from './view-keeper.ts'

/** What a coordinator is told, and whom it tells. */
export interface CoordinatorOptions {
  network: Network
  privateKey: PrivateKey
  heartbeatMs?: number | undefined
  /** How long after an eviction copies are made anew. */
  graceMs?: number | undefined
  /** Draws what a new member's tokens are derived from; nobody must be able to guess it. Default: 16 random bytes. */
  drawSeed?: (() => Uint8Array<ArrayBuffer>) | undefined
  /** Told of every view, in order, before anybody else; `adopted` when it continues another coordinator's. */
  onView?: (view: OverlayView, adopted: OverlayView | undefined) => void
  /** Where the last view is kept over a restart; without one, only the block peers know of a world before. */
  viewKeeper?: ViewKeeper | undefined
  /** Keeps a view before anybody is told of it. What it throws ends the change: the ring stays as it was. */
  keepView?: (view: OverlayView, adopted: OverlayView | undefined) => Promise<void>
  /** The metadata peers that views name. Default: this one. */
  metadataPeers?: () => readonly MetadataPeerInfo[]
  /** What views say of tokens. Default: nothing, so that everybody may do everything. */
  trust?: (() => Pick<View, 'issuerKeys' | 'denials'>) | undefined
  /** Whether every name record has its copies on the ring as it is; no ring counts as settled before. */
  namesSettled?: () => boolean
}
