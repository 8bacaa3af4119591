import type { OverlayView } from '../membership/view.ts'
import { commonArcs } from '../ring/moves.ts'
import type { RingRange } from '../ring/range.ts'
import type { Ring } from '../ring/ring.ts'

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
  // Few sets of owners have many ranges each: what is to be done is found out once for each.
  const known = new Map<string, Omit<Errand, 'ranges'>[]>()
  for (const { from, to, arcBefore, arcAfter } of commonArcs(before, after)) {
    const name = `${ranks(after, arcAfter)} ${ranks(before, arcBefore)}`
    let wanted = known.get(name)
    if (wanted === undefined) {
      wanted = errandsTo(self, after.ownerIds(arcAfter), before.ownerIds(arcBefore), trusted, view)
      known.set(name, wanted)
    }
    for (const errand of wanted) addRange(errands, errand, { from, to })
  }
  return [...errands.values()].map(asSeen).sort((a, b) => rankOf(a) - rankOf(b) || a.copies - b.copies)
}

function ranks(ring: Ring, arc: number): string {
  let name = ''
  for (let rank = 0; rank < ring.ownerCount; rank++) name += `${ring.ownerAt(arc, rank)},`
  return name
}

/** What `self` has to do for ranges that `owners` are to hold, and `former` held. */
function errandsTo(
  self: string,
  owners: readonly string[],
  former: readonly string[],
  trusted: ReadonlySet<string>,
  view: OverlayView,
): Omit<Errand, 'ranges'>[] {
  const holders = [
    ...owners.filter((id) => former.includes(id)),
    ...former.filter((id) => !owners.includes(id)),
  ].filter((id) => trusted.has(id))
  const holds = holders.includes(self)
  if (!holds && !owners.includes(self)) return []
  const copies = holders.filter((id) => !view.isSuspect(id)).length
  return owners
    .filter((target) => target !== self)
    .map((target) => ({ target, copies, part: holds ? partOf(self, target, holders, view) : 'late' }))
}

/** Members of the last settled ring that are still the same start of their peer: they hold what they held. */
function trustedMembers(view: OverlayView): Set<string> {
  const same = view.inPlace.filter(({ id, incarnation }) => view.member(id)?.incarnation === incarnation)
  return new Set(same.map(({ id }) => id))
}

function partOf(self: string, target: string, holders: readonly string[], view: OverlayView): Errand['part'] {
  const others = holders.filter((id) => id !== target)
  const answerable = others.find((id) => !view.isSuspect(id)) ?? others[0]
  return answerable === self ? 'first' : 'helper'
}

/** Neighbouring ranges of one errand become one. */
function addRange(errands: Map<string, Errand>, wanted: Omit<Errand, 'ranges'>, range: RingRange): void {
  const name = `${wanted.part} ${wanted.copies} ${wanted.target}`
  const errand = errands.get(name) ?? { ...wanted, ranges: [] }
  errands.set(name, errand)
  const last = errand.ranges.at(-1)
  if (last?.to === range.from) last.to = range.to
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
    const name = ranks(ring, arcAfter)
    const there = found.get(name) ?? { owners: ring.ownerIds(arcAfter), ranges: [] }
    found.set(name, there)
    const last = there.ranges.at(-1)
    if (last?.to === from) last.to = to
    else there.ranges.push({ from, to })
  }
  return [...found.values()]
}
