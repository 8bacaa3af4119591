import type { Member } from '../wire/generated/tritonring.ts'

/** Whether a JOIN would change nothing of a member. */
export function sameMember(a: Member, b: Member): boolean {
  return keepsSame(a, b) && a.state === b.state && a.addresses.join() === b.addresses.join()
}

/** Whether two lists of members make the same ring, of the same starts of its peers: then no block has to move. */
export function keepSameBlocks(before: readonly Member[], after: readonly Member[]): boolean {
  if (before.length !== after.length) return false
  const known = new Map(before.map((member) => [member.id, member]))
  return after.every((member) => {
    const other = known.get(member.id)
    return other !== undefined && keepsSame(other, member)
  })
}

function keepsSame(a: Member, b: Member): boolean {
  return (
    a.incarnation === b.incarnation &&
    a.weight === b.weight &&
    a.zone === b.zone &&
    a.draining === b.draining &&
    Buffer.compare(a.seed, b.seed) === 0
  )
}
