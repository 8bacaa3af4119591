import { rm } from 'node:fs/promises'
import type { Command } from 'commander'
import { TritonError } from '../errors.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { loginPath, readLogin } from './login-file.ts'
import { print, type Terminal } from './terminal.ts'
import { withAuth } from './who.ts'

export function addLogout(program: Command, terminal: Terminal): void {
  const command = program.command('logout')
  command.description('log out: this device gets no more tokens, and forgets its key')
  addOverlayFlags(command)
    .addHelpText('after', examples('tt logout'))
    .action((flags: OverlayFlags) => logout(flags, terminal))
}

async function logout(flags: OverlayFlags, terminal: Terminal): Promise<void> {
  const path = loginPath(terminal.env)
  const login = await readLogin(path)
  if (login === undefined || path === undefined)
    throw new TritonError('NotFound', 'nobody is logged in on this machine')
  // Whatever becomes of the auth peer's word, the key goes.
  const told = await withAuth(terminal, flags, (client) => client.logOut(login.credential.refresh)).then(
    () => true,
    () => false,
  )
  await rm(path)
  const words = told
    ? 'logged out'
    : 'logged out here; the auth peer could not be told, and forgets it in a month'
  await print(terminal, flags.json ? toJson({ loggedOut: login.credential.subject, told }) : words)
}
