import { keyAt } from '../block/key.ts'
import type { OverlayView } from '../membership/view.ts'
import { NO_MEMBER } from '../ring/choose.ts'
import type { ReadJob } from './read-job.ts'

/**
 * The first member that has not failed to give a block: of its owners, of those that were its owners while not everything
 * is in its place by this ring, of its preference list. An avoided one only when no other is left.
 */
export function fallback(view: OverlayView, job: ReadJob, index: number, avoided: Uint8Array): number {
  const { ring } = view
  const refusals = job.refusals(index)
  const open = candidates(view, job, index).filter((member) => !refusals?.has(ring.members[member]!.id))
  return open.find((member) => avoided[member] === 0) ?? open[0] ?? NO_MEMBER
}

function candidates({ ring, ringBefore }: OverlayView, job: ReadJob, index: number): readonly number[] {
  const list = Array.from(ring.preferenceList(job.arcs[index]!))
  if (ringBefore === undefined) return list
  const owners = list.slice(0, ring.ownerCount)
  const former = ringBefore.ownersOf(keyAt(job.keys, index)).map((id) => ring.indexOf(id))
  return [...new Set([...owners, ...former.filter((member) => member >= 0), ...list])]
}
