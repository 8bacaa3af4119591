import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { OverlayView } from '../../src/membership/view.ts'
import type { View } from '../../src/wire/generated/tritonring.ts'

/** A view with those fields, nothing in the others, signed by its coordinator. `key`: the coordinator's. */
export async function signedView(fields: Partial<View>, key?: PrivateKey): Promise<OverlayView> {
  const signer = key ?? (await generateKeyPair('Ed25519'))
  const numbers = { term: 1, epoch: 1, ringEpoch: 1, replicas: 2, generation: 1 }
  const nobody = { coordinatorAddresses: [], members: [], previous: [], metadataPeers: [], signers: [] }
  const lists = { issuerKeys: [], denials: [], lastHolders: [] }
  const coordinator = peerIdFromPrivateKey(signer).toString()
  const empty = { ...numbers, ...nobody, ...lists, coordinator, world: new Uint8Array(16) }
  return OverlayView.sign({ ...empty, ...fields }, signer)
}
