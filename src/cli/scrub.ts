import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import { TritonError } from '../errors.ts'
import type { ScrubResponse } from '../wire/generated/tritonring.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { findPeer } from './find-peer.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatCount, shortId } from './format.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

const LOOK_MS = 200
const COLUMNS: Column[] = [
  { head: 'PEER', show: shortId },
  { head: 'LOOKED AT', align: 'right', show: formatCount },
  { head: 'WRONG', align: 'right', show: formatCount },
  { head: 'FETCHED ANEW', align: 'right', show: formatCount },
]

export function addScrub(program: Command, terminal: Terminal): void {
  const command = program.command('scrub')
  command
    .description('compare every stored block with its key; fetch anew what is wrong or missing')
    .argument('[peer]', 'only this block peer: its id, or the end of it')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt scrub', 'tt scrub 12D3…mTv92t --json'))
    .action((named: string | undefined, flags: OverlayFlags) => scrub(named, flags, terminal))
}

async function scrub(named: string | undefined, flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const status = await client.status()
    const peers = named === undefined ? status.peers : [findPeer(status, named)]
    const results = await Promise.all(peers.map(({ id }) => scrubOne(client, id, terminal.signal)))
    const brokenOff = results.filter(({ obstacle }) => obstacle !== '')
    const wrong = results.reduce((sum, { corrupt }) => sum + corrupt, 0)
    const lost = results.reduce((sum, { corrupt, mended }) => sum + Math.max(0, corrupt - mended), 0)
    if (flags.json) await print(terminal, toJson({ wrong, lost, peers: results }))
    else {
      const rows = results.map(({ id, checked, corrupt, mended }) => [id, checked, corrupt, mended])
      await printTable(terminal, COLUMNS, rows)
      const right =
        brokenOff.length === 0 ? 'Every block is what its key says.' : 'Not every block was looked at.'
      await print(terminal, `\n${wrong === 0 ? right : wordsOf(wrong, lost)}`)
    }
    if (brokenOff.length > 0) throw brokenOffError(brokenOff)
    if (lost > 0) throw new TritonError('Corrupt', `${counted(lost, 'block')} could not be replaced yet`)
  })
}

function wordsOf(wrong: number, lost: number): string {
  const rest = lost === 0 ? 'all were replaced' : `${counted(lost, 'block')} could not be replaced`
  return `${counted(wrong, 'block')} ${wrong === 1 ? 'was' : 'were'} wrong; ${rest}.`
}

function brokenOffError(results: readonly (ScrubResponse & { id: string })[]): TritonError {
  const sentences = results.map(({ id, checked, total, obstacle }) => {
    const share = `${formatCount(checked)} of ${counted(total, 'block')}`
    return `could not scrub ${shortId(id)}: broke off after ${share}: ${obstacle}`
  })
  return new TritonError('Unavailable', sentences.join('; '))
}

async function scrubOne(client: Client, id: string, signal: AbortSignal) {
  let progress = await client.administration.scrub(id, { start: true })
  while (progress.running) {
    await sleep(LOOK_MS, undefined, { signal })
    progress = await client.administration.scrub(id, { start: false })
  }
  return { id, ...progress }
}
