import { randomBytes } from 'node:crypto'
import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import {
  ADDRESSES_MAX,
  HEARTBEAT_MS_DEFAULT,
  MEMBERS_MAX,
  METADATA_PEERS_MAX,
  REPLICAS,
  SIGNERS_MAX,
  WEIGHT_MAX,
} from '../limits.ts'
import { orderMembers } from '../ring/member.ts'
import type { Network } from '../rpc/network.ts'
import { VIEW_PUSH } from '../wire/blocks.ts'
import {
  type JoinRequest,
  type Member,
  MemberState,
  type MetadataPeerInfo,
} from '../wire/generated/tritonring.ts'
import { OlderWorlds } from './older-worlds.ts'
import { OverlayView, ringMember, WEIGHT_UNIT } from './view.ts'

const SEED_BYTES = 16

export interface CoordinatorOptions {
  network: Network
  privateKey: PrivateKey
  heartbeatMs?: number | undefined
  /** Draws what a new member's tokens are derived from; nobody must be able to guess it. Default: 16 random bytes. */
  drawSeed?: (() => Uint8Array<ArrayBuffer>) | undefined
  /** Told of every view, in order, before anybody else; `adopted` when it continues another coordinator's. */
  onView?: (view: OverlayView, adopted: OverlayView | undefined) => void
  /** Keeps a view before anybody is told of it. What it throws ends the change: the ring stays as it was. */
  keepView?: (view: OverlayView, adopted: OverlayView | undefined) => Promise<void>
  /** The metadata peers that views name. Default: this one. */
  metadataPeers?: () => readonly MetadataPeerInfo[]
}

/** What the coordinator knows of a member besides the view. */
interface Presence {
  heardMs: number
  blocks: number
  bytes: number
}

/**
 * Admits block peers to the ring and mints its views: every change is a new epoch, signed and pushed to all.
 *
 * A coordinator that starts with nothing does not start a new world: a peer that joins with a view from before
 * makes it wait for the majority of that view's members, then go on from the newest view among theirs, one term up
 * (OlderWorlds).
 */
export class Coordinator {
  readonly heartbeatMs: number
  readonly #network: Network
  readonly #key: PrivateKey
  readonly #drawSeed: () => Uint8Array<ArrayBuffer>
  readonly #onView: (view: OverlayView, adopted: OverlayView | undefined) => void
  readonly #keepView: (view: OverlayView, adopted: OverlayView | undefined) => Promise<void>
  readonly #metadataPeers: () => readonly MetadataPeerInfo[]
  readonly #presence = new Map<string, Presence>()
  /** Seeds of members that left or were evicted: one that returns gets its old tokens. */
  readonly #seeds = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly #olderWorlds = new OlderWorlds()
  #view: OverlayView | undefined
  #changes: Promise<unknown> = Promise.resolve()
  #stopWatch: (() => void) | undefined
  #lastWatchMs = 0
  #stopped = false

