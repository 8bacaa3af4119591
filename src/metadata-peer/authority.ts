import type { PrivateKey } from '@libp2p/interface'
import { pause } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { REJOIN_MS_MAX } from '../limits.ts'
import { Coordinator } from '../membership/coordinator.ts'
import { OverlayView } from '../membership/view.ts'
import type { CouncilState } from '../names/council.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import type { Member, MetadataPeerInfo, SignedView } from '../wire/generated/tritonring.ts'
import { rebuild } from './rebuild.ts'
import type { RecordKeeping } from './record-keeping.ts'

/**
 * So long after its start a metadata peer that has heard of no older world keeps questions about names waiting: by then
 * block peers that remember one are back (REJOIN_MS_MAX).
 */
const NEW_WORLD_MS = 2 * REJOIN_MS_MAX
/** Before a store that could not be reached is asked again. */
const AGAIN_MS = 200

export interface AuthorityOptions {
  network: Network
  privateKey: PrivateKey
  names: NameStore
  keeping: RecordKeeping
  heartbeatMs?: number | undefined
  drawSeed?: (() => Uint8Array<ArrayBuffer>) | undefined
}

/**
 * What a metadata peer goes by: the newest view, as its own coordinator mints it or as the coordinator among its peers
 * keeps it, and whether the names are complete. Takes the coordinator's place and gives it up as the council says; alone,
 * it has it always.
 */
export class Authority {
  readonly #options: AuthorityOptions
  readonly #network: Network
  readonly #names: NameStore
  /** Ends when this peer gives the coordinator's place up. */
  #leading = new AbortController()
  /** While this peer is the coordinator. */
  #coordinator: Coordinator | undefined
  /** What the coordinator among the peers has kept last, while that is another. */
  #followed: OverlayView | undefined
  #peers: readonly MetadataPeerInfo[] = []
  #elsewhere: MetadataPeerInfo | undefined
  /** Resolves when no older world is to be expected any more, or one goes on. */
  #settle = () => {}
  #stopWaiting = () => {}
  #settled = Promise.resolve()
  /** Resolves when the names are complete; replaced when an older view is adopted. */
  #complete: Promise<void> = Promise.resolve()
  #rebuilding = false

  constructor(options: AuthorityOptions) {
    this.#options = options
    this.#network = options.network
    this.#names = options.names
  }

  /** The coordinator, where this peer is it. */
  get coordinator(): Coordinator | undefined {
    return this.#coordinator
  }

  /** Which peer is the coordinator instead, where that is known. */
  get elsewhere(): MetadataPeerInfo | undefined {
    return this.#coordinator === undefined ? this.#elsewhere : undefined
  }

  /** The newest view; undefined while no block peer has joined. */
  get newest(): OverlayView | undefined {
    return this.#coordinator === undefined ? this.#followed : this.#coordinator.view
  }

  get rebuilding(): boolean {
    return this.#rebuilding
  }

  /** Throws `Unavailable` before there is a view. */
  view(): OverlayView {
    const view = this.newest
    if (view !== undefined) return view
    throw new TritonError('Unavailable', 'no block peer has joined yet', {
      hint: 'start some: tt block --bootstrap ADDRESS',
    })
  }

