import type { BlockPeerStatus, OverlayStatus } from '../client/report.ts'
import { isFresh } from './freshness.ts'

/**
 * Whether a peer can be stopped without losing anything: it has told itself, lately and by this very ring, that it holds
 * nothing and has nothing left to bring anywhere; and the names, of which it may keep records, are known and in their places.
 */
export function isDrained(status: OverlayStatus, peer: BlockPeerStatus): boolean {
  const { repair, state, draining, blocks } = peer
  if (repair === undefined || state !== 'alive' || !draining || blocks > 0) return false
  const settled = repair.settled === status.ringEpoch && !repair.comparing && repair.backlogBlocks === 0
  const namesKept = !status.rebuilding && status.recordsBacklog === 0
  return settled && namesKept && !status.pending && isFresh(status, peer)
}
