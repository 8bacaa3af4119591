import type { BlockPeerStatus } from '../client/report.ts'
import { collectionWords } from './collection-words.ts'
import { escapeControl } from './escape.ts'
import type { ScreenParts } from './fit-screen.ts'
import { formatCount, formatDuration, formatSize, shortId } from './format.ts'
import { type Health, healthOf } from './health.ts'
import { type Column, tableLines } from './table.ts'
import type { Terminal } from './terminal.ts'
import type { Sight } from './watch-status.ts'

const COLUMNS: Column[] = [
  { head: 'PEER', show: shortId },
  { head: 'STATE' },
  { head: 'BLOCKS', align: 'right', show: told(formatCount) },
  { head: 'BYTES', align: 'right', show: told(formatSize) },
  { head: 'FREE', align: 'right', show: told(formatSize) },
  { head: 'TO COPY', align: 'right', show: told(formatCount) },
  { head: 'COPIED', align: 'right', show: told(formatCount) },
  { head: 'LAST HEARD', align: 'right', show: told((ms) => `${formatDuration(ms)} ago`) },
  { head: 'ADDRESS', show: (address: string) => address.replace(/\/p2p\/.*$/, '') },
]
/** Stands for what a peer has not told yet. */
const UNTOLD = '?'
/** Stands for room without a bound. */
const BOUNDLESS = '-'
/** The sentence, the peers, and what else there is to know. Into a pipe nothing is said again that was heard before. */
export async function statusParts(sight: Sight, terminal: Terminal): Promise<ScreenParts> {
  const { status, unheard } = sight
  const health = healthOf(status)
  const noun = 'peer'
  if (unheard !== undefined && !terminal.outputToPerson)
    return { head: [unheardSentence(unheard)], table: [], noun, foot: [] }
  const head =
    unheard === undefined
      ? [health.sentence]
      : [unheardSentence(unheard), '', `Before that, ${formatDuration(unheard.ms)} ago: ${health.sentence}`]
  const table = await tableLines(terminal, COLUMNS, status.peers.map(rowOf))
  return { head: [...head, ''], table, noun, foot: ['', ...closingLines(sight, health)] }
}

/** The same as an object. Of what was heard before only the sentence is left. */
export function statusObject({ status, unheard }: Sight): object {
  const health = healthOf(status)
  if (unheard === undefined) return { ...health, ...status }
  const before = { sentence: health.sentence, agoMs: unheard.ms }
  return { sentence: unheardSentence(unheard), alarms: [], ageMs: unheard.ms, before }
}

/** That nothing is heard any more, for how long, and why. */
export function unheardSentence({ ms, why }: NonNullable<Sight['unheard']>): string {
  const reason = why === undefined ? '' : ` (${escapeControl(why)})`
  return `Not known: no metadata peer has told anything for ${formatDuration(ms)}${reason}; asking on.`
}

function closingLines({ status }: Sight, { alarms }: Health): string[] {
  const { epoch, term, metadataPeer } = status
  return [
    ...alarms.map((alarm) => `Alarm: ${alarm}.`),
    collectionWords(status),
    `Epoch ${epoch} of term ${term}, by the metadata peer ${shortId(metadataPeer)}.`,
  ]
}

function rowOf(peer: BlockPeerStatus) {
  const { id, state, draining, blocks, bytes, bytesFree = BOUNDLESS, repair, silentMs, addresses } = peer
  const what = draining ? `${state}, draining` : state
  const numbers =
    repair === undefined
      ? [UNTOLD, UNTOLD, UNTOLD, UNTOLD, UNTOLD, UNTOLD]
      : [blocks, bytes, bytesFree, repair.backlogBlocks, repair.movedBlocks, silentMs]
  return [id, what, ...numbers, addresses[0] ?? '-']
}

function told(show: (value: number) => string): (value: number | string) => string {
  return (value) => (typeof value === 'number' ? show(value) : value)
}
