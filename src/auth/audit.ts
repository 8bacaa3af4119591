/** Something that somebody did, or was not let do. */
export interface AuditEvent {
  /** What was done, such as `log in`. */
  event: string
  /** From which peer. */
  peer: string
  /** Who: a user, or `peer:` and a PeerId, where that is known. */
  user?: string | undefined
  /** To what: the name of a file, a user, a peer. */
  object?: string | undefined
  /** Why not, where it was refused. */
  refused?: string | undefined
}

/** Takes note of events; must not throw. */
export type Audit = (event: AuditEvent) => void
