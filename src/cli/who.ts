import type { PrivateKey } from '@libp2p/interface'
import type { KeptCredential } from '../auth/renewing-credential.ts'
import type { AuthClient } from '../client/auth-client.ts'
import { TritonError } from '../errors.ts'
import { loadSettings, type SettingFlags } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import { type LoginFile, loginPath, readLogin, writeLogin } from './login-file.ts'
import { parseScriptToken } from './script-token.ts'
import type { Terminal } from './terminal.ts'

/** Who a command acts for: TT_TOKEN, or what `tt login` has kept, or nobody. */
export interface Who {
  privateKey?: PrivateKey
  credential?: KeptCredential
  onRenewed?: (credential: KeptCredential) => void
  token?: string
  swarmKey?: string | undefined
  /** Where the overlay is that was logged in to. */
  bootstrap?: readonly string[]
}

export async function whoIsIt(terminal: Terminal): Promise<Who> {
  const word = terminal.env['TT_TOKEN']
  if (word) {
    const { key, token } = parseScriptToken(word)
    const login = await readLogin(loginPath(terminal.env)).catch(() => undefined)
    const { swarmKey, bootstrap } = login ?? {}
    const where = bootstrap === undefined ? {} : { bootstrap }
    const privateKey = await privateKeyOf(key, 'TT_TOKEN', 'tt token create prints one')
    return { privateKey, token, swarmKey, ...where }
  }
  const path = loginPath(terminal.env)
  const login = await readLogin(path)
  if (login === undefined || path === undefined) return {}
  const privateKey = await privateKeyOf(login.key, path, 'tt logout, then tt login')
  return { ...login, privateKey, onRenewed: keepIn(path, login) }
}

/** Runs `action` with a client of the auth peer, as whoever is logged in. */
export async function withAuth<T>(
  terminal: Terminal,
  flags: SettingFlags,
  action: (client: AuthClient, who: Who & { bootstrap: readonly string[] }) => Promise<T>,
): Promise<T> {
  const settings = await loadSettings(flags, terminal)
  const [{ AuthClient }, { freshIdentity }] = await Promise.all([
    import('../client/auth-client.ts'),
    import('../rpc/identity.ts'),
  ])
  const who = await whoIsIt(terminal)
  const bootstrap = settings.bootstrap ?? who.bootstrap ?? [`127.0.0.1:${METADATA_PORT_DEFAULT}`]
  const { credential } = who
  const authPeer =
    credential === undefined ? undefined : { id: credential.issuer, addresses: credential.addresses }
  const privateKey = who.privateKey ?? (await freshIdentity())
  const client = await AuthClient.connect({ ...who, bootstrap, authPeer, privateKey })
  try {
    return await action(client, { ...who, bootstrap })
  } finally {
    await client.close()
  }
}

/** A renewed token that cannot be kept is renewed again next time. */
function keepIn(path: string, login: LoginFile): (credential: KeptCredential) => void {
  return (credential) => void writeLogin(path, { ...login, credential }).catch(() => {})
}

async function privateKeyOf(key: Uint8Array, place: string, hint: string): Promise<PrivateKey> {
  const { privateKeyFromProtobuf } = await import('@libp2p/crypto/keys')
  try {
    return privateKeyFromProtobuf(key)
  } catch (cause) {
    throw new TritonError('BadRequest', `${place} holds no key of a device: it is cut short, or not whole`, {
      cause,
      hint,
    })
  }
}
