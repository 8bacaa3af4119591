import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { concat } from 'uint8arrays/concat'
import { fromString } from 'uint8arrays/from-string'
import { TritonError } from '../errors.ts'
import { Ring, type RingMember } from '../ring/ring.ts'
import {
  type Denial,
  type IssuerKey,
  type Member,
  MemberState,
  type MetadataPeerInfo,
  type SignedView,
  View,
} from '../wire/generated/tritonring.ts'
import { Recent } from './recent.ts'

const SIGNATURE_DOMAIN = fromString('tritonring/view:')

/** A view comes several times: pushed, with a heartbeat, with `WrongEpoch`. */
const VIEWS_KEPT = 8
/** Most views differ from the one before in who is suspect alone; a ring of many members takes long to make. */
const RINGS_KEPT = 4

/** Weights travel in thousandths. */
export const WEIGHT_UNIT = 1000

/**
 * Who is on the ring, as a coordinator signed it: an immutable value. Views are ordered by term, then epoch;
 * both only grow.
 */
export class OverlayView {
  readonly term: number
  readonly epoch: number
  /** PeerId of the metadata peer that minted it. */
  readonly coordinator: string
  /** Where it is reached, as multiaddrs. */
  readonly coordinatorAddresses: readonly string[]
  readonly replicas: number
  /** Names the overlay: drawn with its first view. */
  readonly world: Uint8Array
  readonly members: readonly Member[]
  /** All metadata peers that answer for names. */
  readonly metadataPeers: readonly MetadataPeerInfo[]
  /** PeerIds of all whose signatures records on the ring may have. */
  readonly signers: readonly string[]
  /** The members of the last ring whose blocks were all in place; empty when those of this ring are. */
  readonly previous: readonly Member[]
  /** The epoch in which the ring, or what its members can be expected to hold, last changed. */
  readonly ringEpoch: number
  /** Of collection; only grows. */
  readonly generation: number
  /** What tokens are verified with; none where everybody may do everything. */
  readonly issuerKeys: readonly IssuerKey[]
  /** Tokens and users that are not believed any more. */
  readonly denials: readonly Denial[]
  /** Ids of peers that left the ring when nobody else was known to hold all that they did. */
  readonly lastHolders: readonly string[]
  /** What travels and what members keep. */
  readonly signed: SignedView
  static readonly #opened = new Recent<SignedView, OverlayView>(VIEWS_KEPT, sameBytes)
  #ring: Ring | undefined
  #ringBefore: Ring | undefined
  #byId: ReadonlyMap<string, Member> | undefined

  private constructor(view: View, signed: SignedView) {
    this.term = view.term
    this.epoch = view.epoch
    this.coordinator = view.coordinator
    this.coordinatorAddresses = view.coordinatorAddresses
    this.replicas = view.replicas
    this.world = view.world
    this.members = view.members
    this.metadataPeers = view.metadataPeers
    this.signers = view.signers
    this.previous = view.previous
    this.ringEpoch = view.ringEpoch
    this.generation = view.generation
    this.issuerKeys = view.issuerKeys
    this.denials = view.denials
    this.lastHolders = view.lastHolders
    this.signed = signed
  }

  /** A new view, signed by its coordinator's key. */
  static async sign(view: View, key: PrivateKey): Promise<OverlayView> {
    const encoded = View.encode(view)
    const signature = await key.sign(concat([SIGNATURE_DOMAIN, encoded]))
    const signed = { view: encoded, signature: signature as Uint8Array<ArrayBuffer> }
    return OverlayView.#opened.keep(signed, new OverlayView(view, signed))
  }

