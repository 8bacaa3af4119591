import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { orNearest } from './nearest-name.ts'
import { recordJson } from './record-json.ts'
import { print, type Terminal } from './terminal.ts'
import { parseIfVersion } from './whole-number.ts'

export interface ReplaceFlags extends OverlayFlags {
  force?: true
  ifVersion?: string
}

export function addMv(program: Command, terminal: Terminal): void {
  const command = program.command('mv')
  command
    .description('give a file another name; its versions and tags go along')
    .argument('<from>', 'its name on the ring')
    .argument('<to>', 'its new name')
    .option('-f, --force', 'replace a file that has the new name')
    .option('--if-version <version>', 'only while the file has this version')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt mv draft.txt letter.txt', 'tt mv a.jpg photos/2025/a.jpg --force'))
    .action((from: string, to: string, flags: ReplaceFlags) => mv(from, to, flags, terminal))
}

async function mv(from: string, to: string, flags: ReplaceFlags, terminal: Terminal): Promise<void> {
  const options = { force: flags.force, ifVersion: parseIfVersion(flags.ifVersion), signal: terminal.signal }
  await withClient(terminal, flags, async (client) => {
    const record = await orNearest(client, from, () => client.rename(from, to, options))
    const text = `renamed ${escapeControl(from)} to ${escapeControl(to)}, at version ${record.version}`
    await print(terminal, flags.json ? toJson({ ...recordJson(record), renamedFrom: from }) : text)
  })
}
