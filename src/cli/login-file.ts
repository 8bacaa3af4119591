import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { KeptCredential } from '../auth/renewing-credential.ts'
import { TritonError } from '../errors.ts'

/** What a device keeps of its log-in. */
export interface LoginFile {
  credential: KeptCredential
  /** The device's private key, in libp2p's protobuf. */
  key: Uint8Array
  bootstrap: readonly string[]
  swarmKey?: string | undefined
}

type Env = Readonly<Record<string, string | undefined>>

/** Where this user's log-in is kept: `tritonring/login.json` under XDG_CONFIG_HOME or ~/.config. */
export function loginPath(env: Env): string | undefined {
  const { XDG_CONFIG_HOME: config, HOME: home, APPDATA: appData } = env
  const directory = config || (home ? join(home, '.config') : appData)
  return directory ? join(directory, 'tritonring', 'login.json') : undefined
}

/** Undefined when there is none. Throws `Refused` when others can read it, `Corrupt`, `Local`. */
export async function readLogin(path: string | undefined): Promise<LoginFile | undefined> {
  if (path === undefined) return undefined
  try {
    const mode = (await stat(path)).mode & 0o777
    if ((mode & 0o077) !== 0 && process.platform !== 'win32')
      throw new TritonError(
        'Refused',
        `could not use ${path}: its mode is ${mode.toString(8)}, so others can read it`,
        {
          hint: `if nobody has copied it: chmod 600 ${path}; otherwise tt logout, tt login`,
        },
      )
    return decode(await readFile(path, 'utf8'), path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause instanceof TritonError
      ? cause
      : new TritonError('Local', `could not read ${path}: ${(cause as Error).message}`, { cause })
  }
}

/** Readable by nobody else; the old content or the new is there, never a part. */
export async function writeLogin(path: string, { credential, key, ...rest }: LoginFile): Promise<void> {
  const text = JSON.stringify({
    version: 1,
    ...rest,
    key: Buffer.from(key).toString('base64'),
    credential: { ...credential, refresh: Buffer.from(credential.refresh).toString('base64') },
  })
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(temporary, 'wx', 0o600)
    await file.writeFile(`${text}\n`)
    await file.sync()
    await file.close()
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    throw new TritonError('Local', `could not write ${path}: ${(cause as Error).message}`, { cause })
  }
}

function decode(text: string, path: string): LoginFile {
  try {
    const { key, credential, bootstrap, swarmKey } = JSON.parse(text)
    const refresh = Buffer.from(credential.refresh, 'base64')
    const addresses: unknown = credential.addresses
    if (!Array.isArray(addresses) || !Array.isArray(bootstrap))
      throw new Error('lists of addresses are missing')
    return { key: Buffer.from(key, 'base64'), credential: { ...credential, refresh }, bootstrap, swarmKey }
  } catch (cause) {
    throw new TritonError('Corrupt', `could not use ${path}: it is no log-in`, {
      cause,
      hint: 'tt login writes it anew',
    })
  }
}
