import type { Scope } from './scope.ts'

/** What a token says, once its signature is verified. */
export interface Claims {
  /** PeerId of the auth peer that issued it. */
  issuer: string
  /** The user; a block or metadata peer's is `peer:` and its PeerId. */
  subject: string
  scopes: readonly Scope[]
  /** The PeerId that alone may show it. */
  peer: string
  /** Names this token. */
  id: string
  /** Milliseconds since 1970. */
  issuedMs: number
  expiresMs: number
}

const PEER = 'peer:'

/** The subject of a block or metadata peer's token. */
export function peerSubject(peer: string): string {
  return `${PEER}${peer}`
}

/** The user whom claims speak for; undefined for a peer. */
export function userOf({ subject }: Pick<Claims, 'subject'>): string | undefined {
  return subject.startsWith(PEER) ? undefined : subject
}
