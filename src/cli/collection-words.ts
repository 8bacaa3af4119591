import type { OverlayStatus } from '../client/report.ts'
import { counted, formatDuration, formatSize, shortId } from './format.ts'

/** What the last collection did, in a sentence, or why there was none. */
export function collectionWords({ collections, collectionObstacle, generation }: OverlayStatus): string {
  const done = collections.filter(({ complete, dryRun }) => complete && !dryRun)
  const stuck = collections.find(({ obstacle }) => obstacle !== '')
  const why = collectionObstacle || (stuck && `${shortId(stuck.peer)}: ${stuck.obstacle}`)
  if (done.length === 0)
    return `Nothing was collected yet (generation ${generation})${why ? `: ${why}` : ''}.`
  const blocks = done.reduce((sum, { freedBlocks }) => sum + freedBlocks, 0)
  const bytes = done.reduce((sum, { freedBytes }) => sum + freedBytes, 0)
  const agoMs = Math.max(...done.map(({ endedMs }) => endedMs))
  const what = `${counted(blocks, 'copy', 'copies')} of blocks, ${formatSize(bytes)}`
  return `Last collection ${formatDuration(agoMs)} ago, in generation ${generation}: ${what} freed${why ? `; now not: ${why}` : ''}.`
}
