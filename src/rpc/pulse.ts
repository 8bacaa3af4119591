import type { Clock } from '../clock.ts'
import { LAG_MS_MAX, PING_MS, PINGS_UNANSWERED_MAX, SLOWEST_BYTES_PER_MS } from '../limits.ts'

/** How often is looked whether something came: silence is noticed so long after its time at the latest. */
const LOOK_MS = PING_MS / 2
/** The first ping leaves after one look in silence, the next ones after two more each. */
const LOOKS_PER_PING = 2

export interface PulseInit {
  clock: Clock
  /** Sends what any peer that lives answers at once. */
  ping: () => void
  /** The peer has become silent, or is no longer. */
  onChange: (silent: boolean) => void
}

/**
 * Tells a peer that is frozen or cut off from one that is slow. While answers are awaited and nothing comes, the peer is
 * pinged; it is silent when it has left PINGS_UNANSWERED_MAX pings unanswered for PING_MS each: within 1.5 s, and the
 * time that the bytes before the pings take on a slow line. Then it is pinged on until it is heard again, or `stop`. A
 * look that comes late, because the own event loop stood still, counts for nothing.
 */
export class Pulse {
  readonly #init: PulseInit
  /** Answers that are awaited, and the bytes on the way with them and their requests. */
  #calls = 0
  #bytes = 0
  #looksInSilence = 0
  #heard = false
  #silent = false
  #cancelLook: (() => void) | undefined

  constructor(init: PulseInit) {
    this.#init = init
  }

  /** An answer is awaited, until `leave`. */
  enter(bytes: number): void {
    this.#calls++
    this.#bytes += bytes
    if (this.#cancelLook === undefined) this.#watch()
  }

  leave(bytes: number): void {
    this.#calls--
    this.#bytes -= bytes
    if (this.#calls === 0 && !this.#silent) this.#unwatch()
  }

  /** Something came from the peer. */
  heard(): void {
    this.#heard = true
    if (this.#silent) this.#change(false)
  }

  /** Nothing can be heard any more. */
  stop(): void {
    this.#unwatch()
    if (this.#silent) this.#change(false)
  }

  #watch(): void {
    this.#looksInSilence = 0
    this.#heard = false
    this.#lookLater()
  }

  #unwatch(): void {
    this.#cancelLook?.()
    this.#cancelLook = undefined
  }

  #lookLater(): void {
    const { clock } = this.#init
    const dueMs = clock.now() + LOOK_MS
    this.#cancelLook = clock.after(LOOK_MS, () => {
      this.#cancelLook = undefined
      this.#look(clock.now() - dueMs)
      if (this.#calls > 0 || this.#silent) this.#lookLater()
    })
  }

  #look(lateMs: number): void {
    this.#looksInSilence = this.#heard || lateMs > LAG_MS_MAX ? 0 : this.#looksInSilence + 1
    this.#heard = false
    if (this.#looksInSilence % LOOKS_PER_PING === 1) this.#init.ping()
    const bytesMs = this.#bytes / SLOWEST_BYTES_PER_MS
    const looksMax = 1 + LOOKS_PER_PING * PINGS_UNANSWERED_MAX + bytesMs / LOOK_MS
    if (this.#looksInSilence >= looksMax && !this.#silent) this.#change(true)
  }

  #change(silent: boolean): void {
    this.#silent = silent
    this.#init.onChange(silent)
  }
}
