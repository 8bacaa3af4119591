import { MemberState } from '../wire/generated/tritonring.ts'
import type { Presence } from './presence.ts'
import type { OverlayView } from './view.ts'

/**
 * Why nothing may be collected by this view: leases can be judged only when all members go by its generation, and blocks
 * only when all of them are in their places. Undefined where nothing stands in the way.
 */
export function collectionObstacle(
  view: OverlayView | undefined,
  presence: Presence,
  frozen: boolean,
): string | undefined {
  if (view === undefined) return 'no block peer has joined yet'
  if (frozen) return 'half of the block peers or more are silent together'
  const silent = view.members.find(({ state }) => state !== MemberState.ALIVE)
  if (silent !== undefined) return `block peer ${silent.id} is silent`
  if (view.previous.length > 0) return 'blocks are still being brought to their places'
  const late = view.members.find(({ id }) => (presence.of(id).generation ?? 0) < view.generation)
  if (late !== undefined) return `block peer ${late.id} does not go by generation ${view.generation} yet`
  return undefined
}
