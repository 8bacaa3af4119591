import { RenewingCredential } from '../auth/renewing-credential.ts'
import type { Trust } from '../auth/trust.ts'
import type { Network } from '../rpc/network.ts'
import type { Admission } from './admission.ts'
import { openAuthPeer, welcome } from './auth-peer.ts'

/** Whose tokens a metadata peer counts, and what begins and ends with it. */
export interface RunningTrust {
  trust: Trust
  /** When the network listens. */
  start(): Promise<void>
  stop(): Promise<void>
  /** `again`: an invitation for the administrator also where somebody has logged in before. */
  welcome(swarmKey: string | undefined, again: boolean): Promise<Record<string, string>>
}

/** Those of an auth peer inside (`inside`), or of the one that this peer was admitted by; undefined without either. */
export async function openTrust(
  network: Network,
  data: string | undefined,
  inside: boolean,
  admitted: Admission | undefined,
): Promise<RunningTrust | undefined> {
  if (inside && data !== undefined) {
    const trust = await openAuthPeer(network, data)
    const token = await trust.ownToken()
    network.showToken(() => token)
    const start = async () => {}
    return {
      trust,
      start,
      stop: () => trust.close(),
      welcome: (key, again) => welcome(trust, network.addresses, key, again),
    }
  }
  if (admitted === undefined) return undefined
  const { credential, keep } = admitted
  const { IssuerFollower } = await import('../auth/issuer-follower.ts')
  const { issuer: id, addresses } = credential
  const trust = new IssuerFollower(network, { id, addresses })
  const renewing = new RenewingCredential(network, credential, keep)
  renewing.show()
  const start = async () => {
    await renewing.renewed().catch(() => {})
    await trust.start()
  }
  const stop = async () => {
    renewing.stop()
    trust.stop()
  }
  return { trust, start, stop, welcome: async () => ({}) }
}
