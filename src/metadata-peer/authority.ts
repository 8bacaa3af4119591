import type { PrivateKey } from '@libp2p/interface'
import type { Trust } from '../auth/trust.ts'
import { pause } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { DENIALS_MAX, ISSUER_KEYS_MAX, REJOIN_MS_MAX } from '../limits.ts'
import { Coordinator } from '../membership/coordinator.ts'
import { OverlayView } from '../membership/view.ts'
import type { ViewKeeper } from '../membership/view-keeper.ts'
import type { CouncilState } from '../names/council.ts'
import type { NameStore } from '../names/names.ts'
import type { Network } from '../rpc/network.ts'
import type { FileRecord, Member, MetadataPeerInfo, SignedView, View } from '../wire/generated/tritonring.ts'
import { type RebuildProgress, rebuild } from './rebuild.ts'
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
  graceMs?: number | undefined
  viewKeeper?: ViewKeeper | undefined
  trust?: Trust | undefined
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
  /** A rebuild is under way that somebody asked for. */
  #rereading = false
  #progress: RebuildProgress = { peersRead: 0, peers: 0, records: 0 }

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

  /** Whether `peer` is a metadata peer of this overlay, as far as is known here. */
  isMetadataPeer(peer: string): boolean {
    return this.newest?.isMetadataPeer(peer) === true || this.#peers.some(({ id }) => id === peer)
  }

  get rebuilding(): boolean {
    return this.#rebuilding || this.#rereading
  }

  /** How far names have been read back, the last time that they were. */
  get progress(): RebuildProgress {
    return this.#progress
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
    this.#options.keeping.follow(this.#followed)
    for (const { id, addresses } of this.#followed.members) this.#network.learn(id, addresses)
  }

  /** Takes the coordinator's place, and goes on from the view that was kept, if there is one. */
  async #lead(): Promise<void> {
    const { view, rebuildFrom } = await this.#names.world()
    const kept = view === undefined ? undefined : await OverlayView.open(view)
    const unread = rebuildFrom === undefined ? undefined : await OverlayView.open(rebuildFrom)
    const former: Member[] = []
    for await (const { member } of this.#names.peers()) if (member !== undefined) former.push(member)
    const coordinator = this.#coordinatorAfter(kept, unread)
    try {
      if (kept !== undefined) await coordinator.resume(kept, former)
      else this.#awaitOlderWorld()
      await coordinator.start()
    } catch (error) {
      coordinator.stop()
      throw error
    }
    this.#coordinator = coordinator
  }

  /** A coordinator that goes on from the view `kept`; `unread`: the view whose names are still to be read back. */
  #coordinatorAfter(kept: OverlayView | undefined, unread: OverlayView | undefined): Coordinator {
    const { network, privateKey, heartbeatMs, graceMs, viewKeeper, drawSeed, keeping } = this.#options
    const trust = () => trustInView(this.#options.trust)
    this.#leading = new AbortController()
    const { signal } = this.#leading
    let before = kept
    return new Coordinator({
      ...{ network, privateKey, heartbeatMs, graceMs, viewKeeper, drawSeed, trust },
      metadataPeers: () => this.#peers,
      keepView: async (view, adopted) => {
        if (adopted !== undefined && adopted !== kept) await this.#names.beginRebuild(adopted.signed)
        await this.#names.keepView(view.signed)
      },
      onView: (view, adopted) => {
        keeping.follow(view)
        const from = adopted === kept ? unread : adopted
        if (adopted !== undefined && from !== undefined) this.#readBack({ view, adopted: from }, signal)
        else if (view.ringEpoch > (before?.ringEpoch ?? 0) || adopted !== undefined)
          void keeping.move(this.#names.all(), view).catch(() => {})
        void this.#keepPeers(view, before)
        before = view
      },
      namesSettled: () => !this.#rebuilding && keeping.settled,
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
  #readBack(worlds: { view: OverlayView; adopted: OverlayView }, signal: AbortSignal): void {
    const { keeping } = this.#options
    this.#rebuilding = true
    this.#settle()
    const read = async () => {
      await this.#rebuild(worlds, signal)
      while (!(await this.#endRebuild())) await pause(this.#network.clock, AGAIN_MS, signal)
      await keeping.move(this.#names.all(), this.#coordinator?.view ?? worlds.view, true)
      this.#rebuilding = false
    }
    this.#complete = read().catch(() => {})
  }

  /** Reads the names back once more, as a person wishes; those that are known serve meanwhile. */
  async reread(): Promise<void> {
    const view = this.view()
    if (this.#rebuilding || this.#rereading) return
    this.#rereading = true
    void this.#rebuild({ view, adopted: view }, this.#leading.signal)
      .then(() => this.#options.keeping.move(this.#names.all(), this.#coordinator?.view ?? view, true))
      .catch(() => {})
      .finally(() => {
        this.#rereading = false
      })
  }

  #rebuild(
    { view, adopted }: { view: OverlayView; adopted: OverlayView },
    signal: AbortSignal,
  ): Promise<void> {
    const keep = (record: FileRecord) =>
      this.#options.keeping.keep({ ...record, term: view.term }, this.#coordinator?.view ?? view)
    const plan = { view, adopted, signers: new Set(view.signers), keep }
    const onProgress = (progress: RebuildProgress) => {
      this.#progress = progress
    }
    return rebuild(this.#names, this.#network, plan, onProgress, signal)
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

/** What views say of tokens, so that every peer verifies them by itself. */
function trustInView(trust: Trust | undefined): Pick<View, 'issuerKeys' | 'denials'> {
  const issuerKeys = (trust?.keys ?? []).slice(0, ISSUER_KEYS_MAX)
  return {
    issuerKeys: issuerKeys.map(({ issuer, kid, key }) => ({ issuer, kid, key: Uint8Array.from(key) })),
    denials: (trust?.denials ?? []).slice(0, DENIALS_MAX),
  }
}

function ids(peers: readonly MetadataPeerInfo[]): string {
  return peers.map(({ id }) => id).join()
}
