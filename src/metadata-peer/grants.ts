import { checkUserName } from '../auth/user-name.ts'
import { TritonError } from '../errors.ts'
import { GRANTS_MAX } from '../limits.ts'
import { printable } from '../names/file-name.ts'
import type { Grant, ShareRequest } from '../wire/generated/tritonring.ts'

/** The grants of a file after one user's is set, or taken away. Throws `BadRequest`, `TooLarge`. */
export function grantsAfter(grants: readonly Grant[], { name, user, read, write }: ShareRequest): Grant[] {
  checkUserName(user)
  const others = grants.filter((grant) => grant.user !== user)
  if (!read && !write) return others
  if (others.length >= GRANTS_MAX)
    throw new TritonError(
      'TooLarge',
      `could not share '${printable(name)}': it is shared with ${others.length} users, at most ${GRANTS_MAX} are allowed`,
    )
  return [...others, { user, write }]
}
