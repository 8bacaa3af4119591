import { TritonError } from '../errors.ts'
import type { Access } from '../wire/method.ts'

/**
 * What a token allows. `read`, `write` and `admin` are users', each with what the ones before it allow; `peer` is a
 * place among the block and metadata peers.
 */
export const SCOPES = ['read', 'write', 'admin', 'peer'] as const
export type Scope = (typeof SCOPES)[number]

const USER_SCOPES: readonly string[] = ['read', 'write', 'admin']

/** Whether one of `scopes` allows what only `access` may. */
export function permits(scopes: readonly Scope[], access: Access): boolean {
  if (access === 'anyone') return true
  if (access === 'peer') return scopes.includes('peer')
  return scopes.some((scope) => USER_SCOPES.indexOf(scope) >= USER_SCOPES.indexOf(access))
}

/** Whether each of `wanted` is allowed by `held`: nobody gives away more than he has. */
export function contains(held: readonly Scope[], wanted: readonly Scope[]): boolean {
  return wanted.every((scope) => permits(held, scope))
}

/** Scopes as words with blanks between, as a token has them. Throws `BadRequest` for other words. */
export function parseScopes(text: string): Scope[] {
  return text
    .split(/[ ,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const scope = SCOPES.find((each) => each === word)
      if (scope !== undefined) return scope
      throw new TritonError(
        'BadRequest',
        `'${word.slice(0, 40)}' is no scope: there are ${SCOPES.join(', ')}`,
      )
    })
}
