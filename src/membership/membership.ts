import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { GRACE_MS_DEFAULT, HEARTBEAT_MS_DEFAULT, REJOIN_MS_MAX, REJOIN_MS_MIN } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import type {
  CollectionReport,
  JoinResponse,
  RepairReport,
  SignedView,
} from '../wire/generated/tritonring.ts'
import { HEARTBEAT, JOIN, LEAVE } from '../wire/metadata.ts'
import { olderStart } from './check-join.ts'
import { OverlayView, WEIGHT_UNIT } from './view.ts'

export interface MembershipOptions {
  network: Network
  /** Multiaddrs of metadata peers. */
  bootstrap: readonly string[]
  weight?: number | undefined
  zone?: string | undefined
  /** Grows with each start of this identity. Default: milliseconds of the wall clock. */
  incarnation?: number | undefined
  /** What this peer holds, told when it joins and with every heartbeat. */
  held: () => {
    blocks: number
    bytes: number
    repair?: RepairReport
    generation?: number
    collection?: CollectionReport
  }
  /** What shows the coordinator that this peer was invited, where that is needed. */
  token?: (() => string | undefined) | undefined
  onView?: (view: OverlayView) => void
  /** Called once when a newer start of the same identity has taken this one's place: it must not serve any more. */
  onFenced?: (reason: TritonError) => void
}

/**
 * A block peer's place on the ring: joins, tells the coordinator that it is there, and keeps the newest view. When
 * the coordinator is away it goes on with the last one and joins again as soon as somebody answers.
 */
export class Membership {
  readonly #options: MembershipOptions
  readonly #network: Network
  #incarnation: number
  /** A coordinator has let this start in. */
  #admitted = false
  #fenced = false
  readonly #stopped = new AbortController()
  #view: OverlayView | undefined
  #coordinator: string | undefined
  #heartbeatMs = HEARTBEAT_MS_DEFAULT
  #graceMs = GRACE_MS_DEFAULT
  #wake: (() => void) | undefined
  #running: Promise<void> | undefined
  #obstacle: unknown

