import { randomBytes } from 'node:crypto'
import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import {
  ADDRESSES_MAX,
  GRACE_MS_DEFAULT,
  HEARTBEAT_MS_DEFAULT,
  KEPT_WORLD_MS,
  MEMBERS_MAX,
} from '../limits.ts'
import { orderMembers } from '../ring/member.ts'
import type { Network } from '../rpc/network.ts'
import { VIEW_PUSH } from '../wire/blocks.ts'
import {
  type JoinRequest,
  type Member,
  MemberState,
  type MetadataPeerInfo,
  type View,
} from '../wire/generated/tritonring.ts'
import { admitted, checkJoin, olderStart } from './check-join.ts'
import { collectionObstacle } from './collection-obstacle.ts'
import type { CoordinatorOptions } from './coordinator-options.ts'
import { metadataPeersOf, nextView, strays } from './next-view.ts'
import { OlderWorlds } from './older-worlds.ts'
import { Presence, type Told } from './presence.ts'
import { keepSameBlocks, sameMember } from './same-member.ts'
import { OverlayView, ringMember } from './view.ts'
import type { ViewKeeper } from './view-keeper.ts'
import { Watch } from './watch.ts'

const SEED_BYTES = 16

/**
 * Admits block peers to the ring and mints its views: every change is a new epoch, signed and pushed to all.
 *
 * A coordinator that starts with nothing does not start a new world: a peer that joins with a view from before
 * makes it wait for the majority of that view's members, then go on from the newest view among theirs, one term up
 * (OlderWorlds).
 */
export class Coordinator {
  readonly heartbeatMs: number
  readonly graceMs: number
  readonly presence: Presence
  readonly #network: Network
  readonly #key: PrivateKey
  readonly #drawSeed: () => Uint8Array<ArrayBuffer>
  readonly #onView: (view: OverlayView, adopted: OverlayView | undefined) => void
  readonly #namesSettled: () => boolean
  readonly #viewKeeper: ViewKeeper | undefined
  readonly #keepView: (view: OverlayView, adopted: OverlayView | undefined) => Promise<void>
  readonly #metadataPeers: () => readonly MetadataPeerInfo[]
  readonly #trust: () => Pick<View, 'issuerKeys' | 'denials'>
  #stopWaiting = () => {}
  #stopped = false
  readonly #watch: Watch
  /** What is kept of members that left: they get their tokens again, and an older start does not pass for a newer one. */
  readonly #former = new Map<string, Pick<Member, 'seed' | 'incarnation'>>()
  readonly #olderWorlds: OlderWorlds
  #view: OverlayView | undefined
  #changes: Promise<unknown> = Promise.resolve()