  /** Reads a view from elsewhere. Throws `Corrupt` when it is malformed, makes no ring, or its coordinator did not sign it. */
  static async open(signed: SignedView): Promise<OverlayView> {
    const known = OverlayView.#opened.find(signed)
    if (known !== undefined) return known
    const view = decode(signed)
    const signer = peerIdFromString(view.coordinator).publicKey
    const valid = await signer?.verify(concat([SIGNATURE_DOMAIN, signed.view]), signed.signature)
    if (valid !== true)
      throw new TritonError(
        'Corrupt',
        `a view of epoch ${view.epoch} is not signed by its coordinator ${view.coordinator}`,
      )
    const opened = new OverlayView(view, signed)
    try {
      void opened.ring
      void opened.ringBefore
    } catch (cause) {
      throw new TritonError('Corrupt', `a view of epoch ${view.epoch} makes no ring: ${messageOf(cause)}`, {
        cause,
      })
    }
    return OverlayView.#opened.keep(signed, opened)
  }

  /** The ring of all members, suspect ones too: suspicion moves traffic, not blocks. */
  get ring(): Ring {
    this.#ring ??= ringOf(this.members, this.replicas)
    return this.#ring
  }

  /** The members of the last ring whose blocks were all in place: of this one, where nothing is pending. */
  get inPlace(): readonly Member[] {
    return this.previous.length > 0 ? this.previous : this.members
  }

  /** The last ring whose blocks were all in place, while those of `ring` are not; else undefined. */
  get ringBefore(): Ring | undefined {
    if (this.previous.length === 0) return undefined
    this.#ringBefore ??= ringOf(this.previous, this.replicas)
    return this.#ringBefore
  }

  /** Ids of peers that left with a share of the blocks, since all of those were last in their places: not drained ones. */
  get departed(): string[] {
    const left = this.previous.filter(({ id, draining }) => !draining && this.member(id) === undefined)
    return left.map(({ id }) => id)
  }

  member(id: string): Member | undefined {
    this.#byId ??= new Map(this.members.map((each) => [each.id, each]))
    return this.#byId.get(id)
  }

  isSuspect(id: string): boolean {
    return this.member(id)?.state === MemberState.SUSPECT
  }

  /** Whether this is a metadata peer's id that the coordinator has vouched for. */
  isMetadataPeer(id: string): boolean {
    return id === this.coordinator || this.metadataPeers.some((each) => each.id === id)
  }

  isNewerThan(other: OverlayView | undefined): boolean {
    if (other === undefined) return true
    return this.term === other.term ? this.epoch > other.epoch : this.term > other.term
  }
}

interface RingSource {
  members: readonly Member[]
  replicas: number
}

const rings = new Recent<RingSource, Ring>(RINGS_KEPT, sameRing)

function ringOf(members: readonly Member[], replicas: number): Ring {
  const source = { members, replicas }
  return rings.find(source) ?? rings.keep(source, Ring.of(members.map(ringMember), replicas))
}

function sameRing(a: RingSource, b: RingSource): boolean {
  if (a.replicas !== b.replicas || a.members.length !== b.members.length) return false
  return a.members.every((member, index) => {
    const { id, seed, weight, zone, draining } = b.members[index]!
    const { id: otherId, weight: otherWeight, zone: otherZone, draining: otherDraining } = member
    if (id !== otherId || weight !== otherWeight || zone !== otherZone || draining !== otherDraining)
      return false
    return Buffer.compare(seed, member.seed) === 0
  })
}

function sameBytes(a: SignedView, b: SignedView): boolean {
  return Buffer.compare(a.signature, b.signature) === 0 && Buffer.compare(a.view, b.view) === 0
}

/** A member as the ring sees it. */
export function ringMember({ id, seed, weight, zone, draining }: Member): RingMember {
  return { id, seed, weight: weight / WEIGHT_UNIT, zone, draining }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function decode(signed: SignedView): View {
  try {
    const view = View.decode(signed.view)
    peerIdFromString(view.coordinator)
    return view
  } catch (cause) {
    throw new TritonError('Corrupt', `a view of ${signed.view.length} bytes is malformed`, { cause })
  }
}