  constructor(options: CoordinatorOptions) {
    this.#network = options.network
    this.#key = options.privateKey
    this.heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS_DEFAULT
    this.#drawSeed = options.drawSeed ?? (() => new Uint8Array(randomBytes(SEED_BYTES)))
    this.#onView = options.onView ?? (() => {})
    this.#keepView = options.keepView ?? (async () => {})
    this.#metadataPeers =
      options.metadataPeers ?? (() => [{ id: this.#network.id, addresses: [...this.#network.addresses] }])
    this.#network.onDisconnect((peer) => void this.#suspect(peer).catch(() => {}))
  }

  /** The newest view, or undefined while nobody has joined. */
  get view(): OverlayView | undefined {
    return this.#view
  }

  /** Whether an older world is known of that cannot go on yet: what names mean is not known here. */
  get awaitsOlderWorld(): boolean {
    return this.#olderWorlds.awaited
  }

  start(): void {
    this.#lastWatchMs = this.#network.clock.now()
    this.#scheduleWatch()
  }

  stop(): void {
    this.#stopped = true
    this.#stopWatch?.()
  }

  /**
   * Goes on from a view that was kept, one term up: it is the newest that there was, so no peer's word is needed. `former`
   * are peers that were on the ring once; they get their old tokens when they return. Throws what `keepView` throws.
   */
  resume(kept: OverlayView, former: readonly Member[]): Promise<OverlayView> {
    for (const { id, seed } of former) if (this.#seeds.size < MEMBERS_MAX) this.#seeds.set(id, seed)
    return this.#change(() => this.#mint(kept.members, kept))
  }

  /** Mints the view anew, since the metadata peers that it names have changed. Throws what `keepView` throws. */
  async renewView(): Promise<void> {
    await this.#change(async () => {
      if (this.#view !== undefined) await this.#mint(this.#view.members)
    })
  }

  presence(id: string): { silentMs: number; blocks: number; bytes: number } {
    const known = this.#presence.get(id)
    const now = this.#network.clock.now()
    return { silentMs: now - (known?.heardMs ?? now), blocks: known?.blocks ?? 0, bytes: known?.bytes ?? 0 }
  }

  /**
   * Puts `peer` on the ring, or renews its place. Throws `BadRequest` for absurd values, `Refused` when a newer
   * incarnation of the same identity is there, `TooLarge` when the ring would have too many members or tokens, `Busy`
   * while the majority of an older view is still awaited.
   */
  async join(peer: string, request: JoinRequest): Promise<OverlayView> {
    checkJoin(request)
    const testimony = request.view === undefined ? undefined : await OverlayView.open(request.view)
    this.#network.learn(peer, request.addresses)
    return this.#change(async () => {
      const adopted = this.#olderWorlds.consider(peer, testimony, this.#view)
      const before = adopted ?? this.#view
      const known = before?.member(peer)
      if (known !== undefined && known.incarnation > request.incarnation) {
        throw new TritonError(
          'Refused',
          `peer ${peer} is on the ring already with a newer start of the same identity`,
        )
      }
      const member = this.#admit(peer, request, known)
      const others = (before?.members ?? []).filter(({ id }) => id !== peer)
      // Throws where they would be too many for a ring, before anything has changed.
      orderMembers([...others, member].map(ringMember))
      const { blocks, bytes } = request
      this.#presence.set(peer, { heardMs: this.#network.clock.now(), blocks, bytes })
      if (adopted === undefined && known !== undefined && sameMember(known, member)) return this.#view!
      return this.#mint([...others, member], adopted)
    })
  }

  /** Notes that a member is alive. Throws `NotFound` when it is not on the ring: it has to join (again). */
  async heartbeat(
    peer: string,
    incarnation: number,
    held: { blocks: number; bytes: number },
  ): Promise<OverlayView> {
    const member = this.#view?.member(peer)
    if (this.#view === undefined || member === undefined)
      throw new TritonError('NotFound', `peer ${peer} is not on the ring`)
    if (member.incarnation !== incarnation)
      throw new TritonError('NotFound', `this start of peer ${peer} is not on the ring`)
    this.#presence.set(peer, { heardMs: this.#network.clock.now(), ...held })
    if (member.state === MemberState.SUSPECT) await this.#setState(peer, MemberState.ALIVE)
    return this.#view
  }

  /** Takes a member off the ring, as it asks itself. */
  async leave(peer: string, incarnation: number): Promise<void> {
    await this.#change(async () => {
      const member = this.#view?.member(peer)
      if (member?.incarnation === incarnation) await this.#remove([peer])
    })
  }

