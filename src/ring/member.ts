import { TritonError } from '../errors.ts'
import { MEMBERS_MAX, RING_TOKENS_MAX } from '../limits.ts'
import { tokenCount } from './token.ts'

/** A block peer as the ring sees it. */
export interface RingMember {
  /** The peer's id, unique in the ring. */
  id: string
  /** What the coordinator drew when it admitted the peer. */
  seed: Uint8Array
  /** Capacity in relation to others; a peer gets load in proportion to it. Over 0, at most WEIGHT_MAX. */
  weight: number
  /** What fails together with the peer: a rack, a building. Without one (or empty), the peer stands for itself. */
  zone?: string | undefined
  /** On its way off the ring: it has no tokens, so it owns nothing; it comes last in every preference list. */
  draining?: boolean | undefined
}

/** Whether a member has tokens. */
export function isKeeper(member: RingMember): boolean {
  return member.draining !== true
}

/**
 * The members ascending by id, compared by UTF-16 code units (the order of bytes for peer ids, which are ASCII).
 * Throws `BadRequest` for an id given twice or a weight out of bounds, `TooLarge` for too many members or tokens.
 */
export function orderMembers(members: Iterable<RingMember>): readonly RingMember[] {
  const ordered = [...members].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  if (ordered.length > MEMBERS_MAX) {
    throw new TritonError(
      'TooLarge',
      `could not make a ring of ${ordered.length} members: at most ${MEMBERS_MAX}`,
    )
  }
  for (let i = 1; i < ordered.length; i++) {
    if (ordered[i]!.id !== ordered[i - 1]!.id) continue
    throw new TritonError('BadRequest', `could not make a ring: member ${ordered[i]!.id} is given twice`)
  }
  checkTokens(ordered)
  return Object.freeze(ordered)
}

function checkTokens(members: readonly RingMember[]): void {
  const tokens = members.reduce((sum, member) => sum + tokenCount(member.weight), 0)
  if (tokens <= RING_TOKENS_MAX) return
  throw new TritonError(
    'TooLarge',
    `could not make a ring of ${members.length} members: their weights ask for ${tokens} tokens, at most ${RING_TOKENS_MAX}`,
    { hint: 'Only the proportions of weights matter: divide them all by the same number.' },
  )
}
