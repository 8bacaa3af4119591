import type { Command } from 'commander'
import type { AuthClient } from '../client/auth-client.ts'
import { TritonError } from '../errors.ts'
import type { UserChangeRequest, UserInfo } from '../wire/generated/tritonring.ts'
import { parseByteSize } from './byte-size.ts'
import { withClient } from './connect.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { formatSize } from './format.ts'
import { askPassword } from './password.ts'
import { limitWords, quotaWords } from './quota-words.ts'
import { type Column, printTable } from './table.ts'
import { print, type Terminal } from './terminal.ts'
import { withAuth } from './who.ts'

interface QuotaFlags extends OverlayFlags {
  bytes?: string
  files?: string
}

const noLimit = (show: (value: number) => string) => (value: number) => (value === 0 ? '–' : show(value))

const COLUMNS: Column[] = [
  { head: 'USER' },
  { head: 'SCOPE' },
  { head: 'STATE' },
  { head: 'DEVICES', align: 'right' },
  { head: 'BYTES AT MOST', align: 'right', show: noLimit(formatSize) },
  { head: 'FILES AT MOST', align: 'right', show: noLimit(String) },
]

export function addUser(program: Command, terminal: Terminal): void {
  const user = program.command('user')
  user
    .description('users: who may log in, and how much they may store')
    .addHelpText(
      'after',
      examples('tt user add bob', 'tt user list --json', 'tt user quota bob --bytes 10GiB'),
    )
  const sub = (name: string, what: string) => {
    const command = user.command(name).description(what)
    if (name !== 'list') command.argument('<user>', 'the name of the user')
    return addOverlayFlags(command).addHelpText(
      'after',
      examples(`tt user ${name}${name === 'list' ? '' : ' bob'}`),
    )
  }
  sub('add', 'add a user; the password is asked for, or read from a pipe')
    .option('--scope <scopes>', 'what the user may do: read, write, admin', 'write')
    .option('--no-password', 'without one, to be invited: tt invite --user')
    .action((name: string, flags: OverlayFlags & { scope: string; password: boolean }) =>
      changed(terminal, flags, async (client) => {
        const password = flags.password ? await askPassword(terminal, `password of ${name}: `) : ''
        return client.addUser(name, flags.scope, password)
      }),
    )
  sub('passwd', 'set a password; ends every log-in of the user')
    .option('--own', 'your own, which needs no administrator: the one before is asked for first')
    .action((name: string, flags: OverlayFlags & { own?: true }) =>
      changed(terminal, flags, async (client) => {
        const passwordBefore = flags.own ? await askPassword(terminal, 'password before: ') : ''
        const password = await askPassword(terminal, `new password of ${name}: `)
        return client.changeUser({ name, password, passwordBefore })
      }),
    )
  const set = (name: string, flags: OverlayFlags, change: Partial<UserChangeRequest>) =>
    changed(terminal, flags, (client) => client.changeUser({ name, ...change }))
  sub('disable', 'lock a user, or a peer (peer:PEER-ID), out at once everywhere; files stay').action(
    (name: string, flags: OverlayFlags) => set(name, flags, { disable: true }),
  )
  sub('enable', 'let a user in again').action((name: string, flags: OverlayFlags) =>
    set(name, flags, { enable: true }),
  )
  sub('quota', 'bound what a user stores, counted before deduplication, or show it')
    .option('--bytes <size>', 'bytes of all files together; 0: no limit; as it was where left out')
    .option('--files <number>', 'files; 0: no limit; as it was where left out')
    .action((name: string, flags: QuotaFlags) => quota(name, flags, terminal))
  sub('list', 'show all users').action((flags: OverlayFlags) => list(flags, terminal))
}

/** Sets what is said; where nothing is, shows what is used of what. */
async function quota(name: string, flags: QuotaFlags, terminal: Terminal): Promise<void> {
  const { bytes, files } = flags
  const said = {
    ...(bytes === undefined ? {} : { bytesMax: limitOf(bytes) }),
    ...(files === undefined ? {} : { filesMax: countOf(files) }),
  }
  if (Object.keys(said).length === 0) {
    const used = await withClient(terminal, flags, (client) => client.quota(name))
    return print(terminal, flags.json ? toJson({ user: name, ...used }) : `${name}: ${quotaWords(used)}`)
  }
  await withAuth(terminal, flags, async (client) => {
    const { bytesMax, filesMax } = await client.user(name)
    const user = await client.changeUser({ name, quota: true, bytesMax, filesMax, ...said })
    await print(terminal, flags.json ? toJson(user) : `${name}: ${limitWords(user)}`)
  })
}

async function list(flags: OverlayFlags, terminal: Terminal): Promise<void> {
  await withAuth(terminal, flags, async (client) => {
    const users: UserInfo[] = []
    for await (const user of client.users()) users.push(user)
    if (flags.json) return print(terminal, users.map(toJson).join('\n'))
    const rows = users.map(({ name, scope, disabled, devices, bytesMax, filesMax }) => [
      ...[name, scope, disabled ? 'disabled' : 'enabled'],
      ...[devices, bytesMax, filesMax],
    ])
    await printTable(terminal, COLUMNS, rows)
  })
}

async function changed(
  terminal: Terminal,
  flags: OverlayFlags,
  change: (client: AuthClient) => Promise<UserInfo>,
): Promise<void> {
  await withAuth(terminal, flags, async (client) => {
    const user = await change(client)
    const state = user.disabled ? ', disabled' : ''
    await print(terminal, flags.json ? toJson(user) : `${user.name}: ${user.scope}${state}`)
  })
}

function limitOf(text: string): number {
  return text === '0' ? 0 : parseByteSize(text)
}

function countOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new TritonError('BadRequest', `--files: a number needed, got '${text}'`)
}
