import { TritonError } from '../errors.ts'
import { checkMultiaddr } from '../rpc/address.ts'

/** A TCP port of this machine alone; port 0 takes a free one. */
export function loopbackAddress(port: number): string {
  return `/ip4/127.0.0.1/tcp/${port}`
}

/**
 * Throws `Refused` when other machines could reach one of the multiaddrs, unless callers have to show who they are
 * (`auth`), or it was asked for (`insecure`). `hint` says how that is done. Throws `BadRequest` for what is no multiaddr.
 */
export function checkListen(
  addresses: readonly string[],
  { insecure, auth }: { insecure: boolean; auth: boolean },
  hint: string,
): void {
  for (const address of addresses) {
    if (isLoopback(address) || insecure || auth) continue
    throw new TritonError(
      'Refused',
      `could not listen on ${address}: other machines can reach it, and without authentication anybody there could join, read and delete`,
      { hint: `${hint}, listen on /ip4/127.0.0.1, or add --insecure on a network where you trust everybody` },
    )
  }
}

/** Whether only this machine reaches a multiaddr. A name could mean anything, so it does not count. */
export function isLoopback(address: string): boolean {
  const [host] = checkMultiaddr(address).getComponents()
  if (host?.name === 'ip4') return host.value?.startsWith('127.') === true
  return host?.name === 'ip6' && host.value === '::1'
}
