import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import type { OverlayStatus } from '../client/report.ts'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatCount } from './format.ts'
import { print, type Terminal, warn } from './terminal.ts'

interface RebuildFlags extends OverlayFlags {
  check: boolean
}

const LOOK_MS = 200
/** Between two lines that say how far it has come. */
const SAY_MS = 5_000

export function addRebuild(program: Command, terminal: Terminal): void {
  const command = program.command('rebuild')
  command
    .description("read the names back from the ring's own records, and list files that are not whole")
    .option('--no-check', 'do not look whether all blocks of all files are there')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt rebuild', 'tt rebuild --no-check'))
    .action((flags: RebuildFlags) => rebuild(flags, terminal))
}

async function rebuild(flags: RebuildFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    await client.administration.rebuild()
    const status = await untilRebuilt(client, terminal)
    if (!flags.json) await print(terminal, rebuiltWords(status))
    else await print(terminal, toJson({ event: 'rebuilt', files: status.files, ...status.rebuild }))
    if (flags.check) await check(client, status.files, flags, terminal)
  })
}

async function untilRebuilt(client: Client, terminal: Terminal): Promise<OverlayStatus> {
  const say = every(SAY_MS)
  for (;;) {
    const status = await client.status()
    if (!status.rebuilding) return status
    if (say()) await warn(terminal, `names are being read back: ${progressWords(status)}`)
    await sleep(LOOK_MS, undefined, { signal: terminal.signal })
  }
}

async function check(client: Client, files: number, flags: RebuildFlags, terminal: Terminal): Promise<void> {
  const say = every(SAY_MS)
  let looked = 0
  let found = 0
  const onFile = () => {
    looked++
    if (say())
      void warn(terminal, `${formatCount(looked)} of ${counted(files, 'file')} looked at`).catch(() => {})
  }
  for await (const { record, blocks, missing } of client.administration.incompleteFiles({
    onFile,
    signal: terminal.signal,
  })) {
    found++
    const { name, version } = record
    const what =
      missing === undefined
        ? 'its manifest is not there'
        : `${missing} of ${counted(blocks, 'block')} are not there`
    const words = `incomplete: ${escapeControl(name)} (version ${version}): ${what}`
    await print(
      terminal,
      flags.json ? toJson({ event: 'incomplete', name, version, blocks, missing }) : words,
    )
  }
  if (found > 0)
    throw new TritonError('Corrupt', `${found} of ${counted(looked, 'file')} are incomplete`, HINT)
  if (!flags.json) await print(terminal, `All blocks of ${counted(looked, 'file')} are there.`)
}

const HINT = { hint: 'start the block peers that are away: tt status shows them; then look again' }

function rebuiltWords(status: OverlayStatus): string {
  return `The names are read back: ${counted(status.files, 'file')}, from ${progressWords(status)}.`
}

function progressWords({ rebuild: { peersRead, peers, records } }: OverlayStatus): string {
  return `${counted(records, 'record')} of ${peersRead} of ${counted(peers, 'block peer')}`
}

/** Whether so much time has passed since it last said so. */
function every(ms: number): () => boolean {
  let lastMs = performance.now()
  return () => {
    if (performance.now() - lastMs < ms) return false
    lastMs = performance.now()
    return true
  }
}
