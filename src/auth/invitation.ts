import { TritonError } from '../errors.ts'
import { ADDRESS_BYTES_MAX, ADDRESSES_MAX } from '../limits.ts'
import { isSwarmKey } from './swarm-key.ts'

/** All that a machine needs to come into an overlay, in one string. */
export interface Invitation {
  /** Where the overlay is found: multiaddrs of metadata peers. */
  bootstrap: readonly string[]
  /** Where the invitation is redeemed. */
  authPeer: { id: string; addresses: readonly string[] }
  /** One time, by one peer. */
  secret: Uint8Array
  /** What a private network is entered with, as text of a key file. */
  swarmKey?: string | undefined
}

const PREFIX = 'tt-invite-'
/** Two lists of addresses, ids, a secret, a key. */
const LENGTH_MAX = 2 * (2 * ADDRESSES_MAX * ADDRESS_BYTES_MAX + 1024)

export function formatInvitation({ bootstrap, authPeer, secret, swarmKey }: Invitation): string {
  const fields = [
    bootstrap,
    authPeer.id,
    authPeer.addresses,
    Buffer.from(secret).toString('base64url'),
    swarmKey ?? '',
  ]
  return PREFIX + Buffer.from(JSON.stringify(fields)).toString('base64url')
}

/** Throws `BadRequest` for what is no invitation. */
export function parseInvitation(text: string): Invitation {
  const refuse = (cause?: unknown) =>
    new TritonError('BadRequest', `that is no invitation: a string that begins with ${PREFIX} needed`, {
      cause,
      hint: 'tt invite prints one; take it whole, in quotes',
    })
  if (!text.startsWith(PREFIX) || text.length > LENGTH_MAX) throw refuse()
  try {
    const fields: unknown = JSON.parse(Buffer.from(text.slice(PREFIX.length), 'base64url').toString())
    const [bootstrap, id, addresses, secret, swarmKey] = fields as unknown[]
    if (
      !isAddresses(bootstrap) ||
      !isText(id) ||
      !isAddresses(addresses) ||
      !isText(secret) ||
      typeof swarmKey !== 'string' ||
      !(swarmKey === '' || isSwarmKey(swarmKey))
    )
      throw refuse()
    const authPeer = { id, addresses }
    return { bootstrap, authPeer, secret: Buffer.from(secret, 'base64url'), swarmKey: swarmKey || undefined }
  } catch (cause) {
    throw refuse(cause)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= ADDRESS_BYTES_MAX
}

function isAddresses(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.length <= ADDRESSES_MAX && value.every(isText)
}
