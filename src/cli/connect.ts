import type { Client } from '../client/client.ts'
import type { Secret } from '../client/encryption/secret.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { growHeapFreely } from '../heap.ts'
import { loadSettings, type SettingFlags } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import type { Settings } from './settings.ts'
import type { Terminal } from './terminal.ts'
import { userSecret } from './user-secret.ts'
import { type Who, whoIsIt } from './who.ts'

/** Runs `action` with a client of the overlay that flags, environment or config file name, and closes the client. */
export async function withClient<T>(
  terminal: Terminal,
  flags: SettingFlags,
  action: (client: Client, settings: Settings) => Promise<T>,
): Promise<T> {
  growHeapFreely()
  const settings = await loadSettings(flags, terminal)
  const secret = await userSecret(settings.secretFile, terminal)
  const client = await connect(settings.bootstrap, secret, await whoIsIt(terminal))
  try {
    terminal.signal.throwIfAborted()
    return await action(client, settings)
  } finally {
    await client.close()
  }
}

async function connect(named: string[] | undefined, secret: Secret | undefined, who: Who): Promise<Client> {
  const { createClient } = await import('../client/create-client.ts')
  const bootstrap = named ?? who.bootstrap
  const fallback = `127.0.0.1:${METADATA_PORT_DEFAULT}`
  try {
    return await createClient({ ...who, bootstrap: bootstrap ?? [fallback], secret })
  } catch (error) {
    if (bootstrap !== undefined || !isTritonError(error, 'Unavailable')) throw error
    throw new TritonError('Unavailable', error.message, {
      cause: error,
      hint: `no --bootstrap was given, so ${fallback} was tried; "tt demo --keep" starts an overlay to play with`,
    })
  }
}
