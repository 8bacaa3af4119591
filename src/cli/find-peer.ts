import { TritonError } from '../errors.ts'

/**
 * The block peer that a person names by its id, its short form as `tt status` shows it, or the end of its id. Throws
 * `NotFound`, and `BadRequest` where it may be several.
 */
export function findPeer<Peer extends { id: string }>(
  { peers }: { peers: readonly Peer[] },
  named: string,
): Peer {
  const ending = named.slice(named.lastIndexOf('…') + 1)
  const found = peers.filter(({ id }) => id === named || (ending !== '' && id.endsWith(ending)))
  if (found.length === 1) return found[0]!
  if (found.length > 1)
    throw new TritonError(
      'BadRequest',
      `'${named}' may be ${found.length} block peers: name it by its whole id`,
    )
  throw new TritonError('NotFound', `there is no block peer '${named}' on the ring`, {
    hint: 'tt status lists them',
  })
}
