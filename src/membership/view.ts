import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { concat } from 'uint8arrays/concat'
import { fromString } from 'uint8arrays/from-string'
import { TritonError } from '../errors.ts'
import { Ring, type RingMember } from '../ring/ring.ts'
import {
  type Member,
  MemberState,
  type MetadataPeerInfo,
  type SignedView,
  View,
} from '../wire/generated/tritonring.ts'

const SIGNATURE_DOMAIN = fromString('tritonring/view:')

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
  /** What travels and what members keep. */
  readonly signed: SignedView
  #ring: Ring | undefined
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
    this.signed = signed
  }

  /** A new view, signed by its coordinator's key. */
  static async sign(view: View, key: PrivateKey): Promise<OverlayView> {
    const encoded = View.encode(view)
    const signature = await key.sign(concat([SIGNATURE_DOMAIN, encoded]))
    return new OverlayView(view, { view: encoded, signature: signature as Uint8Array<ArrayBuffer> })
  }

  /** Reads a view from elsewhere. Throws `Corrupt` when it is malformed or its coordinator did not sign it. */
  static async open(signed: SignedView): Promise<OverlayView> {
    const view = decode(signed)
    const signer = peerIdFromString(view.coordinator).publicKey
    const valid = await signer?.verify(concat([SIGNATURE_DOMAIN, signed.view]), signed.signature)
    if (valid !== true)
      throw new TritonError(
        'Corrupt',
        `a view of epoch ${view.epoch} is not signed by its coordinator ${view.coordinator}`,
      )
    return new OverlayView(view, signed)
  }

  /** The ring of all members, suspect ones too: suspicion moves traffic, not blocks. */
  get ring(): Ring {
    this.#ring ??= Ring.of(this.members.map(ringMember), this.replicas)
    return this.#ring
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

/** A member as its ring sees it. */
export function ringMember({ id, seed, weight, zone }: Member): RingMember {
  return { id, seed, weight: weight / WEIGHT_UNIT, zone }
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
