import type { Command } from 'commander'
import { systemClock } from '../clock.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { fitScreen } from './fit-screen.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { statusObject, statusParts } from './status-words.ts'
import { colours } from './table.ts'
import { print, type Terminal } from './terminal.ts'
import { type Sight, watchStatus } from './watch-status.ts'

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
    const ask = () => client.status()
    const show = (sight: Sight) => tell(sight, flags, terminal)
    if (flags.watch === undefined) return show({ status: await ask(), unheard: undefined })
    const sights = watchStatus({ ask, clock: systemClock(), signal: terminal.signal })
    for await (const sight of sights) await show(sight)
  })
}

async function tell(sight: Sight, flags: StatusFlags, terminal: Terminal): Promise<void> {
  if (flags.json) return print(terminal, toJson(statusObject(sight)))
  const parts = await statusParts(sight, terminal)
  const watched = flags.watch && terminal.outputToPerson
  const screen = watched ? terminal.screen() : undefined
  const [sentence = '', ...lines] =
    screen === undefined ? [...parts.head, ...parts.table, ...parts.foot] : fitScreen(parts, screen)
  const { bold } = await colours(terminal)
  await print(terminal, [`${watched ? REDRAW : ''}${bold(sentence)}`, ...lines].join('\n'))
}
