import type { Clock } from '../clock.ts'
import type { CollectionReport, RepairReport } from '../wire/generated/tritonring.ts'

/** What a member told of itself in a heartbeat. */
export interface Told {
  blocks: number
  bytes: number
  repair: RepairReport | undefined
  /** The generation that it goes by. */
  generation?: number | undefined
  collection?: CollectionReport | undefined
  /** Bytes of blocks that it still takes, where `roomKnown`. */
  bytesFree?: number
  roomKnown?: boolean
}

interface Known extends Told {
  heardMs: number
  toldMs: number
}

const NOTHING: Told = { blocks: 0, bytes: 0, repair: undefined }

/** When each member was last heard, by whatever it sent, and what it told last. Monotonic time of the judge. */
export class Presence {
  readonly #clock: Clock
  readonly #known = new Map<string, Known>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A member is new, or started anew: what it told before does not count. */
  meet(id: string): void {
    const now = this.#clock.now()
    this.#known.set(id, { ...NOTHING, heardMs: now, toldMs: now })
  }

  /** The same, unless it is known. */
  expect(id: string): void {
    if (!this.#known.has(id)) this.meet(id)
  }

  heard(id: string): void {
    const known = this.#known.get(id)
    if (known !== undefined) known.heardMs = this.#clock.now()
  }

  told(id: string, told: Told): void {
    const now = this.#clock.now()
    this.#known.set(id, { ...told, heardMs: now, toldMs: now })
  }

  forget(id: string): void {
    this.#known.delete(id)
  }

  /** For so long the judge could hear nobody: that counts against none of them. */
  forgive(ms: number): void {
    for (const known of this.#known.values()) known.heardMs += ms
  }

  silentMs(id: string): number {
    const now = this.#clock.now()
    return now - (this.#known.get(id)?.heardMs ?? now)
  }

  /** What the member told last, and how long ago; nothing, just now, of one that is not known. */
  of(id: string): Told & { silentMs: number; toldMs: number } {
    const now = this.#clock.now()
    const known = this.#known.get(id)
    if (known === undefined) return { ...NOTHING, silentMs: 0, toldMs: 0 }
    const { heardMs, toldMs, ...told } = known
    return { ...told, silentMs: now - heardMs, toldMs: now - toldMs }
  }
}
