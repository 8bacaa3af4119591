import type { Command } from 'commander'
import { withClient } from './connect.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples } from './flags.ts'
import type { ReplaceFlags } from './mv.ts'
import { orNearest } from './nearest-name.ts'
import { recordJson } from './record-json.ts'
import { print, type Terminal } from './terminal.ts'
import { parseIfVersion } from './whole-number.ts'

export function addCp(program: Command, terminal: Terminal): void {
  const command = program.command('cp')
  command
    .description('store a file under another name too; no block is moved')
    .argument('<from>', 'its name on the ring')
    .argument('<to>', "the copy's name")
    .option('-f, --force', 'replace a file that has that name')
    .option('--if-version <version>', 'only while the file has this version')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt cp letter.txt letter-as-sent.txt', 'tt cp a.jpg cover.jpg --force'))
    .action((from: string, to: string, flags: ReplaceFlags) => cp(from, to, flags, terminal))
}

async function cp(from: string, to: string, flags: ReplaceFlags, terminal: Terminal): Promise<void> {
  const options = { force: flags.force, ifVersion: parseIfVersion(flags.ifVersion), signal: terminal.signal }
  await withClient(terminal, flags, async (client) => {
    const record = await orNearest(client, from, () => client.copy(from, to, options))
    const text = `copied ${escapeControl(from)} to ${escapeControl(to)}, at version ${record.version}`
    await print(terminal, flags.json ? toJson({ ...recordJson(record), copiedFrom: from }) : text)
  })
}