  constructor(options: MembershipOptions) {
    this.#options = options
    this.#network = options.network
    this.#incarnation = options.incarnation ?? this.#network.clock.wallNow()
    this.#network.onDisconnect((peer) => {
      if (peer === this.#coordinator) this.#wake?.()
    })
  }

  get view(): OverlayView | undefined {
    return this.#view
  }

  get incarnation(): number {
    return this.#incarnation
  }

  get heartbeatMs(): number {
    return this.#heartbeatMs
  }

  /** What the last attempt to join failed with; undefined before one has, and while this peer is on the ring. */
  get obstacle(): unknown {
    return this.#obstacle
  }

  /** How long after an eviction copies are made anew. */
  get graceMs(): number {
    return this.#graceMs
  }

  /** Sends the next heartbeat now: there is something to tell. */
  tell(): void {
    this.#wake?.()
  }

  /** Joins and resolves when this peer is on the ring. Throws what the last attempt threw when the signal fires. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#joinUntil(signal)
    this.#running = this.#beat()
  }

  /** Leaves the ring, as far as the coordinator hears of it. */
  async stop(): Promise<void> {
    this.#stopped.abort(new TritonError('Aborted', 'this peer stops'))
    this.#wake?.()
    await this.#running
    if (this.#coordinator === undefined || this.#fenced) return
    await this.#network
      .call(this.#coordinator, LEAVE, { incarnation: this.#incarnation }, { deadlineMs: 500 })
      .catch(() => {})
  }

  /** Takes a view that somebody sent. An older one is ignored, one of a stranger refused (`Refused`). */
  async learn(signed: SignedView): Promise<void> {
    const view = await OverlayView.open(signed)
    if (!view.isNewerThan(this.#view)) return
    if (view.coordinator !== this.#coordinator && !this.#isSuccessor(view)) {
      throw new TritonError(
        'Refused',
        `the view of epoch ${view.epoch} comes from ${view.coordinator}, which is not this peer's coordinator`,
      )
    }
    this.#adopt(view)
  }

  /** Whether a metadata peer that the last coordinator vouched for has taken its place, and this peer is on its ring. */
  #isSuccessor(view: OverlayView): boolean {
    const sameWorld = this.#view !== undefined && Buffer.compare(view.world, this.#view.world) === 0
    const here = view.member(this.#network.id)?.incarnation === this.#incarnation
    return sameWorld && here && this.#view!.isMetadataPeer(view.coordinator)
  }

  /** Takes up the view that this peer had before its process ended, until it has joined. To be called before `start`. */
  async recall(signed: SignedView): Promise<void> {
    this.#adopt(await OverlayView.open(signed))
  }

  #adopt(view: OverlayView): void {
    if (!view.isNewerThan(this.#view)) return
    const { id } = this.#network
    const newest = view.member(id)?.incarnation ?? 0
    if (this.#admitted && newest > this.#incarnation) return this.#fence(olderStart(id, newest))
    this.#view = view
    // Whose heartbeats are due.
    if (this.#coordinator !== undefined) this.#coordinator = view.coordinator
    for (const { id, addresses } of view.metadataPeers) this.#network.learn(id, addresses)
    for (const member of view.members) if (member.id !== id) this.#network.learn(member.id, member.addresses)
    this.#options.onView?.(view)
  }

  async #joinUntil(outer?: AbortSignal): Promise<void> {
    const signal = outer === undefined ? this.#stopped.signal : AbortSignal.any([outer, this.#stopped.signal])
    for (let delayMs = REJOIN_MS_MIN; ; delayMs = Math.min(2 * delayMs, REJOIN_MS_MAX)) {
      const failure = await this.#joinOnce(signal)
      this.#obstacle = failure
      if (failure === undefined) return
      if (isTritonError(failure, 'Refused') && this.#outbid(failure)) continue
      if (isFinal(failure)) throw failure
      if (isTritonError(failure, 'Busy')) delayMs = REJOIN_MS_MIN
      await pause(this.#network.clock, delayMs, signal).catch(() => {
        throw failure
      })
    }
  }

  /**
   * A start that was never let in is newer than any that was, whatever the wall clock says: it takes the next
   * incarnation. Whether there is one to outbid.
   */
  #outbid({ detail }: TritonError): boolean {
    if (this.#admitted || detail?.length !== 8) return false
    const known = Number(new DataView(detail.buffer, detail.byteOffset).getBigUint64(0))
    this.#incarnation = Math.max(this.#incarnation, known + 1)
    return Number.isSafeInteger(this.#incarnation)
  }

  /** Tries every metadata peer that is known once; undefined when one let this peer in. */
  async #joinOnce(signal: AbortSignal): Promise<unknown> {
    let failure: unknown = new TritonError(
      'BadRequest',
      'could not join: no address of a metadata peer was given',
    )
    for (const address of this.#metadataAddresses()) {
      try {
        await this.#joinAt(address, signal)
        return undefined
      } catch (error) {
        failure = error
      }
    }
    return failure
  }

  /** Those that the newest view names, one address each, then the bootstrap addresses. */
  #metadataAddresses(): Set<string> {
    const named = (this.#view?.metadataPeers ?? []).flatMap(({ addresses }) => addresses.slice(0, 1))
    return new Set([...named, ...this.#options.bootstrap])
  }

  /** Joins at a metadata peer, or at the coordinator that it names instead. */
  async #joinAt(address: string, signal: AbortSignal): Promise<void> {
    const first = await this.#network.connect(address, signal)
    const { coordinator } = await this.#ask(first, signal)
    if (coordinator === undefined) return
    this.#network.learn(coordinator.id, coordinator.addresses)
    const second = await this.#ask(coordinator.id, signal)
    if (second.coordinator !== undefined)
      throw new TritonError(
        'Busy',
        `could not join: peers ${first} and ${coordinator.id} choose a coordinator`,
      )
  }

  /** The answer of a metadata peer that is not the coordinator changes nothing here. */
  async #ask(peer: string, signal: AbortSignal): Promise<JoinResponse> {
    const { weight = 1, zone = '' } = this.#options
    const request = {
      addresses: [...this.#network.addresses],
      weight: Math.round(weight * WEIGHT_UNIT),
      zone,
      incarnation: this.#incarnation,
      ...this.#options.held(),
      token: this.#options.token?.() ?? '',
      ...(this.#view === undefined ? {} : { view: this.#view.signed }),
    }
    const { response } = await this.#network.call(peer, JOIN, request, { signal })
    if (response.coordinator !== undefined) return response
    if (response.view === undefined)
      throw new TritonError('Corrupt', `could not join: peer ${peer} answered without a view`, { peer })
    this.#coordinator = peer
    this.#admitted = true
    this.#heartbeatMs = response.heartbeatMs
    this.#graceMs = response.graceMs
    this.#adopt(await OverlayView.open(response.view))
    return response
  }

  async #beat(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      await this.#rest()
      if (this.#stopped.signal.aborted) return
      try {
        await this.#heartbeat()
      } catch {
        await this.#joinUntil().catch((error) => this.#onRefused(error))
      }
    }
  }

  /** Only a newer start of this identity makes a coordinator refuse one that it let in before. */
  #onRefused(error: unknown): void {
    if (isTritonError(error, 'Refused')) this.#fence(error)
  }

  /** A newer start of this identity is on the ring: from now on its blocks and its answers count, and not this one's. */
  #fence(reason: TritonError): void {
    if (this.#stopped.signal.aborted) return
    this.#fenced = true
    this.#stopped.abort(reason)
    this.#options.onFenced?.(reason)
  }

  /** Until the next heartbeat is due, or something wakes it: the coordinator's connection ends, there is news, this peer stops. */
  async #rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#network.clock.after(this.#heartbeatMs, resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
    this.#wake = undefined
  }

  async #heartbeat(): Promise<void> {
    const request = { incarnation: this.#incarnation, ...this.#options.held() }
    const { response } = await this.#network.call(this.#coordinator!, HEARTBEAT, request, {
      deadlineMs: this.#heartbeatMs,
    })
    if (response.view !== undefined) await this.learn(response.view)
  }
}

/** Trying again would be answered the same. */
function isFinal(failure: unknown): boolean {
  return (['Refused', 'BadRequest', 'TooLarge'] as const).some((code) => isTritonError(failure, code))
}