  constructor(options: CoordinatorOptions) {
    this.#network = options.network
    this.#key = options.privateKey
    this.heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS_DEFAULT
    this.#drawSeed = options.drawSeed ?? (() => new Uint8Array(randomBytes(SEED_BYTES)))
    this.#onView = options.onView ?? (() => {})
    this.#viewKeeper = options.viewKeeper
    this.#keepView = options.keepView ?? (async () => {})
    this.#metadataPeers =
      options.metadataPeers ?? (() => [{ id: this.#network.id, addresses: [...this.#network.addresses] }])
    this.#trust = options.trust ?? (() => ({ issuerKeys: [], denials: [] }))
    this.#namesSettled = options.namesSettled ?? (() => true)
    this.#olderWorlds = new OlderWorlds(this.#network.clock, (view) => this.#trusts(view))
    this.graceMs = options.graceMs ?? GRACE_MS_DEFAULT
    this.presence = new Presence(this.#network.clock)
    this.#watch = new Watch({
      network: this.#network,
      presence: this.presence,
      heartbeatMs: this.heartbeatMs,
      members: () => (this.#stopped ? [] : (this.#view?.members ?? [])),
      // A view that cannot be kept now is tried again when the watch looks again.
      setState: (id, state) => this.#setState(id, state).catch(() => {}),
      evict: (ids) => this.#change(() => this.#remove(ids)).catch(() => {}),
    })
  }

  /** The newest view, or undefined while nobody has joined. */
  get view(): OverlayView | undefined {
    return this.#view
  }

  /** Whether an older world is known of that cannot go on yet: what names mean is not known here. */
  get awaitsOlderWorld(): boolean {
    return this.#olderWorlds.awaited
  }

  /** Half of the members or more are silent together: nobody is evicted. */
  get frozen(): boolean {
    return this.#watch.frozen
  }

  /** Why nothing can be collected now, nor a generation begin; undefined where nothing stands in the way. */
  get obstacle(): string | undefined {
    return collectionObstacle(this.#view, this.presence, this.frozen)
  }

  /** Begins the next generation of collection. Throws `Busy` while somebody may not go by the present one yet. */
  raise(): Promise<OverlayView> {
    return this.#change(async () => {
      if (this.obstacle !== undefined) throw new TritonError('Busy', this.obstacle)
      return this.#mint(this.#view!.members, { raises: true })
    })
  }

  /** Throws nothing: a kept view that cannot be read counts as none. */
  async start(): Promise<void> {
    const kept = await this.#viewKeeper?.load()
    const view = kept === undefined ? undefined : await OverlayView.open(kept).catch(() => undefined)
    if (view !== undefined && view.members.length > 0) this.#olderWorlds.remember(view)
    this.#stopWaiting = this.#network.clock.after(KEPT_WORLD_MS, () => this.#olderWorlds.forgetUnlessBack())
    this.#watch.start()
  }

  stop(): void {
    this.#stopped = true
    this.#stopWaiting()
    this.#watch.stop()
  }

  /**
   * Goes on from a view that was kept, one term up: it is the newest that there was, so no peer's word is needed. `former`
   * are peers that were on the ring once; they get their old tokens when they return. Throws what `keepView` throws.
   */
  resume(kept: OverlayView, former: readonly Member[]): Promise<OverlayView> {
    for (const member of former) this.#remember(member)
    return this.#change(() => this.#mint(kept.members, { adopted: kept, resumed: true }))
  }

  /** Mints the view anew, since the metadata peers that it names, or whose tokens are believed, have changed. Throws what `keepView` throws. */
  async renewView(): Promise<void> {
    await this.#change(async () => {
      if (this.#view !== undefined) await this.#mint(this.#view.members)
    })
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
      const last = known ?? this.#former.get(peer)
      if (last !== undefined && last.incarnation > request.incarnation)
        throw olderStart(peer, last.incarnation)
      const own = testimony !== undefined && this.#isOurs(testimony) ? testimony.member(peer) : undefined
      const seed = last?.seed ?? own?.seed ?? this.#drawSeed()
      const member = admitted(peer, request, known, seed)
      const others = (before?.members ?? []).filter(({ id }) => id !== peer)
      const same = adopted === undefined && known !== undefined && sameMember(known, member)
      const view = same ? this.#view! : await this.#mint([...others, member], { adopted })
      const { blocks, bytes } = request
      this.presence.told(peer, { blocks, bytes, repair: undefined })
      return view
    })
  }

  /** Notes that a member is alive. Throws `NotFound` when it is not on the ring: it has to join (again). */
  async heartbeat(peer: string, incarnation: number, told: Told): Promise<OverlayView> {
    const member = this.#view?.member(peer)
    if (this.#view === undefined || member === undefined)
      throw new TritonError('NotFound', `peer ${peer} is not on the ring`)
    if (member.incarnation !== incarnation)
      throw new TritonError('NotFound', `this start of peer ${peer} is not on the ring`)
    this.presence.told(peer, told)
    this.#watch.heard(peer)
    if (member.state === MemberState.SUSPECT) await this.#setState(peer, MemberState.ALIVE)
    if (this.#isSettled(this.#view)) await this.#settle()
    return this.#view
  }

  /** Takes a member off the ring, as it asks itself. */
  async leave(peer: string, incarnation: number): Promise<void> {
    await this.#change(async () => {
      const member = this.#view?.member(peer)
      if (member?.incarnation === incarnation) await this.#remove([peer])
    })
  }

  /**
   * Takes a silent member off the ring, or gives up one that left it as a last holder, on the word of a person who knows that
   * it will not come back. Throws `NotFound` for a stranger, `Refused` for one that is alive, and for the last one.
   */
  async evict(peer: string): Promise<OverlayView> {
    return this.#change(async () => {
      if (this.#view?.lastHolders.includes(peer) && this.#view.member(peer) === undefined)
        return this.#mint(this.#view.members, { givenUp: peer })
      const member = this.#known(peer, 'evict')
      if (member.state === MemberState.ALIVE)
        throw new TritonError('Refused', `could not evict peer ${peer}: it is alive`, {
          hint: `tt drain ${peer} empties it first; then stop it`,
        })
      if (this.#view!.members.length === 1)
        throw new TritonError('Refused', `could not evict peer ${peer}: it is the last one on the ring`)
      await this.#remove([peer])
      return this.#view!
    })
  }

  /**
   * Has a member keep nothing any more, so that it can be stopped; or, with `cancel`, its share again. Throws `NotFound`
   * for a stranger, `Refused` where nobody else would keep anything.
   */
  async drain(peer: string, cancel: boolean): Promise<OverlayView> {
    return this.#change(async () => {
      const member = this.#known(peer, 'drain')
      const view = this.#view!
      if (member.draining === !cancel) return view
      const others = view.members.filter(({ id, draining }) => id !== peer && !draining)
      if (!cancel && others.length === 0)
        throw new TritonError('Refused', `could not drain peer ${peer}: nobody else keeps blocks`, {
          hint: 'start another block peer first',
        })
      return this.#mint(
        view.members.map((each) => (each.id === peer ? { ...each, draining: !cancel } : each)),
      )
    })
  }

  /** Where there are users, anybody's view would make him master of all names: it must be of a metadata peer that is known. */
  #trusts(view: OverlayView): boolean {
    return this.#trust().issuerKeys.length === 0 || this.#isOurs(view)
  }

  /** Whether this peer signed a view, or a metadata peer that it knows. */
  #isOurs({ coordinator }: OverlayView): boolean {
    const known = this.#view ?? this.#olderWorlds.kept
    const others =
      known !== undefined && (known.isMetadataPeer(coordinator) || known.signers.includes(coordinator))
    return others || coordinator === this.#network.id
  }

  #known(peer: string, action: string): Member {
    const member = this.#view?.member(peer)
    if (member !== undefined) return member
    throw new TritonError('NotFound', `could not ${action} peer ${peer}: it is not on the ring`, {
      hint: 'tt status lists the block peers',
    })
  }

  /** `resumed`: the adopted view was kept, so that nothing about blocks has changed since. */
  async #mint(
    changed: readonly Member[],
    { adopted, resumed = false, previous, raises = false, givenUp }: MintOptions = {},
  ): Promise<OverlayView> {
    const before = adopted ?? this.#view
    const members = [...changed, ...(adopted === undefined ? [] : strays(this.#view, changed))]
    const same = (adopted === undefined || resumed) && keepSameBlocks(before?.members ?? [], members)
    const grows = adopted !== undefined
    const next = nextView({ before, own: this.#view, members, same, previous, grows, raises, givenUp })
    const view = await OverlayView.sign(
      {
        ...next,
        world: (before?.world as Uint8Array<ArrayBuffer> | undefined) ?? this.#drawSeed(),
        coordinator: this.#network.id,
        coordinatorAddresses: this.#network.addresses.slice(0, ADDRESSES_MAX),
        ...metadataPeersOf(before, this.#network.id, this.#metadataPeers()),
        ...this.#trust(),
      },
      this.#key,
    )
    // Throws before anything has changed when the members make no ring.
    orderMembers(members.map(ringMember))
    if (!same || raises) await this.#viewKeeper?.save(view.signed)
    await this.#keepView(view, adopted)
    this.#view = view
    if (adopted === undefined) this.#olderWorlds.begun()
    else this.#olderWorlds.adopted()
    for (const { id, addresses } of view.members) {
      this.#network.learn(id, addresses)
      this.presence.expect(id)
    }
    this.#onView(view, adopted)
    this.#push(view)
    return view
  }

  /** Whether every member has found all blocks that it holds on their owners, by a ring that is still called pending. */
  #isSettled(view: OverlayView): boolean {
    if (view.previous.length === 0 || !this.#namesSettled()) return false
    return view.members.every(({ id }) => (this.presence.of(id).repair?.settled ?? 0) >= view.ringEpoch)
  }

  /** Nothing is pending any more. */
  async #settle(): Promise<void> {
    await this.#change(async () => {
      if (this.#view !== undefined && this.#isSettled(this.#view))
        await this.#mint(this.#view.members, { previous: [] })
    })
  }

  #push(view: OverlayView): void {
    for (const member of view.members) {
      if (member.state !== MemberState.ALIVE) continue
      // A peer that misses a push gets the view with its next heartbeat.
      this.#network.call(member.id, VIEW_PUSH, { view: view.signed }).catch(() => {})
    }
  }

  async #setState(peer: string, state: MemberState): Promise<void> {
    await this.#change(async () => {
      const member = this.#view?.member(peer)
      if (this.#view === undefined || member === undefined || member.state === state) return
      await this.#mint(this.#view.members.map((each) => (each.id === peer ? { ...each, state } : each)))
    })
  }

  async #remove(ids: readonly string[]): Promise<void> {
    const view = this.#view
    if (view === undefined) return
    for (const id of ids) {
      const member = view.member(id)
      if (member !== undefined) this.#remember(member)
      this.presence.forget(id)
    }
    await this.#mint(view.members.filter(({ id }) => !ids.includes(id)))
  }

  #remember({ id, seed, incarnation }: Member): void {
    if (this.#former.size < MEMBERS_MAX || this.#former.has(id)) this.#former.set(id, { seed, incarnation })
  }

  /** One change of the view at a time. */
  #change<Result>(change: () => Promise<Result>): Promise<Result> {
    const done = this.#changes.then(change)
    this.#changes = done.catch(() => {})
    return done
  }
}

interface MintOptions {
  adopted?: OverlayView | undefined
  resumed?: boolean
  previous?: readonly Member[]
  raises?: boolean
  givenUp?: string
}
