import type { Method } from '../wire/method.ts'

/** Who may make requests, where not everybody may. */
export interface Guard {
  /**
   * Returns where `peer` may make this request, and throws `Refused` or `Busy` where not. While it is being found out who
   * the peer is: a promise that does the same.
   */
  admit(peer: string, method: Method<unknown, unknown>): void | Promise<void>
  /**
   * Takes a token that `peer` shows, and resolves with the moment when it ends (milliseconds since 1970). What the peer
   * asks from now on waits for it. Throws `Refused`, `Busy`.
   */
  authenticate(peer: string, token: string): Promise<number>
  /** Whether `peer` has shown who it is, so that its connection may stay. */
  knows(peer: string): boolean
  /** The last connection with `peer` has ended. */
  forget(peer: string): void
}
