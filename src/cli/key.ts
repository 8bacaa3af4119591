import { resolve } from 'node:path'
import type { Command } from 'commander'
import { toJson } from './escape.ts'
import { addCommonFlags, type CommonFlags, examples } from './flags.ts'
import { print, type Terminal } from './terminal.ts'
import { passphrase, userSecret } from './user-secret.ts'

interface CreateFlags extends CommonFlags {
  passphrase?: true
}

const FILE_DEFAULT = 'tritonring.key'

export function addKey(program: Command, terminal: Terminal): void {
  const command = program.command('key').description('keys that files are encrypted with on this machine')
  command.addHelpText(
    'after',
    examples('tt key create', 'tt key create ~/.tt.key --passphrase', 'tt key show ~/.tt.key --json'),
  )
  addCommonFlags(
    command
      .command('create')
      .description('make a new key in a file that nobody else can read; keep a copy of it')
      .argument('[file]', 'where', FILE_DEFAULT)
      .option('--passphrase', 'encrypt the file with a passphrase, typed or in TT_PASSPHRASE'),
  )
    .addHelpText('after', examples('tt key create', 'tt key create ~/.tt.key --passphrase'))
    .action((file: string, flags: CreateFlags) => create(file, flags, terminal))
  addCommonFlags(
    command.command('show').description('show the id of a key').argument('[file]', 'where', FILE_DEFAULT),
  )
    .addHelpText('after', examples('tt key show', 'tt key show ~/.tt.key --json'))
    .action((file: string, flags: CommonFlags) => show(file, flags, terminal))
}

async function create(file: string, flags: CreateFlags, terminal: Terminal): Promise<void> {
  const { createSecretFile } = await import('../client/encryption/secret-file.ts')
  const wrapped = flags.passphrase ? await passphrase(terminal, file) : undefined
  const path = resolve(terminal.directory, file)
  const { id } = await createSecretFile(path, wrapped)
  const words = `created the key ${id} in ${path}\nWhat is encrypted with it is lost with it: keep a copy. To use it: export TT_SECRET_FILE=${path}`
  await print(terminal, flags.json ? toJson({ id, path }) : words)
}

async function show(file: string, flags: CommonFlags, terminal: Terminal): Promise<void> {
  const secret = await userSecret(file, terminal)
  await print(terminal, flags.json ? toJson({ id: secret?.id, path: file }) : `key ${secret?.id}`)
}