  /** Resolves with the view when names can be answered for. Throws `Unavailable` when that may take long. */
  async ready(): Promise<OverlayView> {
    this.view()
    await this.#settled
    if (this.#coordinator?.awaitsOlderWorld === true) {
      throw new TritonError('Unavailable', 'too few block peers are back to know what names mean', {
        hint: 'tt status shows who is there; start the others',
      })
    }
    if (this.#coordinator === undefined && this.#rebuilding)
      throw new TritonError('Unavailable', 'the names are being read back from the ring')
    await this.#complete
    return this.view()
  }

  /** To be called when the network listens. */
  async start(): Promise<void> {
    const self = { id: this.#network.id, addresses: [...this.#network.addresses] }
    this.#peers = [self]
    if (this.#names.council === undefined) await this.#lead()
    else await this.#names.council.enter(self, (state) => this.#follow(state))
  }

  async stop(): Promise<void> {
    await this.#names.council?.leave()
    this.#stepDown()
  }

  /** What the council says now. */
  async #follow(state: CouncilState): Promise<void> {
    for (const { id, addresses } of state.peers) this.#network.learn(id, addresses)
    const changed = ids(state.peers) !== ids(this.#peers)
    this.#peers = state.peers
    this.#elsewhere = state.peers.find(({ id }) => id === state.coordinator && id !== this.#network.id)
    if (state.coordinator !== this.#network.id) {
      this.#stepDown()
      this.#rebuilding = state.world.rebuildFrom !== undefined
      await this.#adopt(state.world.view)
    } else if (this.#coordinator === undefined) await this.#lead()
    else if (changed) await this.#coordinator.renewView()
  }

  async #adopt(signed: SignedView | undefined): Promise<void> {
    if (signed === undefined || Buffer.compare(signed.view, this.#followed?.signed.view ?? NOTHING) === 0)
      return
    this.#followed = await OverlayView.open(signed)
    for (const { id, addresses } of this.#followed.members) this.#network.learn(id, addresses)
  }

  /** Takes the coordinator's place, and goes on from the view that was kept, if there is one. */
  async #lead(): Promise<void> {
    const { view: signed, rebuildFrom } = await this.#names.world()
    const kept = signed === undefined ? undefined : await OverlayView.open(signed)
    const complete = kept !== undefined && rebuildFrom === undefined
    const coordinator = this.#coordinatorAfter(complete ? kept : undefined)
    const former: Member[] = []
    for await (const { member } of this.#names.peers()) if (member !== undefined) former.push(member)
    try {
      if (kept !== undefined) await coordinator.resume(kept, former)
    } catch (error) {
      coordinator.stop()
      throw error
    }
    this.#coordinator = coordinator
    coordinator.start()
    if (kept === undefined) this.#awaitOlderWorld()
  }

  /** A coordinator; `complete`: the view from which it goes on without reading names back. */
  #coordinatorAfter(complete: OverlayView | undefined): Coordinator {
    const { network, privateKey, heartbeatMs, drawSeed, keeping } = this.#options
    let before = complete
    this.#leading = new AbortController()
    const { signal } = this.#leading
    return new Coordinator({
      ...{ network, privateKey, heartbeatMs, drawSeed },
      metadataPeers: () => this.#peers,
      keepView: async (view, adopted) => {
        if (adopted !== undefined && adopted !== complete) await this.#names.beginRebuild(adopted.signed)
        await this.#names.keepView(view.signed)
      },
      onView: (view, adopted) => {
        if (adopted !== undefined && adopted !== complete) {
          this.#rebuilding = true
          this.#settle()
          this.#complete = this.#readBack(view, signal).catch(() => {})
        } else void keeping.move(this.#names.all(), before, view)
        void this.#keepPeers(view, before)
        before = view
      },
    })
  }

  /** Who is on the ring or leaves it, as last seen. */
  async #keepPeers(view: OverlayView, before: OverlayView | undefined): Promise<void> {
    const left = (before?.members ?? []).filter(({ id }) => view.member(id) === undefined)
    const seenMs = this.#network.clock.wallNow()
    const seen = [...view.members, ...left].map((member) => ({ member, seenMs }))
    // Without it a peer that returns gets new tokens, no more.
    await this.#names.keepPeers(seen).catch(() => {})
  }

  #stepDown(): void {
    this.#stopWaiting()
    this.#leading.abort(new TritonError('Aborted', 'this peer is not the coordinator any more'))
    this.#coordinator?.stop()
    this.#coordinator = undefined
  }

  #awaitOlderWorld(): void {
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve
    })
    this.#stopWaiting = this.#network.clock.after(NEW_WORLD_MS, () => this.#settle())
  }

  /** Another coordinator's world goes on here: its names come from the ring, and get this peer's signature. */
  async #readBack(view: OverlayView, signal: AbortSignal): Promise<void> {
    const { keeping } = this.#options
    await rebuild(this.#names, this.#network, view, new Set(view.signers), signal)
    while (!(await this.#endRebuild())) await pause(this.#network.clock, AGAIN_MS, signal)
    this.#rebuilding = false
    void keeping.move(this.#names.all(), undefined, this.#coordinator?.view ?? view)
  }

  /** False when the store cannot be reached. */
  async #endRebuild(): Promise<boolean> {
    return this.#names.endRebuild().then(
      () => true,
      () => false,
    )
  }
}

const NOTHING = new Uint8Array(0)

function ids(peers: readonly MetadataPeerInfo[]): string {
  return peers.map(({ id }) => id).join()
}
