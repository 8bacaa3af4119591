import type { Command } from 'commander'
import type { OverlayView } from '../membership/view.ts'
import type { Member } from '../wire/generated/tritonring.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted, formatShare, shortId } from './format.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'

const COLUMNS: Column[] = [
  { head: 'PEER', show: shortId },
  { head: 'SHARE', align: 'right', show: formatShare },
  { head: 'TOKENS', align: 'right' },
  { head: 'WEIGHT', align: 'right' },
  { head: 'ZONE' },
  { head: 'STATE' },
]

export function addRing(program: Command, terminal: Terminal): void {
  const command = program.command('ring')
  command.description("the ring's members and how much of all copies each keeps")
  addOverlayFlags(command)
    .addHelpText('after', examples('tt ring', 'tt ring --json | jq .members[].share'))
    .action((flags: OverlayFlags) => ring(flags, terminal))
}

async function ring(flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const view = await client.view()
    const members = await placesOf(view)
    const { epoch, term, replicas, coordinator } = view
    if (flags.json) {
      return print(terminal, toJson({ epoch, term, replicas, coordinator, members }))
    }
    await print(
      terminal,
      `Epoch ${epoch} of term ${term}: ${counted(members.length, 'member')}, every block on ${Math.min(replicas, members.length)} of them.\n`,
    )
    const rows = members.map((member) => [
      member.id,
      member.share,
      member.tokens,
      member.weight,
      member.zone || '-',
      member.state,
    ])
    await printTable(terminal, COLUMNS, rows)
  })
}

interface Place {
  id: string
  /** Of all copies, the fraction that this member keeps. */
  share: number
  tokens: number
  weight: number
  zone: string
  state: 'alive' | 'suspect'
  addresses: string[]
}

async function placesOf(view: OverlayView): Promise<Place[]> {
  const [{ tokenCount }, { WEIGHT_UNIT }] = await Promise.all([
    import('../ring/token.ts'),
    import('../membership/view.ts'),
  ])
  const shares = view.ring.shares()
  const placeOf = (member: Member): Place => {
    const weight = member.weight / WEIGHT_UNIT
    return {
      id: member.id,
      share: shares[view.ring.indexOf(member.id)] ?? 0,
      tokens: tokenCount(weight),
      weight,
      zone: member.zone,
      state: view.isSuspect(member.id) ? 'suspect' : 'alive',
      addresses: member.addresses,
    }
  }
  return view.members.map(placeOf)
}
