import { TritonError } from '../errors.ts'
import { KEY_BYTES, REPLICAS, REPLICAS_MAX } from '../limits.ts'
import { type Buckets, bucketsOf, successor } from './buckets.ts'
import { isKeeper, orderMembers, type RingMember } from './member.ts'
import { includes, ownersOfArcs, zoneNumbers } from './owners.ts'
import { POSITIONS, type RingRange } from './range.ts'
import { type DeriveTokens, type SortedTokens, sortTokens } from './sorted-tokens.ts'

export type { RingMember } from './member.ts'

/** A ring without members is one arc without owners, so that lookups need not care. */
const NO_TOKENS: SortedTokens = {
  high: new Uint32Array(1),
  low: new Uint16Array(1),
  members: new Uint16Array(1),
}

/**
 * Who keeps which keys: an immutable value, the same for the same members in whatever order they were given.
 *
 * Every token is a position on the hash circle. The arc of a token is the stretch from the token before it (exclusive)
 * to itself (inclusive); all keys of an arc have the same owners. Arcs are numbered clockwise from zero, arc 0
 * crosses zero. The owners of an arc are the first `replicas` distinct members clockwise, its token's own member
 * first, in distinct zones; when there are fewer zones than replicas, those of every zone come first, then the first
 * members left over.
 *
 * When P joins, owners′ ⊆ owners ∪ {P}; when P leaves, owners ∖ {P} ⊆ owners′; with zones and without. A
 * new weight counts as joining or leaving. A new zone of P gives no such promise (it is P's leaving, then joining).
 * Zones go before balance: the only peer of the second zone keeps a copy of everything.
 *
 * Members are numbered by the order of their ids: a member index is valid for one ring only.
 */
export class Ring {
  /** Ascending by id; places in it are the member indexes. */
  readonly members: readonly RingMember[]
  /** Owners wanted for each key. */
  readonly replicas: number
  /** How many owners each key has: `replicas`, or the number of members with tokens where that is less. */
  readonly ownerCount: number
  private readonly tokens: SortedTokens
  private readonly buckets: Buckets
  private readonly owners: Uint16Array
  private readonly indexes: ReadonlyMap<string, number>
  private firstShares: Float64Array | undefined

  private constructor(members: readonly RingMember[], replicas: number, tokens: SortedTokens) {
    this.members = members
    this.replicas = replicas
    this.ownerCount = Math.min(replicas, members.filter(isKeeper).length)
    this.tokens = tokens
    this.buckets = bucketsOf(tokens.high)
    this.owners = ownersOfArcs(tokens.members, zoneNumbers(members), this.ownerCount)
    this.indexes = new Map(members.map((member, index) => [member.id, index]))
  }

  /**
   * The ring of `members`, possibly none. Throws `BadRequest` for an id given twice, a weight or a number of
   * replicas out of bounds, `TooLarge` for too many members or tokens. `derive` stands in for `tokensOf` in
   * tests; it gives every member at least one token.
   */
  static of(members: Iterable<RingMember>, replicas: number = REPLICAS, derive?: DeriveTokens): Ring {
    if (!Number.isInteger(replicas) || replicas < 1 || replicas > REPLICAS_MAX) {
      throw new TritonError(
        'BadRequest',
        `could not make a ring with ${replicas} copies of each key: 1 to ${REPLICAS_MAX}`,
      )
    }
    const ordered = orderMembers(members)
    return new Ring(ordered, replicas, ordered.some(isKeeper) ? sortTokens(ordered, derive) : NO_TOKENS)
  }

  /** How many members there are. */
  get size(): number {
    return this.members.length
  }

  /** How many arcs there are: one a token, and one on a ring without members. */
  get arcCount(): number {
    return this.tokens.high.length
  }

  /** The member index of the peer `id`, or -1. */
  indexOf(id: string): number {
    return this.indexes.get(id) ?? -1
  }

  /** The arc of the key that starts at byte `offset` of `key`. */
  arcOf(key: Uint8Array, offset = 0): number {
    return successor(this.tokens, this.buckets, key, offset)
  }

