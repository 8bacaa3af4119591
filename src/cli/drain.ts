import type { Command } from 'commander'
import type { Client } from '../client/client.ts'
import { systemClock } from '../clock.ts'
import { withClient } from './connect.ts'
import { drainRemainder, isDrained } from './drained.ts'
import { toJson } from './escape.ts'
import { findPeer } from './find-peer.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { shortId } from './format.ts'
import { unheardSentence } from './status-words.ts'
import { print, type Terminal, warn } from './terminal.ts'
import { watchStatus } from './watch-status.ts'

interface DrainFlags extends OverlayFlags {
  cancel?: true
  wait: boolean
}

/** Between two lines that say how far it has come. */
const SAY_MS = 5_000

export function addDrain(program: Command, terminal: Terminal): void {
  const command = program.command('drain')
  command
    .description('empty a block peer, and say when it is safe to stop it')
    .argument('<peer>', 'its id, or the end of it')
    .option('--cancel', 'let it keep its share again')
    .option('--no-wait', 'do not wait until it is empty; tt status tells')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt drain 12D3…mTv92t', 'tt drain --cancel 12D3…mTv92t'))
    .action((named: string, flags: DrainFlags) => drain(named, flags, terminal))
}

async function drain(named: string, flags: DrainFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const { id } = findPeer(await client.status(), named)
    const cancel = flags.cancel === true
    await client.administration.drain(id, { cancel })
    const done = !cancel && flags.wait
    if (done) await untilEmpty(client, id, terminal)
    const words = cancel
      ? `${shortId(id)} gets its share again.`
      : done
        ? `${shortId(id)} is drained: it is safe to stop.`
        : `${shortId(id)} is being drained; tt status tells when it is safe to stop.`
    await print(terminal, flags.json ? toJson({ peer: id, draining: !cancel, drained: done }) : words)
  })
}

/** Also while the metadata peer is away for a while. */
async function untilEmpty(client: Client, id: string, terminal: Terminal): Promise<void> {
  const sights = watchStatus({
    ask: () => client.status(),
    clock: systemClock(),
    signal: terminal.signal,
  })
  let saidMs = performance.now()
  for await (const { status, unheard } of sights) {
    const peer = findPeer(status, id)
    if (unheard === undefined && isDrained(status, peer)) return
    if (performance.now() - saidMs < SAY_MS) continue
    const remainder = unheard === undefined ? drainRemainder(status, peer) : unheardSentence(unheard)
    await warn(terminal, `${shortId(id)}: ${remainder}`)
    saidMs = performance.now()
  }
}
