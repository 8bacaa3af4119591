import { METADATA_PEERS_MAX, REPLICAS, SIGNERS_MAX, TERM_EPOCHS } from '../limits.ts'
import type { Member, MetadataPeerInfo, View } from '../wire/generated/tritonring.ts'
import { lastHoldersAfter } from './last-holders.ts'
import type { OverlayView } from './view.ts'

export interface Change {
  /** The view that goes on, and the coordinator's own, which is another when it adopts one. */
  before: OverlayView | undefined
  own: OverlayView | undefined
  members: readonly Member[]
  /** Whether every member is to hold, and can be expected to hold, what it did before. */
  same: boolean
  /** What counts as in place, where that is known better. */
  previous: readonly Member[] | undefined
  /** Whether a coordinator begins with this view: the term grows. */
  grows: boolean
  /** Whether a generation of collection begins with it. */
  raises: boolean
  /** A peer that a person gives up. */
  givenUp: string | undefined
}

/** The numbers, members and pending ranges of the view that follows. */
export function nextView({ before, own, members, same, previous, grows, raises, givenUp }: Change) {
  const epoch = Math.max(before?.epoch ?? 0, own?.epoch ?? 0) + (grows ? TERM_EPOCHS : 1)
  const unchanged = same && before !== undefined
  const pending = [...(previous ?? (unchanged ? before.previous : (before?.inPlace ?? [])))]
  return {
    term: grows ? Math.max(before?.term ?? 0, own?.term ?? 0) + 1 : (before?.term ?? 1),
    epoch,
    replicas: before?.replicas ?? REPLICAS,
    members: [...members],
    previous: pending,
    ringEpoch: unchanged ? before.ringEpoch : epoch,
    lastHolders: lastHoldersAfter(before, members, pending.length === 0).filter((id) => id !== givenUp),
    generation: Math.max(before?.generation ?? 0, own?.generation ?? 0, 1) + (raises ? 1 : 0),
  }
}

/** Members of the coordinator's own view that are not in the one that it adopts: they joined it before. */
export function strays(own: OverlayView | undefined, adopted: readonly Member[]): Member[] {
  const there = new Set(adopted.map(({ id }) => id))
  return (own?.members ?? []).filter(({ id }) => !there.has(id))
}

/** What a view says of metadata peers: those that there are, and all whose records may be on the ring. */
export function metadataPeersOf(
  before: OverlayView | undefined,
  self: string,
  peers: readonly MetadataPeerInfo[],
): Pick<View, 'metadataPeers' | 'signers'> {
  const metadataPeers = peers.slice(0, METADATA_PEERS_MAX)
  const known = before === undefined ? [] : [before.coordinator, ...before.signers]
  const signers = new Set([self, ...metadataPeers.map(({ id }) => id), ...known])
  return { metadataPeers, signers: [...signers].slice(0, SIGNERS_MAX) }
}
