import { POSITIONS, type RingRange, rangeWidth } from './range.ts'
import type { Ring } from './ring.ts'

/** A range of the ring whose set of owners changed; all lists hold peer ids by rank. */
export interface Move extends RingRange {
  /** The owners before. */
  owners: string[]
  ownersAfter: string[]
  /** Those of `ownersAfter` that were no owners: they need the range's blocks. */
  gained: string[]
  /** Those of `owners` that are no longer: their copies go once the new owners have theirs. */
  lost: string[]
}

/** A range in which each of two rings has one arc. */
export interface CommonArc extends RingRange {
  arcBefore: number
  arcAfter: number
}

/** A move while it grows: an arc of either ring that stands for its owners. */
type OpenMove = CommonArc

/**
 * What changes hands between two rings: the ranges, clockwise, disjoint, whose set of owners is another one after.
 * Neighbouring ranges with the same owners in the same ranks are one. Where the owners only change ranks, nothing
 * moves and there is no range.
 */
export function moves(before: Ring, after: Ring): Move[] {
  const open = openMoves(before, after)
  joinAcrossZero(open, before, after)
  return open.map((move) => closeMove(move, before, after))
}

/**
 * The copies to be made for `moves`, as a fraction of all copies that the ring keeps: about 1/N for one peer
 * of N that joins or leaves.
 */
export function movedFraction(moves: readonly Move[]): number {
  let fraction = 0
  for (const move of moves) {
    if (move.gained.length === 0) continue
    fraction += (rangeWidth(move) / POSITIONS) * (move.gained.length / move.ownersAfter.length)
  }
  return fraction
}

/** Ranges whose owners changed, each as wide as both rings' tokens allow. */
function openMoves(before: Ring, after: Ring): OpenMove[] {
  const open: OpenMove[] = []
  const changed = changeOf(before, after)
  for (const arc of commonArcs(before, after))
    if (changed(arc.arcBefore, arc.arcAfter)) extend(open, arc, before, after)
  return open
}

/** The ranges between neighbouring tokens of either ring, clockwise from zero: in each, both rings have one arc. */
export function* commonArcs(before: Ring, after: Ring): Generator<CommonArc> {
  let from = Math.max(before.arcEnd(before.arcCount - 1), after.arcEnd(after.arcCount - 1))
  let b = 0
  let a = 0
  while (b < before.arcCount || a < after.arcCount) {
    const to = Math.min(endOrInfinity(before, b), endOrInfinity(after, a))
    const arcBefore = b === before.arcCount ? 0 : b
    const arcAfter = a === after.arcCount ? 0 : a
    yield { from, to, arcBefore, arcAfter }
    while (endOrInfinity(before, b) === to) b++
    while (endOrInfinity(after, a) === to) a++
    from = to
  }
}

function endOrInfinity(ring: Ring, arc: number): number {
  return arc < ring.arcCount ? ring.arcEnd(arc) : Number.POSITIVE_INFINITY
}

/** A test whether an arc of `before` and one of `after` have different sets of owners. */
function changeOf(before: Ring, after: Ring): (arcBefore: number, arcAfter: number) => boolean {
  const indexBefore = Int32Array.from(after.members, (member) => before.indexOf(member.id))
  return (arcBefore, arcAfter) => {
    if (before.ownerCount !== after.ownerCount) return true
    for (let rank = 0; rank < after.ownerCount; rank++) {
      const index = indexBefore[after.ownerAt(arcAfter, rank)]!
      if (index === -1 || !before.isOwner(arcBefore, index)) return true
    }
    return false
  }
}

function extend(open: OpenMove[], next: OpenMove, before: Ring, after: Ring): void {
  const last = open.at(-1)
  if (last?.to === next.from && haveSameOwners(last, next, before, after)) last.to = next.to
  else open.push(next)
}

/** The walk began at a token, not necessarily where owners change: its last range may be the start of the first. */
function joinAcrossZero(open: OpenMove[], before: Ring, after: Ring): void {
  const first = open[0]
  const last = open.at(-1)
  if (first === undefined || last === undefined || first === last || last.to !== first.from) return
  if (!haveSameOwners(last, first, before, after)) return
  first.from = last.from
  open.pop()
}

function haveSameOwners(one: OpenMove, other: OpenMove, before: Ring, after: Ring): boolean {
  return (
    haveSameRanks(before, one.arcBefore, other.arcBefore) &&
    haveSameRanks(after, one.arcAfter, other.arcAfter)
  )
}

function haveSameRanks(ring: Ring, one: number, other: number): boolean {
  for (let rank = 0; rank < ring.ownerCount; rank++) {
    if (ring.ownerAt(one, rank) !== ring.ownerAt(other, rank)) return false
  }
  return true
}

function closeMove(move: OpenMove, before: Ring, after: Ring): Move {
  const owners = before.ownerIds(move.arcBefore)
  const ownersAfter = after.ownerIds(move.arcAfter)
  return {
    from: move.from,
    to: move.to,
    owners,
    ownersAfter,
    gained: ownersAfter.filter((id) => !owners.includes(id)),
    lost: owners.filter((id) => !ownersAfter.includes(id)),
  }
}
