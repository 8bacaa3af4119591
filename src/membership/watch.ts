import { isTritonError } from '../errors.ts'
import {
  LAG_DISTRUST_MS,
  LAG_MS_MAX,
  PING_MS,
  PINGS_UNANSWERED_MAX,
  QUIET_MS,
  SILENT_INTERVALS_MAX,
  WITNESSES_MAX,
} from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import { ALIVE, PROBE } from '../wire/blocks.ts'
import { type Member, MemberState } from '../wire/generated/tritonring.ts'
import type { Presence } from './presence.ts'

/** How often everything is looked at: a tenth of the time in which a silent member becomes suspect. */
const TICK_MS = 100

export interface WatchOptions {
  network: Network
  presence: Presence
  heartbeatMs: number
  members: () => readonly Member[]
  /** Called when a member's state should be another. */
  setState: (id: string, state: MemberState) => Promise<void>
  /** Called for members that have been silent for two whole intervals, as a second witness confirms. */
  evict: (ids: readonly string[]) => Promise<void>
}

/**
 * Judges who is there. Three states are told apart, because false alarms cost copies:
 *
 * - suspect within 1.5 s of the last sign of life: two missed pings. Traffic avoids the member; costs nothing if wrong.
 * - evicted: nothing heard for two whole heartbeat intervals, another member cannot reach it either, and the own event
 *   loop has not lagged lately. Never while half of the members or more are silent together: then something else is
 *   wrong, and `frozen` says so.
 * - gone: after a grace its copies are made anew (repair/).
 */
export class Watch {
  readonly #options: WatchOptions
  /** Pings missed in a row, of members and of those that were members at the last tick. */
  readonly #missed = new Map<string, number>()
  readonly #pinging = new Set<string>()
  /** Until when a member that somebody else reaches is not put to the question again. */
  readonly #vouchedUntilMs = new Map<string, number>()
  #judging = false
  #lastTickMs = 0
  #distrustUntilMs = 0
  #cancel: (() => void) | undefined

  constructor(options: WatchOptions) {
    this.#options = options
    options.network.onDisconnect((peer) => this.#onDisconnect(peer))
  }

  /** Half of the members or more are silent together: nobody is evicted. */
  get frozen(): boolean {
    const members = this.#options.members()
    const silent = members.filter((member) => this.#isSilent(member))
    return members.length > 1 && 2 * silent.length >= members.length
  }

  start(): void {
    this.#lastTickMs = this.#now()
    this.#schedule()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = () => {}
  }

  #schedule(): void {
    this.#cancel = this.#options.network.clock.after(this.#tickMs, () => {
      this.#schedule()
      this.#tick()
    })
  }

  get #tickMs(): number {
    return Math.min(TICK_MS, this.#options.heartbeatMs / 4)
  }

  #tick(): void {
    const now = this.#now()
    const lagMs = now - this.#lastTickMs - this.#tickMs
    this.#lastTickMs = now
    if (lagMs > LAG_MS_MAX) {
      this.#options.presence.forgive(lagMs)
      this.#distrustUntilMs = now + LAG_DISTRUST_MS
    }
    this.#forgetStrangers()
    for (const member of this.#options.members()) if (this.#isDue(member.id)) void this.#ping(member)
    void this.#judge()
  }

  /** Whoever is evicted may never return: what is known of those that are no members goes. */
  #forgetStrangers(): void {
    if (this.#missed.size + this.#vouchedUntilMs.size === 0) return
    const members = new Set(this.#options.members().map(({ id }) => id))
    for (const known of [this.#missed, this.#vouchedUntilMs])
      for (const id of known.keys()) if (!members.has(id)) known.delete(id)
  }

  #isDue(id: string): boolean {
    if (this.#pinging.has(id)) return false
    const missed = this.#missed.get(id) ?? 0
    const afterMs = missed > 0 && missed < PINGS_UNANSWERED_MAX ? 0 : QUIET_MS
    return this.#options.presence.silentMs(id) >= afterMs
  }

  /** The last connection ended: a killed process refuses the next one at once. */
  #onDisconnect(peer: string): void {
    const member = this.#options.members().find(({ id }) => id === peer)
    if (member !== undefined && this.#cancel !== undefined && !this.#pinging.has(peer))
      void this.#ping(member)
  }

  /** The next ping follows a silent one at once; a connection that failed has until the next tick. */
  async #ping(member: Member): Promise<void> {
    this.#pinging.add(member.id)
    try {
      let outcome = await this.#ask(member)
      for (let pings = 1; outcome === 'silent' && pings < PINGS_UNANSWERED_MAX; pings++)
        outcome = await this.#ask(member)
    } finally {
      this.#pinging.delete(member.id)
    }
  }

  async #ask({ id, incarnation }: Member): Promise<'answered' | 'silent' | 'failed'> {
    try {
      const { response } = await this.#options.network.call(id, ALIVE, {}, { deadlineMs: PING_MS })
      if (response.incarnation === incarnation) await this.#noteAlive(id)
      return 'answered'
    } catch (error) {
      await this.#noteMissed(id)
      return isTritonError(error, 'Timeout') ? 'silent' : 'failed'
    }
  }

  async #noteAlive(id: string): Promise<void> {
    this.#missed.delete(id)
    this.#options.presence.heard(id)
    await this.#options.setState(id, MemberState.ALIVE)
  }

  async #noteMissed(id: string): Promise<void> {
    const missed = (this.#missed.get(id) ?? 0) + 1
    this.#missed.set(id, missed)
    if (missed >= PINGS_UNANSWERED_MAX) await this.#options.setState(id, MemberState.SUSPECT)
  }

  /** A member that sends heartbeats is there, whatever became of pings. */
  heard(id: string): void {
    this.#missed.delete(id)
  }

  #isSilent({ id, state }: Member): boolean {
    return state === MemberState.SUSPECT || this.#isSilentLong(id)
  }

  #isSilentLong(id: string): boolean {
    return this.#options.presence.silentMs(id) >= SILENT_INTERVALS_MAX * this.#options.heartbeatMs
  }

  #mayEvict(id: string): boolean {
    const vouched = (this.#vouchedUntilMs.get(id) ?? 0) > this.#now()
    return this.#isSilentLong(id) && !vouched && !this.frozen && this.#now() >= this.#distrustUntilMs
  }

  async #judge(): Promise<void> {
    const accused = this.#options.members().filter(({ id }) => this.#mayEvict(id))
    if (accused.length === 0 || this.#judging) return
    this.#judging = true
    try {
      const gone = await Promise.all(accused.map(async ({ id }) => (await this.#isGone(id)) && id))
      // Much may have happened while the witnesses were asked.
      const evicted = gone.filter((id) => id !== false && this.#mayEvict(id)) as string[]
      if (evicted.length > 0) await this.#options.evict(evicted)
    } finally {
      this.#judging = false
    }
  }

  /** Whether some other member cannot reach this one, and none can. */
  async #isGone(id: string): Promise<boolean> {
    const witnesses = this.#options
      .members()
      .filter((member) => member.id !== id && !this.#isSilent(member))
      .slice(0, WITNESSES_MAX)
    const reached = await Promise.all(
      witnesses.map((witness) =>
        this.#options.network.call(witness.id, PROBE, { peer: id }).then(
          ({ response }) => response.reached,
          () => undefined,
        ),
      ),
    )
    if (!reached.includes(true)) return reached.includes(false)
    this.#vouchedUntilMs.set(id, this.#now() + this.#options.heartbeatMs)
    return false
  }

  #now(): number {
    return this.#options.network.clock.now()
  }
}