  #admit(peer: string, request: JoinRequest, known: Member | undefined): Member {
    return {
      id: peer,
      addresses: request.addresses,
      weight: request.weight,
      zone: request.zone,
      state: MemberState.ALIVE,
      seed: known?.seed ?? this.#seeds.get(peer) ?? this.#drawSeed(),
      incarnation: request.incarnation,
    }
  }

  async #mint(members: readonly Member[], adopted?: OverlayView): Promise<OverlayView> {
    const before = adopted ?? this.#view
    const metadataPeers = this.#metadataPeers().slice(0, METADATA_PEERS_MAX)
    const view = await OverlayView.sign(
      {
        term: adopted === undefined ? (before?.term ?? 1) : Math.max(adopted.term, this.#view?.term ?? 0) + 1,
        epoch: Math.max(before?.epoch ?? 0, this.#view?.epoch ?? 0) + 1,
        world: (before?.world as Uint8Array<ArrayBuffer> | undefined) ?? this.#drawSeed(),
        coordinator: this.#network.id,
        coordinatorAddresses: this.#network.addresses.slice(0, ADDRESSES_MAX),
        replicas: before?.replicas ?? REPLICAS,
        members: [...members, ...this.#strays(members, adopted)],
        metadataPeers: [...metadataPeers],
        signers: signersOf(before, [this.#network.id, ...metadataPeers.map(({ id }) => id)]),
      },
      this.#key,
    )
    await this.#keepView(view, adopted)
    this.#view = view
    if (adopted !== undefined) this.#olderWorlds.adopted()
    for (const { id, addresses } of view.members) {
      this.#network.learn(id, addresses)
      if (!this.#presence.has(id))
        this.#presence.set(id, { heardMs: this.#network.clock.now(), blocks: 0, bytes: 0 })
    }
    this.#onView(view, adopted)
    this.#push(view)
    return view
  }

  /** Members that joined this coordinator before it adopted an older view, and are not in that. */
  #strays(members: readonly Member[], adopted: OverlayView | undefined): Member[] {
    if (adopted === undefined) return []
    const there = new Set(members.map(({ id }) => id))
    return (this.#view?.members ?? []).filter(({ id }) => !there.has(id))
  }

  #push(view: OverlayView): void {
    for (const member of view.members) {
      if (member.state !== MemberState.ALIVE) continue
      // A peer that misses a push gets the view with its next heartbeat.
      this.#network.call(member.id, VIEW_PUSH, { view: view.signed }).catch(() => {})
    }
  }

  async #suspect(peer: string): Promise<void> {
    if (this.#stopped) return
    if (this.#view?.member(peer)?.state === MemberState.ALIVE) await this.#setState(peer, MemberState.SUSPECT)
  }

  async #setState(peer: string, state: MemberState): Promise<void> {
    await this.#change(async () => {
      const member = this.#view?.member(peer)
      if (this.#view === undefined || member === undefined || member.state === state) return
      await this.#mint(this.#view.members.map((each) => (each.id === peer ? { ...each, state } : each)))
    })
  }

  #scheduleWatch(): void {
    this.#stopWatch = this.#network.clock.after(this.heartbeatMs / 2, () => {
      // A view that cannot be kept now is tried again with the next look.
      void this.#watch()
        .catch(() => {})
        .finally(() => this.#stopped || this.#scheduleWatch())
    })
  }

  /** Suspects who missed a heartbeat, evicts who missed two; nobody when half or more are silent together. */
  async #watch(): Promise<void> {
    const now = this.#network.clock.now()
    const lagMs = now - this.#lastWatchMs - this.heartbeatMs / 2
    this.#lastWatchMs = now
    if (lagMs > this.heartbeatMs / 4) return this.#forgive(lagMs)
    const silent = (intervals: number) =>
      (this.#view?.members ?? []).filter(
        ({ id }) => this.presence(id).silentMs > intervals * this.heartbeatMs,
      )
    for (const { id, state } of silent(1.5))
      if (state === MemberState.ALIVE) await this.#setState(id, MemberState.SUSPECT)
    const gone = silent(2.5)
    if (gone.length === 0 || 2 * gone.length >= (this.#view?.members.length ?? 0)) return
    await this.#change(() => this.#remove(gone.map(({ id }) => id)))
  }

  /** The own event loop stood still: what it could not hear in that time counts against nobody. */
  #forgive(lagMs: number): void {
    for (const presence of this.#presence.values()) presence.heardMs += lagMs
  }

  async #remove(ids: readonly string[]): Promise<void> {
    const view = this.#view
    if (view === undefined) return
    for (const id of ids) {
      const seed = view.member(id)?.seed
      if (seed !== undefined && this.#seeds.size < MEMBERS_MAX) this.#seeds.set(id, seed)
      this.#presence.delete(id)
    }
    await this.#mint(view.members.filter(({ id }) => !ids.includes(id)))
  }

  /** One change of the view at a time. */
  #change<Result>(change: () => Promise<Result>): Promise<Result> {
    const done = this.#changes.then(change)
    this.#changes = done.catch(() => {})
    return done
  }
}

/** Who may have signed records that are on the ring: those of before, and all that may sign now. */
function signersOf(before: OverlayView | undefined, now: readonly string[]): string[] {
  const known = before === undefined ? [] : [before.coordinator, ...before.signers]
  return [...new Set([...now, ...known])].slice(0, SIGNERS_MAX)
}

function sameMember(a: Member, b: Member): boolean {
  return (
    a.incarnation === b.incarnation &&
    a.state === b.state &&
    a.weight === b.weight &&
    a.zone === b.zone &&
    a.addresses.join() === b.addresses.join()
  )
}

function checkJoin(request: JoinRequest): void {
  const { addresses, weight } = request
  if (addresses.length === 0 || addresses.length > ADDRESSES_MAX) {
    throw new TritonError(
      'BadRequest',
      `could not join: 1 to ${ADDRESSES_MAX} addresses needed, got ${addresses.length}`,
    )
  }
  if (weight < 1 || weight > WEIGHT_MAX * WEIGHT_UNIT) {
    throw new TritonError(
      'BadRequest',
      `could not join: a weight over 0 and up to ${WEIGHT_MAX} needed, got ${weight / WEIGHT_UNIT}`,
    )
  }
}
