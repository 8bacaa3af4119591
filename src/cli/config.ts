import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { TritonError } from '../errors.ts'
import type { SettingKey, Settings, SettingsSource } from './settings.ts'

/** The config file that is read when it is in the working directory. */
const CONFIG_FILE = 'tritonring.yaml'

/** What a command's flags say: settings as they were typed, and the config file's name. */
export type SettingFlags = { [key in SettingKey]?: string | string[] | undefined } & {
  config?: string | undefined
}

const ENVIRONMENT: Record<SettingKey, string> = {
  bootstrap: 'TT_BOOTSTRAP',
  blockSize: 'TT_BLOCK_SIZE',
  listen: 'TT_LISTEN',
  data: 'TT_DATA',
  store: 'TT_STORE',
  capacity: 'TT_CAPACITY',
  weight: 'TT_WEIGHT',
  zone: 'TT_ZONE',
  names: 'TT_NAMES',
  heartbeat: 'TT_HEARTBEAT',
  grace: 'TT_GRACE',
  generation: 'TT_GENERATION',
  secretFile: 'TT_SECRET_FILE',
}
const LISTS: ReadonlySet<string> = new Set<SettingKey>(['bootstrap', 'listen'])

/**
 * The settings of one command: tritonring.yaml (in the working directory, or `--config`), over it the environment,
 * over that the flags. Every place is validated as a whole, also what another one overrides. Throws `BadRequest` that
 * names the place; `NotFound` or `Local` when a config file asked for cannot be read.
 */
export async function loadSettings(
  flags: SettingFlags,
  place: { env: Readonly<Record<string, string | undefined>>; directory: string },
): Promise<Settings> {
  const file = await fileSource(place.directory, flags.config)
  const sources = [file, environmentSource(place.env, place.directory), flagSource(flags, place.directory)]
  const merged: Settings = {}
  for (const source of sources) {
    if (source !== undefined) Object.assign(merged, await validate(source))
  }
  return merged
}

/** Loads the validator only when there is something to validate: it takes as long as a small command. */
async function validate(source: SettingsSource): Promise<Settings> {
  if (Object.keys(source.values).length === 0) return {}
  const { readSettings } = await import('./settings.ts')
  const result = readSettings(source.values)
  if ('fault' in result) {
    throw new TritonError('BadRequest', `${source.where(result.fault.path)}: ${result.fault.message}`)
  }
  const { settings } = result
  for (const path of ['data', 'secretFile'] as const) {
    if (settings[path] !== undefined) settings[path] = resolve(source.directory, settings[path])
  }
  return settings
}

/** Undefined when there is no file and none was asked for by name. */
async function fileSource(directory: string, named: string | undefined): Promise<SettingsSource | undefined> {
  const shown = named ?? CONFIG_FILE
  const path = resolve(directory, shown)
  const text = await readFile(path, 'utf8').catch((cause) => {
    if (cause.code !== 'ENOENT') {
      throw new TritonError('Local', `could not read the config file ${shown}: ${cause.message}`, { cause })
    }
    if (named === undefined) return undefined
    throw new TritonError('NotFound', `could not read the config file ${shown}: no such file`, { cause })
  })
  if (text === undefined) return undefined
  const { parseConfigFile } = await import('./config-file.ts')
  return parseConfigFile(text, shown, dirname(path))
}

/** An empty variable says nothing. */
function environmentSource(
  env: Readonly<Record<string, string | undefined>>,
  directory: string,
): SettingsSource {
  const values: Record<string, unknown> = {}
  for (const [key, variable] of Object.entries(ENVIRONMENT)) {
    const value = env[variable]?.trim()
    if (value === undefined || value === '') continue
    values[key] = LISTS.has(key) ? value.split(',').map((each) => each.trim()) : value
  }
  return { values, directory, where: ([key]) => ENVIRONMENT[key as SettingKey] }
}

function flagSource(flags: SettingFlags, directory: string): SettingsSource {
  const values: Record<string, unknown> = {}
  for (const key of Object.keys(ENVIRONMENT) as SettingKey[]) {
    if (flags[key] !== undefined) values[key] = flags[key]
  }
  return { values, directory, where: ([key]) => flagOf(String(key)) }
}

function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
