/** The members last met, most recent first, at most one a group (a member itself, or its zone). */
class Recent {
  readonly groups: Uint16Array
  readonly members: Uint16Array
  length = 0

  constructor(capacity: number) {
    this.groups = new Uint16Array(capacity)
    this.members = new Uint16Array(capacity)
  }

  /** Puts `member` to the front in the place of its group's last one; the oldest falls out of a full list. */
  meet(group: number, member: number): void {
    let at = 0
    while (at < this.length && this.groups[at] !== group) at++
    if (at === this.length) {
      if (this.length < this.groups.length) this.length++
      else at--
    }
    for (; at > 0; at--) {
      this.groups[at] = this.groups[at - 1]!
      this.members[at] = this.members[at - 1]!
    }
    this.groups[0] = group
    this.members[0] = member
  }
}

/**
 * The owners of every arc: arc `i` (which ends at token `i`) has `owners[i * width, (i + 1) * width)`, by rank.
 *
 * Walking clockwise from the arc's token, the owners are the first member of each zone, `width` at most, then, where
 * zones are too few, the first members not chosen yet. The walk is done for all arcs in one sweep
 * against the clock: the first distinct members clockwise of a token are those that the sweep met last. So the cost is
 * tokens × width, however uneven the zones are.
 *
 * `members` is the member index of each token, `zones` the zone number of each member, `width` at most the number
 * of members.
 */
export function ownersOfArcs(members: Uint16Array, zones: Uint16Array, width: number): Uint16Array {
  const owners = new Uint16Array(members.length * width)
  const byZone = new Recent(width)
  const byMember = new Recent(width)
  // The first turn only fills the lists: the last arcs see the tokens after zero.
  for (let step = 2 * members.length - 1; step >= 0; step--) {
    const arc = step % members.length
    const member = members[arc]!
    byZone.meet(zones[member]!, member)
    byMember.meet(member, member)
    if (step < members.length) writeOwners(owners, arc * width, width, byZone, byMember)
  }
  return owners
}

function writeOwners(owners: Uint16Array, at: number, width: number, byZone: Recent, byMember: Recent): void {
  let chosen = 0
  for (; chosen < byZone.length; chosen++) owners[at + chosen] = byZone.members[chosen]!
  for (let i = 0; chosen < width; i++) {
    const member = byMember.members[i]!
    if (!includes(owners, at, at + chosen, member)) owners[at + chosen++] = member
  }
}

/** Whether `member` is among `owners[start, end)`. */
export function includes(owners: Uint16Array, start: number, end: number, member: number): boolean {
  for (let i = start; i < end; i++) if (owners[i] === member) return true
  return false
}

/** The zone number of each member: equal for equal names; a member without a zone (or an empty one) is its own. */
export function zoneNumbers(members: readonly { zone?: string | undefined }[]): Uint16Array {
  const numbers = new Map<string, number>()
  let next = 0
  return Uint16Array.from(members, ({ zone }) => {
    if (zone === undefined || zone === '') return next++
    let number = numbers.get(zone)
    if (number === undefined) {
      number = next++
      numbers.set(zone, number)
    }
    return number
  })
}
