import type { ReadTask } from './read-task.ts'

/** What is to be read from one peer. */
export interface PeerQueue {
  peer: string
  waiting: ReadTask[]
  underWay: number
}

/**
 * Takes work from the queue of another peer, the longest first: of its last task of which `thief` is an owner too, as much
 * as the thief may be asked for. Undefined when there is none.
 */
export function steal(queues: Iterable<PeerQueue>, thief: string): ReadTask | undefined {
  const others = [...queues].filter(({ peer, waiting }) => peer !== thief && waiting.length > 0)
  for (const { waiting } of others.sort((a, b) => b.waiting.length - a.waiting.length)) {
    for (let at = waiting.length - 1; at >= 0; at--) {
      const stolen = stealFrom(waiting, at, thief)
      if (stolen !== undefined) return stolen
    }
  }
  return undefined
}

function stealFrom(waiting: ReadTask[], at: number, thief: string): ReadTask | undefined {
  const task = waiting[at]!
  const { job } = task
  const member = job.ring.indexOf(thief)
  const holds = (index: number) =>
    job.ring.isOwner(job.arcs[index]!, member) && !job.refusals(index)?.has(thief)
  const mine = task.indexes.filter(holds)
  if (mine.length === 0) return undefined
  const rest = task.indexes.filter((index) => !holds(index))
  waiting.splice(at, 1, ...(rest.length > 0 ? [{ ...task, indexes: rest }] : []))
  return { ...task, indexes: mine }
}
