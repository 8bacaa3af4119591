import { isTritonError } from '../errors.ts'
import { escapeControl } from './escape.ts'

/** What a block peer waits for that is not on the ring yet: `obstacle` is what its last attempt failed with, if one has. */
export function waitingWords(named: readonly string[], obstacle: unknown): string {
  const why = obstacle instanceof Error ? `: ${escapeControl(obstacle.message)}` : ''
  const isAnswered =
    why !== '' && !isTritonError(obstacle, 'Unavailable') && !isTritonError(obstacle, 'Timeout')
  if (isAnswered) return `not on the ring yet${why}; trying on`
  return `no metadata peer answers at ${named.join(', ')} yet${why}; trying on (--bootstrap names another)`
}
