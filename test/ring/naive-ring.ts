import type { RingMember } from '../../src/ring/ring.ts'
import type { DeriveTokens } from '../../src/ring/sorted-tokens.ts'
import { tokensOf } from '../../src/ring/token.ts'

/** The ring as one would tell it: a sorted list, a walk, a Set. Slow, and obviously right. */
export class NaiveRing {
  private readonly tokens: { position: number; id: string }[]
  private readonly zoneOf: Map<string, string>
  private readonly replicas: number

  constructor(members: readonly RingMember[], replicas: number, derive: DeriveTokens = tokensOf) {
    this.replicas = replicas
    this.zoneOf = new Map(members.map(({ id, zone }) => [id, zone ? `zone ${zone}` : `peer ${id}`]))
    this.tokens = members
      .flatMap(({ id, seed, weight }) => derive(id, seed, weight).map((position) => ({ position, id })))
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  }

  /** The ids of all members in the order in which their first tokens follow `position`. */
  walk(position: number): string[] {
    const after = this.tokens.filter((token) => token.position >= position)
    const before = this.tokens.filter((token) => token.position < position)
    return [...new Set([...after, ...before].map((token) => token.id))]
  }

  owners(position: number): string[] {
    const walk = this.walk(position)
    const owners: string[] = []
    const zones = new Set<string>()
    for (const id of walk) {
      const zone = this.zoneOf.get(id)!
      if (owners.length < this.replicas && !zones.has(zone)) owners.push(id)
      zones.add(zone)
    }
    for (const id of walk) if (owners.length < this.replicas && !owners.includes(id)) owners.push(id)
    return owners
  }

  preferenceList(position: number): string[] {
    return [...new Set([...this.owners(position), ...this.walk(position)])]
  }
}
