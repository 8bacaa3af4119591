import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { parseByteSize } from './byte-size.ts'
import { withClient } from './connect.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted } from './format.ts'
import { printEntries } from './ls.ts'
import { type Terminal, warn } from './terminal.ts'

interface SearchFlags extends OverlayFlags {
  larger?: number
  smaller?: number
  newer?: number
  older?: number
  owner?: string
  limit?: number
  long?: true
}

export function addSearch(program: Command, terminal: Terminal): void {
  const command = program.command('search')
  command
    .description('find files by words in their names and tags, also by beginnings and with a typing error')
    .argument('[word...]', 'words that all have to be found')
    .option('-l, --long', 'size, block size, version and time too')
    .option('--larger <size>', 'only files of more than 1MiB, 300KiB, …', parseByteSize)
    .option('--smaller <size>', 'only files of less than that', parseByteSize)
    .option('--newer <date>', 'only files changed on 2026-01-31, or at 2026-01-31T14:05, or later', parseDate)
    .option('--older <date>', 'only files changed before that', parseDate)
    .option('--owner <user>', 'files of this user')
    .option('--limit <count>', 'at most so many (default and most: 256)', parseLimit)
  addOverlayFlags(command)
    .addHelpText(
      'after',
      examples(
        'tt search holiday beach',
        'tt search invioce --newer 2026-01-01',
        'tt search --larger 1GiB --long',
      ),
    )
    .action((words: string[], flags: SearchFlags) => search(words.join(' '), flags, terminal))
}

async function search(query: string, flags: SearchFlags, terminal: Terminal): Promise<void> {
  await withClient(terminal, flags, async (client) => {
    const { records, found, incomplete } = await client.search(query, { ...flags, signal: terminal.signal })
    if (records.length > 0)
      await printEntries(
        records.map((record) => ({ record })),
        flags,
        terminal,
      )
    if (found === 0) await warn(terminal, 'no file is like that')
    if (found > records.length)
      await warn(terminal, `${counted(found, 'file')} found, ${records.length} shown`)
    if (incomplete)
      await warn(terminal, 'some names cannot be found yet: the index is being made, or is full')
  })
}

function parseDate(text: string): number {
  // A day alone is meant where the person is, as times are.
  const moment = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text).getTime()
  if (/^\d{4}-/.test(text) && !Number.isNaN(moment)) return Math.max(0, moment)
  throw new InvalidArgumentError('A date needed, such as 2026-01-31 or 2026-01-31T14:05.')
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (/^\d{1,3}$/.test(text) && limit >= 1 && limit <= 256) return limit
  throw new InvalidArgumentError('A number from 1 to 256 needed.')
}
