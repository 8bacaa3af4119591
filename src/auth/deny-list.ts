import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { CLOCK_LEEWAY_MS, DENIALS_MAX } from '../limits.ts'
import type { Claims } from './claims.ts'

/** Tokens that are not believed any more, although they have not ended. */
export interface Denial {
  /** A token's id, or a subject: then all that was issued for it until `sinceMs`. */
  id: string
  /** Milliseconds since 1970. */
  sinceMs: number
  /** When the last token that this denies has ended by itself. */
  untilMs: number
}

/** What has been revoked, each entry until it has no effect any more. */
export class DenyList {
  readonly #clock: Clock
  #denials = new Map<string, Denial>()

  constructor(clock: Clock, denials: readonly Denial[] = []) {
    this.#clock = clock
    this.replace(denials)
  }

  /** Those that still have an effect. */
  get denials(): Denial[] {
    this.#forget()
    return [...this.#denials.values()]
  }

  /** Throws `TooLarge` when there are too many. */
  add(denial: Denial): void {
    this.#forget()
    if (this.#denials.size >= DENIALS_MAX && !this.#denials.has(denial.id))
      throw new TritonError(
        'TooLarge',
        `could not revoke ${denial.id}: ${DENIALS_MAX} revocations are in force`,
        {
          hint: 'try again when some have ended',
        },
      )
    this.#denials.set(denial.id, denial)
  }

  replace(denials: readonly Denial[]): void {
    this.#denials = new Map(denials.slice(0, DENIALS_MAX).map((each) => [each.id, each]))
  }

  denies({ id, subject, issuedMs }: Pick<Claims, 'id' | 'subject' | 'issuedMs'>): boolean {
    if (this.#denials.size === 0) return false
    return (
      this.#denials.has(id) || issuedMs <= (this.#denials.get(subject)?.sinceMs ?? Number.NEGATIVE_INFINITY)
    )
  }

  #forget(): void {
    const nowMs = this.#clock.wallNow()
    for (const { id, untilMs } of this.#denials.values())
      if (untilMs + CLOCK_LEEWAY_MS < nowMs) this.#denials.delete(id)
  }
}