  /**
   * Writes the arc of each of the first `count` of the packed 32-byte `keys` to `arcs`.
   * Throws `BadRequest` when either array is too short.
   */
  arcsOf(keys: Uint8Array, count: number, arcs: Uint32Array): void {
    if (keys.length < count * KEY_BYTES || arcs.length < count) {
      throw new TritonError(
        'BadRequest',
        `could not look up ${count} keys: got ${keys.length} bytes of keys and room for ${arcs.length} arcs`,
      )
    }
    const { tokens, buckets } = this
    for (let i = 0; i < count; i++) arcs[i] = successor(tokens, buckets, keys, i * KEY_BYTES)
  }

  /** The member index of the owner of that rank (0 is the primary), or -1 where there is none. */
  ownerAt(arc: number, rank: number): number {
    return rank < this.ownerCount ? this.owners[arc * this.ownerCount + rank]! : -1
  }

  /** Whether the member is an owner of the arc, at any rank. */
  isOwner(arc: number, memberIndex: number): boolean {
    return includes(this.owners, arc * this.ownerCount, (arc + 1) * this.ownerCount, memberIndex)
  }

  /**
   * The member indexes of the owners by rank, then of the fallbacks: the other members, first met clockwise from
   * the arc, those without tokens at last. All of them, or the first `countMax`. Computed at each call: microseconds for a few, a walk over a
   * good part of the ring for all.
   */
  preferenceList(arc: number, countMax: number = this.size): Uint16Array {
    const list = new Uint16Array(Math.min(countMax, this.size))
    const listed = new Uint8Array(this.size)
    let count = 0
    for (let rank = 0; rank < this.ownerCount && count < list.length; rank++) {
      const owner = this.ownerAt(arc, rank)
      list[count++] = owner
      listed[owner] = 1
    }
    const { members } = this.tokens
    for (let step = 0; step < members.length && count < list.length && this.ownerCount > 0; step++) {
      const member = members[(arc + step) % members.length]!
      if (listed[member] === 1) continue
      list[count++] = member
      listed[member] = 1
    }
    for (let member = 0; count < list.length; member++) if (listed[member] === 0) list[count++] = member
    return list
  }

  /** The position where the arc ends, inclusive: its token. */
  arcEnd(arc: number): number {
    return this.tokens.high[arc]! * 2 ** 16 + this.tokens.low[arc]!
  }

  /**
   * The positions of an arc that `arcOf` or `arcsOf` gave. (The second of two tokens at one position has an arc too, but
   * an empty one, which no key is in and no range describes.)
   */
  arcRange(arc: number): RingRange {
    return { from: this.arcEnd((arc === 0 ? this.arcCount : arc) - 1), to: this.arcEnd(arc) }
  }

  /** The ids of the owners of one key, by rank: for people and tests. */
  ownersOf(key: Uint8Array): string[] {
    return this.ownerIds(this.arcOf(key))
  }

  /** The ids of the owners of an arc, by rank. */
  ownerIds(arc: number): string[] {
    return Array.from({ length: this.ownerCount }, (_, rank) => this.members[this.ownerAt(arc, rank)]!.id)
  }

  /** The fraction of the ring whose first owner is the member. */
  share(memberIndex: number): number {
    this.firstShares ??= this.sharesOfRanks(0, 1)
    return this.firstShares[memberIndex] ?? 0
  }

  /** For each member index, the fraction of all copies that the member keeps. The sum is 1. */
  shares(): Float64Array {
    return this.sharesOfRanks(0, this.ownerCount)
  }

  /** For each member index, the fraction of the ring on which the member is the owner of that rank. */
  sharesAt(rank: number): Float64Array {
    return this.sharesOfRanks(rank, rank + 1)
  }

  private sharesOfRanks(start: number, end: number): Float64Array {
    const shares = new Float64Array(this.size)
    const last = Math.min(end, this.ownerCount)
    let from = this.arcEnd(this.arcCount - 1) - POSITIONS
    for (let arc = 0; arc < this.arcCount; arc++) {
      const to = this.arcEnd(arc)
      for (let rank = start; rank < last; rank++) shares[this.ownerAt(arc, rank)]! += to - from
      from = to
    }
    const whole = POSITIONS * (end - start)
    return shares.map((width) => width / whole)
  }
}
