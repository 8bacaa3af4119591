import { resolve } from 'node:path'
import type { Secret } from '../client/encryption/secret.ts'
import { TritonError } from '../errors.ts'
import { askSecretly } from './ask-secretly.ts'
import type { Terminal } from './terminal.ts'

/** The secret in the key file that `--secret-file`, TT_SECRET_FILE or tritonring.yaml names; undefined where none does. */
export async function userSecret(path: string | undefined, terminal: Terminal): Promise<Secret | undefined> {
  if (path === undefined) return undefined
  const { readSecretFile } = await import('../client/encryption/secret-file.ts')
  return readSecretFile(resolve(terminal.directory, path), () => passphrase(terminal, path))
}

/** From TT_PASSPHRASE, or asked of the person. Throws `BadRequest` where neither is there. */
export async function passphrase(terminal: Terminal, path: string): Promise<string> {
  const said = terminal.env['TT_PASSPHRASE']
  if (said !== undefined && said !== '') return said
  const asked = await askSecretly(terminal, `Passphrase of ${path}: `)
  if (asked !== undefined && asked !== '') return asked
  throw new TritonError('BadRequest', `the key file ${path} needs a passphrase`, {
    hint: 'type it at a terminal, or set TT_PASSPHRASE',
  })
}
