import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { CALL_DEADLINE_MS, LEASE_GENERATIONS } from '../limits.ts'
import { obstacleHint } from './collection-words.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { findPeer } from './find-peer.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatCount, formatDuration, formatSize, shortId } from './format.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

interface GcFlags extends OverlayFlags {
  dryRun?: true
  endLeases?: true
}

const LOOK_MS = 100
/** Two heartbeats and a push: by then every block peer goes by a new generation, unless it is silent. */
const ACKNOWLEDGED_MS = 3 * CALL_DEADLINE_MS
const COLUMNS: Column[] = [
  { head: 'PEER', show: shortId },
  { head: 'UNREACHABLE', align: 'right', show: formatCount },
  { head: 'BYTES', align: 'right', show: formatSize },
  { head: 'FREED', align: 'right', show: formatCount },
  { head: 'BYTES', align: 'right', show: formatSize },
  { head: 'TOOK', align: 'right', show: formatDuration },
]

export function addGc(program: Command, terminal: Terminal): void {
  const command = program.command('gc')
  command
    .description('delete the blocks that no file, no kept version and no recent upload needs')
    .argument('[peer]', 'only on this block peer: its id, or the end of it')
    .option('-n, --dry-run', 'delete nothing, only count')
    .option('--end-leases', 'also what was put just now: uploads under way begin again')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt gc', 'tt gc --dry-run', 'tt gc --end-leases --json'))
    .action((named: string | undefined, flags: GcFlags) => gc(named, flags, terminal))
}

async function gc(named: string | undefined, flags: GcFlags, terminal: Terminal): Promise<void> {
  if (flags.dryRun && flags.endLeases)
    throw new TritonError(
      'BadRequest',
      '--dry-run would delete nothing, but leases that have ended are collected by the block peers themselves',
      { hint: 'tt gc --dry-run counts what is under no lease now' },
    )
  await withClient(terminal, flags, async (client) => {
    if (flags.endLeases)
      for (let raised = 0; raised < LEASE_GENERATIONS; raised++) await raise(client, terminal.signal)
    const status = await client.status()
    const peers = named === undefined ? status.peers : [findPeer(status, named)]
    const results = await Promise.all(
      peers.map(({ id }) => collectOne(client, id, flags.dryRun === true, terminal.signal)),
    )
    const total = (pick: (result: (typeof results)[number]) => number) =>
      results.reduce((sum, each) => sum + pick(each), 0)
    const summary = {
      generation: status.generation,
      unreachableBlocks: total(({ unreachableBlocks }) => unreachableBlocks),
      unreachableBytes: total(({ unreachableBytes }) => unreachableBytes),
      freedBlocks: total(({ freedBlocks }) => freedBlocks),
      freedBytes: total(({ freedBytes }) => freedBytes),
      freedSinceStart: total(({ freedSinceStart }) => freedSinceStart),
    }
    if (flags.json)
      await print(terminal, toJson({ ...summary, dryRun: flags.dryRun === true, peers: results }))
    else {
      const rows = results.map((each) => [
        ...[each.peer, each.unreachableBlocks, each.unreachableBytes],
        ...[each.freedBlocks, each.freedBytes, each.tookMs],
      ])
      await printTable(terminal, COLUMNS, rows)
      await print(terminal, `\n${wordsOf(summary, flags.dryRun === true)}`)
    }
    const left = results.find(({ complete }) => !complete)
    if (left !== undefined)
      throw new TritonError('Unavailable', `${shortId(left.peer)} did not collect: ${left.obstacle}`, {
        hint: obstacleHint(left.obstacle) ?? 'tt status tells how the overlay is; nothing is lost by waiting',
      })
  })
}

function wordsOf(
  { unreachableBlocks, unreachableBytes, freedBlocks, freedBytes }: Record<string, number>,
  dryRun: boolean,
): string {
  if (dryRun)
    return `${counted(unreachableBlocks!, 'copy', 'copies')} of blocks (${formatSize(unreachableBytes!)}) are needed by nothing.`
  return `${counted(freedBlocks!, 'copy', 'copies')} of blocks deleted, ${formatSize(freedBytes!)} freed.`
}

/** Waits until all block peers go by the present generation, and begins the next. */
async function raise(client: Client, signal: AbortSignal): Promise<void> {
  const endMs = performance.now() + ACKNOWLEDGED_MS
  for (;;) {
    try {
      await client.administration.raiseGeneration()
      return
    } catch (error) {
      if (!isTritonError(error, 'Busy') || performance.now() > endMs) throw error
      await sleep(LOOK_MS, undefined, { signal })
    }
  }
}

/** A collection of this peer's from its beginning: one that was under way may not have seen the latest. */
async function collectOne(client: Client, peer: string, dryRun: boolean, signal: AbortSignal) {
  const endMs = performance.now() + ACKNOWLEDGED_MS
  for (;;) {
    await untilIdle(client, peer, signal)
    await client.administration.collect(peer, { start: true, dryRun })
    const report = await untilIdle(client, peer, signal)
    const again = !report.complete && performance.now() < endMs
    if (!again) return { ...report, peer }
    await sleep(LOOK_MS, undefined, { signal })
  }
}

async function untilIdle(client: Client, peer: string, signal: AbortSignal) {
  let report = await client.administration.collect(peer, { start: false })
  while (report.running) {
    await sleep(LOOK_MS, undefined, { signal })
    report = await client.administration.collect(peer, { start: false })
  }
  return report
}
