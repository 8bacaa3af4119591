import { keyAt } from '../block/key.ts'
import { PAGE_BYTES } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { NO_MEMBER } from '../ring/choose.ts'
import { isMuchSlower } from './pace.ts'
import type { ReadJob } from './read-job.ts'
import { bytesOf, type ReadTask } from './read-task.ts'

/**
 * Says for each block of a task which member is asked for it now; NO_MEMBER where all have been asked. Both owners get half
 * of much, so that both send; a little is asked of as few members as it takes, since the answer is as late as the last of
 * theirs. `avoided`: one byte a member; `latenciesMs`: what each takes, NaN where that is not known.
 */
export function plan(
  view: OverlayView,
  task: Pick<ReadTask, 'job' | 'indexes'>,
  avoided: Uint8Array,
  latenciesMs: Float64Array,
): Uint16Array {
  const { ring } = view
  const { job, indexes } = task
  const held = bytesOf(task) <= PAGE_BYTES ? heldByEach(view, task) : undefined
  const chosen = new Uint16Array(indexes.length)
  for (let i = 0; i < indexes.length; i++) {
    const index = indexes[i]!
    const arc = job.arcs[index]!
    const first = ring.ownerAt(arc, 0)
    const second = ring.ownerAt(arc, 1)
    const healthy = first >= 0 && second >= 0 && avoided[first] === 0 && avoided[second] === 0
    if (!healthy || job.refusals(index) !== undefined) {
      chosen[i] = fallback(view, job, index, avoided)
      continue
    }
    const firstMs = latenciesMs[first]!
    const secondMs = latenciesMs[second]!
    if (isMuchSlower(firstMs, secondMs)) chosen[i] = second
    else if (isMuchSlower(secondMs, firstMs)) chosen[i] = first
    else if (held !== undefined) chosen[i] = held[second]! > held[first]! ? second : first
    // Halves, not every other block: what was put in one go lies side by side at a peer.
    else chosen[i] = 2 * i < indexes.length ? first : second
  }
  return chosen
}

/**
 * How many blocks of the task each member owns, and a fraction that is another for each, so that all blocks which two members own
 * go to the same one of them; which, differs from task to task.
 */
function heldByEach(
  { ring }: OverlayView,
  { job, indexes }: Pick<ReadTask, 'job' | 'indexes'>,
): Float64Array {
  const turn = job.arcs[indexes[0]!]!
  const held = Float64Array.from(ring.members, (_, member) => ((member + turn) % ring.size) / ring.size)
  for (const index of indexes) {
    for (let rank = 0; rank < ring.ownerCount; rank++) held[ring.ownerAt(job.arcs[index]!, rank)]!++
  }
  return held
}

/**
 * The first member that has not failed to give a block: of its owners, of those that were its owners while not everything
 * is in its place by this ring, of its preference list. An avoided one only when no other is left.
 */
function fallback(view: OverlayView, job: ReadJob, index: number, avoided: Uint8Array): number {
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
