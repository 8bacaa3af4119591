import { TritonError } from '../errors.ts'
import { USER_NAME_BYTES_MAX } from '../limits.ts'

const USER_NAME = /^[a-z0-9][a-z0-9._-]*$/

/** Throws `BadRequest` unless `name` can name a user: 1 to 32 of a-z, 0-9, `.`, `_`, `-`, the first a letter or digit. */
export function checkUserName(name: string): void {
  if (name.length <= USER_NAME_BYTES_MAX && USER_NAME.test(name)) return
  throw new TritonError(
    'BadRequest',
    `${JSON.stringify(name.slice(0, 40))} cannot name a user: 1 to ${USER_NAME_BYTES_MAX} of a-z, 0-9, '.', '_' and '-' needed, the first a letter or digit`,
  )
}

/** A file as a user names it. */
export interface OwnedName {
  owner: string
  name: string
}

/**
 * What `name` means to `user`: `~bob/notes.txt` is bob's `notes.txt`, everything else is the user's own. Throws
 * `BadRequest` for a `~` that no user's name follows.
 */
export function ownedName(name: string, user: string): OwnedName {
  if (!name.startsWith('~')) return { owner: user, name }
  const slash = name.indexOf('/')
  const owner = slash < 0 ? name.slice(1) : name.slice(1, slash)
  checkUserName(owner)
  return { owner, name: slash < 0 ? '' : name.slice(slash + 1) }
}

/** How `user` names a file: the other way round. */
export function nameFor(user: string, { owner, name }: OwnedName): string {
  return owner === user ? name : `~${owner}/${name}`
}
