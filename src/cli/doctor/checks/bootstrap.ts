import { isTritonError } from '../../../errors.ts'
import { resolveAddress } from '../../../rpc/address.ts'
import type { Check, Finding } from '../check.ts'
import { knock, type WhoAnswers } from '../knock.ts'

/** Whether a peer listens at each of the addresses that the overlay is looked for at. */
export const bootstrap: Check = {
  name: 'addresses',
  async run({ settings, bootstrap: addresses }) {
    const unsaid: Finding = {
      level: 'warning',
      says: `no address of the overlay was given, so ${addresses[0]} is tried`,
      next: 'add --bootstrap HOST:PORT, or set TT_BOOTSTRAP',
    }
    const found = await Promise.all(addresses.map(findingAt))
    return settings.bootstrap === undefined ? [unsaid, ...found] : found
  },
}

async function findingAt(address: string): Promise<Finding> {
  try {
    const resolved = await resolveAddress(address)
    const [, kind, host = '', , port] = /^\/(ip4|ip6|dns[46]?)\/([^/]+)\/(tcp)\/(\d+)/.exec(resolved) ?? []
    if (kind === undefined)
      return { level: 'ok', says: `${address} is not looked at: it is no plain TCP address` }
    return TOLD[await knock(host, Number(port))](address, port!)
  } catch (error) {
    if (!isTritonError(error)) throw error
    return {
      level: 'wrong',
      says: error.message,
      next: 'correct --bootstrap, TT_BOOTSTRAP or tritonring.yaml',
    }
  }
}

const TOLD: Record<WhoAnswers, (address: string, port: string) => Finding> = {
  peer: (address) => ({ level: 'ok', says: `a libp2p peer listens at ${address}` }),
  nobody: (address, port) => ({
    level: 'wrong',
    says: `nobody listens at ${address}: the connection is refused`,
    next: `on that machine: tt metadata --port ${port}`,
  }),
  silence: (address, port) => ({
    level: 'wrong',
    says: `nothing comes back from ${address}: the machine is off, or a firewall drops what is sent to port ${port}`,
    next: `open the port, on that machine: sudo ufw allow ${port}/tcp`,
  }),
  unreachable: (address) => ({
    level: 'wrong',
    says: `no network leads to ${address}`,
    next: 'check the address and this machine’s network: ip route',
  }),
  private: (address) => ({
    level: 'wrong',
    says: `who listens at ${address} belongs to a private network: it speaks only to those who have its swarm key`,
    next: 'ask who runs it for the swarm key, or for an invitation',
  }),
  mute: (address) => ({
    level: 'wrong',
    says: `who listens at ${address} takes connections and says nothing: it is frozen, overloaded, or no tritonring peer`,
    next: 'restart that peer, or name another: --bootstrap HOST:PORT',
  }),
  other: (address) => ({
    level: 'wrong',
    says: `something else listens at ${address}: no libp2p peer`,
    next: 'name another port: --bootstrap HOST:PORT',
  }),
}
