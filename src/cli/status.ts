import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import type { BlockPeerStatus, OverlayStatus } from '../client/report.ts'
import { collectionWords } from './collection-words.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatCount, formatDuration, formatSize, shortId } from './format.ts'
import { type Health, healthOf } from './health.ts'
import { type Column, colours, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

const COLUMNS: Column[] = [
  { head: 'PEER', show: shortId },
  { head: 'STATE' },
  { head: 'BLOCKS', align: 'right', show: told(formatCount) },
  { head: 'BYTES', align: 'right', show: told(formatSize) },
  { head: 'TO COPY', align: 'right', show: told(formatCount) },
  { head: 'COPIED', align: 'right', show: told(formatCount) },
  { head: 'LAST HEARD', align: 'right', show: told((ms) => `${formatDuration(ms)} ago`) },
  { head: 'ADDRESS', show: (address: string) => address.replace(/\/p2p\/.*$/, '') },
]
/** Stands for what a peer has not told yet. */
const UNTOLD = '?'
const WATCH_MS = 1_000
/** Home, and everything behind it erased: the lines are drawn anew in their place. */
const REDRAW = '\u001b[H\u001b[J'

interface StatusFlags extends OverlayFlags {
  watch?: true
}

export function addStatus(program: Command, terminal: Terminal): void {
  const command = program.command('status')
  command
    .description('how many block peers can be lost while every file stays, in one sentence; then the peers')
    .option('-w, --watch', 'look again every second, until Ctrl-C')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt status', 'tt status --watch', 'tt status --json | jq .sentence'))
    .action((flags: StatusFlags) => status(flags, terminal))
}

async function status(flags: StatusFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    for (;;) {
      await show(client, flags, terminal)
      if (flags.watch === undefined) return
      await sleep(WATCH_MS, undefined, { signal: terminal.signal })
    }
  })
}

async function show(client: Client, flags: StatusFlags, terminal: Terminal): Promise<void> {
  const state = await client.status()
  const health = healthOf(state)
  if (flags.json) return print(terminal, toJson({ ...health, ...state }))
  const { bold } = await colours(terminal)
  const redraw = flags.watch && terminal.outputToPerson ? REDRAW : ''
  await print(terminal, `${redraw}${bold(health.sentence)}\n`)
  await printTable(terminal, COLUMNS, state.peers.map(rowOf))
  await print(terminal, `\n${closingWords(state, health)}`)
}

function rowOf({ id, state, draining, blocks, bytes, repair, silentMs, addresses }: BlockPeerStatus) {
  const what = draining ? `${state}, draining` : state
  const numbers =
    repair === undefined
      ? [UNTOLD, UNTOLD, UNTOLD, UNTOLD, UNTOLD]
      : [blocks, bytes, repair.backlogBlocks, repair.movedBlocks, silentMs]
  return [id, what, ...numbers, addresses[0] ?? '-']
}

function told(show: (value: number) => string): (value: number | typeof UNTOLD) => string {
  return (value) => (value === UNTOLD ? UNTOLD : show(value))
}

function closingWords(status: OverlayStatus, { alarms }: Health): string {
  const { epoch, term, metadataPeer } = status
  const words = alarms.map((alarm) => `Alarm: ${alarm}.`)
  return [
    ...words,
    collectionWords(status),
    `Epoch ${epoch} of term ${term}, by the metadata peer ${shortId(metadataPeer)}.`,
  ].join('\n')
}
