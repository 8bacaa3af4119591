import type { Command } from 'commander'
import { TritonError } from '../errors.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { quotaWords } from './quota-words.ts'
import { print, type Terminal } from './terminal.ts'
import { whoIsIt } from './who.ts'

export function addWhoami(program: Command, terminal: Terminal): void {
  const command = program.command('whoami')
  command.description('show who is logged in, and what of the quota is used')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt whoami'))
    .action((flags: OverlayFlags) => whoami(flags, terminal))
}

async function whoami(flags: OverlayFlags, terminal: Terminal): Promise<void> {
  const { credential, token } = await whoIsIt(terminal)
  const user = credential?.subject ?? subjectOf(token)
  if (user === undefined)
    throw new TritonError('NotFound', 'nobody is logged in on this machine', { hint: 'tt login USER' })
  await withClient(terminal, flags, async (client) => {
    const quota = await client.quota()
    await print(terminal, flags.json ? toJson({ user, ...quota }) : `${user}: ${quotaWords(quota)}`)
  })
}

/** What a token says of itself; peers verify it. */
function subjectOf(token: string | undefined): string | undefined {
  if (token === undefined) return undefined
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub
  } catch {
    return undefined
  }
}
