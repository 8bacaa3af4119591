import type { BlockPeerStatus, OverlayStatus } from '../client/report.ts'
import { counted, formatDuration, shortId } from './format.ts'
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

/** What a peer that is not drained yet waits for: `10 blocks are left: it has not been heard for 12 s`. */
export function drainRemainder(status: OverlayStatus, peer: BlockPeerStatus): string {
  const { blocks, repair } = peer
  const obstacle = drainObstacle(status, peer)
  const why = obstacle === undefined ? '' : `: ${obstacle}`
  if (repair === undefined) return `it is not known what is left${why}`
  if (blocks === 0) return `no block is left, and not all is in its place${why}`
  return `${counted(blocks, 'block')} ${blocks === 1 ? 'is' : 'are'} left${why}`
}

/** What is in a peer's way; undefined where it only takes time. */
function drainObstacle(status: OverlayStatus, peer: BlockPeerStatus): string | undefined {
  if (!peer.draining) return 'it is not being drained any more'
  const own = obstacleOf(peer)
  if (own !== undefined) return `it ${own}`
  if (status.rebuilding) return 'the names are being read back from the ring'
  for (const other of status.peers) {
    const obstacle = obstacleOf(other)
    if (obstacle !== undefined) return `${shortId(other.id)} ${obstacle}`
  }
  return undefined
}

function obstacleOf({ state, silentMs, repair }: BlockPeerStatus): string | undefined {
  if (state === 'suspect') return `has not been heard for ${formatDuration(silentMs)}`
  if (repair === undefined) return 'has not told yet how its copies are'
  return repair.obstacle === '' ? undefined : `cannot make copies: ${repair.obstacle}`
}
