import type { Claims } from './claims.ts'
import type { Denial } from './deny-list.ts'
import type { PublicKey } from './issuer-key.ts'

/** What a user may store; 0: no limit. */
export interface QuotaLimit {
  bytesMax: number
  filesMax: number
}

/** Whose tokens count, as an auth peer says it: what a metadata peer goes by, and puts into views. */
export interface Trust {
  readonly keys: readonly PublicKey[]
  readonly denials: readonly Denial[]
  /** Undefined for a user without limits. */
  quotaOf(user: string): QuotaLimit | undefined
  /** The names of all users. Throws what an auth peer elsewhere does that cannot be asked. */
  users(): Promise<readonly string[]>
  /** Where users log in. */
  readonly authPeer: { id: string; addresses: readonly string[] }
  /** Calls `listener` whenever keys or denials have changed. */
  onChange(listener: () => void): void
  /** Told by whoever guards the network on which the auth peer answers, where that is this one. */
  claimsOf?: (peer: string) => Claims | undefined
}
