import { lookup } from 'node:dns/promises'
import { isIPv6 } from 'node:net'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { base58btc } from 'multiformats/bases/base58'
import { CID } from 'multiformats/cid'
import { TritonError } from '../errors.ts'

/**
 * A peer's address as a person writes it, as a multiaddr: a multiaddr, or a place in a
 * MemoryNetwork, is taken as it is; `host:port` and `[v6]:port` are resolved. Throws `BadRequest` for anything else, `Unavailable` for an unknown host.
 */
export async function resolveAddress(text: string): Promise<string> {
  if (text.startsWith('/memory/')) return text
  if (text.startsWith('/')) return checkMultiaddr(text).toString()
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || port < 1 || port > 65535) {
    throw new TritonError(
      'BadRequest',
      `'${text}' is no address: expected host:port or a multiaddr such as /ip4/127.0.0.1/tcp/4001`,
    )
  }
  const address = await resolveHost(host)
  return `/${isIPv6(address) ? 'ip6' : 'ip4'}/${address}/tcp/${port}`
}

async function resolveHost(host: string): Promise<string> {
  try {
    return (await lookup(host, { order: 'ipv4first' })).address
  } catch (cause) {
    throw new TritonError('Unavailable', `could not find the host '${host}'`, { cause })
  }
}

/** Throws `BadRequest` unless `text` is a multiaddr that TCP can dial or listen on. */
export function checkMultiaddr(text: string): Multiaddr {
  try {
    return parse(text)
  } catch (cause) {
    throw new TritonError(
      'BadRequest',
      `'${text}' is no address: expected a multiaddr such as /ip4/127.0.0.1/tcp/4001 (${(cause as Error).message})`,
      { cause },
    )
  }
}

/** Whether `checkMultiaddr` takes it. */
export function isMultiaddr(text: string): boolean {
  try {
    parse(text)
    return true
  } catch {
    return false
  }
}

function parse(text: string): Multiaddr {
  const parsed = multiaddr(text)
  const parts = parsed.getComponents()
  if (!parts.some(({ name }) => name === 'tcp')) throw new Error('it has no /tcp part')
  const id = parts.find(({ name }) => name === 'p2p')?.value
  if (id !== undefined) checkPeerId(id)
  return parsed
}

/** multiaddr takes any text for a peer's id. */
function checkPeerId(id: string): void {
  if (/^[1Q]/.test(id)) base58btc.decode(`z${id}`)
  else CID.parse(id)
}
