import { basename } from 'node:path'
import type { Command } from 'commander'
import { type Invitation, parseInvitation } from '../auth/invitation.ts'
import { TritonError } from '../errors.ts'
import { loadSettings } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import { toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { loginPath, readLogin, writeLogin } from './login-file.ts'
import { askPassword } from './password.ts'
import { readSwarmKey } from './swarm-key.ts'
import { print, type Terminal } from './terminal.ts'

interface LoginFlags extends OverlayFlags {
  join?: string
  swarmKey?: string
}

export function addLogin(program: Command, terminal: Terminal): void {
  const command = program.command('login')
  command
    .description('log in: every command on this machine acts for you from then on')
    .argument('[user]', 'who you are; with --join the invitation says it')
    .option('--join <string>', 'by an invitation, which needs nothing else')
    .option('--swarm-key <file>', 'of a private network; invitations have it')
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt login alice', 'tt login alice --bootstrap 192.168.1.5:4001 < password.txt', 'tt login --join tt-invite-…')}
The password is asked for without being shown, or read from a pipe. What is kept, in ~/.config/tritonring, is the key of
this device and what renews its tokens; tt logout ends it.\n`,
    )
    .action((user: string | undefined, flags: LoginFlags) => login(user, flags, terminal))
}

async function login(user: string | undefined, flags: LoginFlags, terminal: Terminal): Promise<void> {
  const path = loginPath(terminal.env)
  if (path === undefined)
    throw new TritonError('Local', 'could not log in: neither HOME nor XDG_CONFIG_HOME says where to keep it')
  if ((user === undefined) === (flags.join === undefined))
    throw new TritonError('BadRequest', 'who logs in? either USER or --join STRING needed')
  const invitation = flags.join === undefined ? undefined : parseInvitation(flags.join)
  const settings = await loadSettings(flags, terminal)
  const before = await readLogin(path).catch(() => undefined)
  const known = invitation?.bootstrap ?? before?.bootstrap
  const bootstrap = settings.bootstrap ?? known ?? [`127.0.0.1:${METADATA_PORT_DEFAULT}`]
  const swarmKey = await readSwarmKey(flags.swarmKey, invitation?.swarmKey ?? before?.swarmKey)
  const [{ AuthClient }, { freshIdentity }, keys] = await Promise.all([
    import('../client/auth-client.ts'),
    import('../rpc/identity.ts'),
    import('@libp2p/crypto/keys'),
  ])
  const privateKey = before === undefined ? await freshIdentity() : keys.privateKeyFromProtobuf(before.key)
  const options = { privateKey, bootstrap, swarmKey, authPeer: invitation?.authPeer }
  const password = invitation === undefined ? await askPassword(terminal, `password of ${user}: `) : ''
  const client = await AuthClient.connect(options)
  try {
    const credential = await logIn(client, user, password, invitation)
    await writeLogin(path, { credential, key: keys.privateKeyToProtobuf(privateKey), bootstrap, swarmKey })
    const { subject } = credential
    const words = `logged in as ${subject}; ${basename(path)} is in ${path.slice(0, -basename(path).length - 1)}`
    await print(terminal, flags.json ? toJson({ user: subject, file: path }) : words)
  } finally {
    await client.close()
  }
}

function logIn(
  client: import('../client/auth-client.ts').AuthClient,
  user: string | undefined,
  password: string,
  invitation: Invitation | undefined,
) {
  return invitation === undefined ? client.logIn(user!, password) : client.redeem(invitation.secret, false)
}
