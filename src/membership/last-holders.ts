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
  const lost = new Set(
    before.inPlace.filter(({ id, incarnation }) => present.get(id) !== incarnation).map(({ id }) => id),
  )
  const ring = before.ringBefore ?? before.ring
  if (lost.size < Math.max(1, ring.ownerCount) || [...lost].every((id) => present.has(id))) return known
  const last = new Set(known)
  const isLost = ring.members.map(({ id }) => lost.has(id))
  for (let arc = 0; arc < ring.arcCount; arc++) {
    if (!isLost[ring.ownerAt(arc, 0)]) continue
    const owners = ring.ownerIds(arc)
    if (owners.every((id) => lost.has(id))) for (const id of owners) if (!present.has(id)) last.add(id)
  }
  return [...last].slice(0, MEMBERS_MAX)
}
