import type { OverlayView } from '../membership/view.ts'
import { commonArcs } from '../ring/moves.ts'
import type { RingRange } from '../ring/range.ts'

/** Ranges that this peer compares with one of their owners, pushing what that lacks. */
export interface Errand {
  /** The owner. */
  target: string
  /** Clockwise. */
  ranges: RingRange[]
  /** How many members are expected to hold the ranges' blocks now. */
  copies: number
  /**
   * `first`: this peer is the first of those that hold the ranges, so it is answerable for them. `helper`: another is,
   * and this one begins at the other end when it has nothing else to do. `late`: this peer is an owner that is not
   * expected to hold them yet; whatever it has all the same goes to the others.
   */
  part: 'first' | 'helper' | 'late'
}

/**
 * What `self` has to do so that every owner of the view's ring holds what was acknowledged: a pure function, the same
 * everywhere, so that two peers never take themselves for the first of one range. Fewest copies first.
 */
export function errandsOf(self: string, view: OverlayView): Errand[] {
  const after = view.ring
  const before = view.ringBefore ?? after
  const trusted = trustedMembers(view)
  const errands = new Map<string, Errand>()
  for (const { from, to, arcBefore, arcAfter } of commonArcs(before, after)) {
    const owners = after.ownerIds(arcAfter)
    const former = before.ownerIds(arcBefore)
    const holders = [
      ...owners.filter((id) => former.includes(id)),
      ...former.filter((id) => !owners.includes(id)),
    ].filter((id) => trusted.has(id))
    const holds = holders.includes(self)
    if (!holds && !owners.includes(self)) continue
    const copies = holders.filter((id) => !view.isSuspect(id)).length
    for (const target of owners) {
      if (target === self) continue
      const part = holds ? partOf(self, target, holders, view) : 'late'
      addRange(errands, { target, ranges: [{ from, to }], copies, part })
    }
  }
  return [...errands.values()].map(asSeen).sort((a, b) => rankOf(a) - rankOf(b) || a.copies - b.copies)
}

/** Members of the last settled ring that are still the same start of their peer: they hold what they held. */
function trustedMembers(view: OverlayView): Set<string> {
  const settled = view.previous.length > 0 ? view.previous : view.members
  const same = settled.filter(({ id, incarnation }) => view.member(id)?.incarnation === incarnation)
  return new Set(same.map(({ id }) => id))
}

function partOf(self: string, target: string, holders: readonly string[], view: OverlayView) {
  const others = holders.filter((id) => id !== target)
  const answerable = others.find((id) => !view.isSuspect(id)) ?? others[0]
  return answerable === self ? 'first' : 'helper'
}

/** Neighbouring ranges of one errand become one. */
function addRange(errands: Map<string, Errand>, next: Errand): void {
  const name = `${next.part} ${next.copies} ${next.target}`
  const errand = errands.get(name)
  if (errand === undefined) {
    errands.set(name, next)
    return
  }
  const last = errand.ranges.at(-1)!
  const range = next.ranges[0]!
  if (last.to === range.from) last.to = range.to
  else errand.ranges.push(range)
}

/** A helper goes the other way round. */
function asSeen(errand: Errand): Errand {
  return errand.part === 'helper' ? { ...errand, ranges: errand.ranges.toReversed() } : errand
}

function rankOf({ part }: Errand): number {
  return part === 'first' ? 0 : part === 'helper' ? 1 : 2
}

/** The stretches of the ring that `self` does not own, each with its owners. */
export function foreignRanges(self: string, view: OverlayView): { owners: string[]; ranges: RingRange[] }[] {
  const { ring } = view
  const member = ring.indexOf(self)
  const found = new Map<string, { owners: string[]; ranges: RingRange[] }>()
  for (const { from, to, arcAfter } of commonArcs(ring, ring)) {
    if (member >= 0 && ring.isOwner(arcAfter, member)) continue
    const owners = ring.ownerIds(arcAfter)
    const name = [...owners].sort().join()
    const there = found.get(name) ?? { owners, ranges: [] }
    const last = there.ranges.at(-1)
    if (last?.to === from) last.to = to
    else there.ranges.push({ from, to })
    found.set(name, there)
  }
  return [...found.values()]
}
