import { TritonError } from '../errors.ts'
import { ADDRESS_BYTES_MAX, ADDRESSES_MAX, WEIGHT_MAX, ZONE_BYTES_MAX } from '../limits.ts'
import { type JoinRequest, type Member, MemberState } from '../wire/generated/tritonring.ts'
import { WEIGHT_UNIT } from './view.ts'

/** Throws `BadRequest` for what no member can be: its words would travel in every view. */
export function checkJoin({ addresses, weight, zone, incarnation }: JoinRequest): void {
  const refuse = (needed: string, got: string | number) => {
    throw new TritonError('BadRequest', `could not join: ${needed} needed, got ${got}`)
  }
  if (addresses.length === 0 || addresses.length > ADDRESSES_MAX)
    refuse(`1 to ${ADDRESSES_MAX} addresses`, addresses.length)
  const longest = Math.max(...addresses.map((address) => Buffer.byteLength(address)))
  if (longest > ADDRESS_BYTES_MAX) refuse(`addresses of at most ${ADDRESS_BYTES_MAX} bytes`, longest)
  if (weight < 1 || weight > WEIGHT_MAX * WEIGHT_UNIT)
    refuse(`a weight over 0 and up to ${WEIGHT_MAX}`, weight / WEIGHT_UNIT)
  if (Buffer.byteLength(zone) > ZONE_BYTES_MAX || /\p{Cc}/u.test(zone))
    refuse(`a zone of at most ${ZONE_BYTES_MAX} bytes without control characters`, Buffer.byteLength(zone))
  if (incarnation < 1) refuse('an incarnation over 0', incarnation)
}

/** Why a start of a peer is refused: one with a higher incarnation, which `detail` tells, is on the ring. */
export function olderStart(peer: string, incarnation: number): TritonError {
  const detail = new Uint8Array(8)
  new DataView(detail.buffer).setBigUint64(0, BigInt(incarnation))
  return new TritonError(
    'Refused',
    `peer ${peer} is on the ring already with a newer start of the same identity`,
    { detail, hint: 'two processes use one --data directory: give each its own' },
  )
}

/** A member as it joins; `known` is what it was before, if it was one. */
export function admitted(
  peer: string,
  request: JoinRequest,
  known: Member | undefined,
  seed: Uint8Array<ArrayBuffer>,
): Member {
  const { addresses, weight, zone, incarnation } = request
  const draining = known?.draining ?? false
  return { id: peer, addresses, weight, zone, state: MemberState.ALIVE, seed, incarnation, draining }
}
