import type { BlockPeerStatus, OverlayStatus } from '../client/report.ts'

/** What a peer told longer ago than so many of its heartbeats is no knowledge any more. */
const FRESH_HEARTBEATS = 2.5
const FRESH_SLACK_MS = 1_000

/** Whether a peer has told how its copies are, and lately enough to go by. */
export function isFresh(
  { heartbeatMs }: Pick<OverlayStatus, 'heartbeatMs'>,
  { repair, toldMs }: BlockPeerStatus,
): boolean {
  return repair !== undefined && toldMs <= FRESH_HEARTBEATS * heartbeatMs + FRESH_SLACK_MS
}
