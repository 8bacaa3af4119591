import { MEMBERS_MAX } from '../limits.ts'
import type { Member } from '../wire/generated/tritonring.ts'
import type { OverlayView } from './view.ts'

/**
 * Ids of peers that left the ring when nobody else was known to hold all that they did: those of `before`, until they are
 * `members` again and everything is in its place (`settled`); and each absent owner of a range none of whose owners in the
 * last ring that was in place is there as it was then. One that was started anew may have lost what it held.
 */
export function lastHoldersAfter(
  before: OverlayView | undefined,
  members: readonly Member[],
  settled: boolean,
): string[] {
  if (before === undefined) return []
  const present = new Map(members.map(({ id, incarnation }) => [id, incarnation]))
  const known = before.lastHolders.filter((id) => !settled || !present.has(id))
  const inPlace = before.previous.length > 0 ? before.previous : before.members
  const lost = new Set(
    inPlace.filter(({ id, incarnation }) => present.get(id) !== incarnation).map(({ id }) => id),
  )
  const ring = before.ringBefore ?? before.ring
  if (lost.size < Math.max(1, ring.ownerCount) || [...lost].every((id) => present.has(id))) return known
  const last = new Set(known)
  const isLost = ring.members.map(({ id }) => lost.has(id))
  for (let arc = 0; arc < ring.arcCount; arc++) {
    if (!isLost[ring.ownerAt(arc, 0)]) continue
    const owners = Array.from({ length: ring.ownerCount }, (_, rank) => ring.ownerAt(arc, rank))
    if (!owners.every((owner) => isLost[owner])) continue
    for (const owner of owners) if (!present.has(ring.members[owner]!.id)) last.add(ring.members[owner]!.id)
  }
  return [...last].slice(0, MEMBERS_MAX)
}
