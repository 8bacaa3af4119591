import type { Command } from 'commander'
import type { OverlayStatus } from '../client/report.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatCount, formatDuration, formatSize, shortId } from './format.ts'
import { type Column, colours, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

const COLUMNS: Column[] = [
  { head: 'PEER', show: shortId },
  { head: 'STATE' },
  { head: 'BLOCKS', align: 'right', show: formatCount },
  { head: 'BYTES', align: 'right', show: formatSize },
  { head: 'LAST HEARD', align: 'right', show: (ms: number) => `${formatDuration(ms)} ago` },
  { head: 'ADDRESS', show: (address: string) => address.replace(/\/p2p\/.*$/, '') },
]

export function addStatus(program: Command, terminal: Terminal): void {
  const command = program.command('status')
  command.description('how the overlay is: one sentence, then its block peers')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt status', 'tt status --json | jq .peers[].state'))
    .action((flags: OverlayFlags) => status(flags, terminal))
}

async function status(flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const state = await client.status()
    if (flags.json) return print(terminal, toJson({ sentence: describeStatus(state), ...state }))
    const { bold } = await colours(terminal)
    await print(terminal, `${bold(describeStatus(state))}\n`)
    const rows = state.peers.map((peer) => [
      peer.id,
      peer.state,
      peer.blocks,
      peer.bytes,
      peer.silentMs,
      peer.addresses[0] ?? '-',
    ])
    await printTable(terminal, COLUMNS, rows)
    const { epoch, term, metadataPeer } = state
    await print(terminal, `\nEpoch ${epoch} of term ${term}, by the metadata peer ${shortId(metadataPeer)}.`)
  })
}

/** The overlay's state in one sentence that promises no more than is known. */
export function describeStatus(state: OverlayStatus): string {
  const rebuilding = state.rebuilding ? ' The names are being read back from the ring.' : ''
  return `${sentenceOf(state)}${rebuilding}`
}

function sentenceOf({ peers, files, replicas }: OverlayStatus): string {
  const alive = peers.filter((peer) => peer.state === 'alive').length
  const silent = peers.length - alive
  if (peers.length === 0) return 'No block peer is there: nothing can be stored or read.'
  if (alive === 0) return 'No block peer answers: nothing can be stored or read until one is back.'
  if (silent > 0) {
    return `${silent} of ${counted(peers.length, 'block peer')} ${silent === 1 ? 'is' : 'are'} silent; ${counted(files, 'file')}.`
  }
  const copies = Math.min(replicas, alive)
  if (copies === 1) {
    return `One block peer is there, with ${counted(files, 'file')}; new blocks have one copy until another peer joins.`
  }
  return `All ${alive} block peers are there, with ${counted(files, 'file')}; new blocks are kept on ${copies} of them each.`
}
