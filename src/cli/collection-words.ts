import type { OverlayStatus } from '../client/report.ts'
import { counted, formatDuration, formatSize, shortId } from './format.ts'

/** What the last collection did, in a sentence, or why there was none. */
export function collectionWords({ collections, collectionObstacle, generation }: OverlayStatus): string {
  const done = collections.filter(({ complete, dryRun }) => complete && !dryRun)
  const stuck = collections.find(({ obstacle }) => obstacle !== '')
  const hint = stuck === undefined ? undefined : obstacleHint(stuck.obstacle)
  const told = stuck && `${shortId(stuck.peer)}: ${stuck.obstacle}${hint === undefined ? '' : ` (${hint})`}`
  const why = collectionObstacle || told
  if (done.length === 0)
    return `Nothing was collected yet (generation ${generation})${why ? `: ${why}` : ''}.`
  const blocks = done.reduce((sum, { freedBlocks }) => sum + freedBlocks, 0)
  const bytes = done.reduce((sum, { freedBytes }) => sum + freedBytes, 0)
  const agoMs = Math.max(...done.map(({ endedMs }) => endedMs))
  const what = `${counted(blocks, 'copy', 'copies')} of blocks, ${formatSize(bytes)}`
  return `Last collection ${formatDuration(agoMs)} ago, in generation ${generation}: ${what} freed${why ? `; now not: ${why}` : ''}.`
}

/** What to do about a file that cannot be read whole, which keeps everything from being collected; undefined for all else. */
export function obstacleHint(obstacle: string): string | undefined {
  if (!obstacle.startsWith("could not read '")) return undefined
  return 'nothing is deleted anywhere until it can be: bring back the block peers that hold its blocks, or give it up with its earlier versions: tt rm --forget'
}
