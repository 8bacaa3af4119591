import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { TritonError } from '../errors.ts'
import type { SettingsSource } from './config.ts'

/** The config file that is read when it is in the working directory. */
export const CONFIG_FILE = 'tritonring.yaml'

/**
 * What a YAML config file says, with the line of each key at hand for errors. Undefined when there is no file and none
 * was asked for by name. Throws `NotFound`, `Local`, or `BadRequest` with the line for what is no YAML.
 */
export async function readConfigFile(
  directory: string,
  named: string | undefined,
): Promise<SettingsSource | undefined> {
  const shown = named ?? CONFIG_FILE
  const path = resolve(directory, shown)
  const text = await readFile(path, 'utf8').catch((cause) => {
    if (cause.code !== 'ENOENT') {
      throw new TritonError('Local', `could not read the config file ${shown}: ${cause.message}`, { cause })
    }
    if (named === undefined) return undefined
    throw new TritonError('NotFound', `could not read the config file ${shown}: no such file`, { cause })
  })
  return text === undefined ? undefined : parseConfig(text, shown, dirname(path))
}

async function parseConfig(text: string, shown: string, directory: string): Promise<SettingsSource> {
  const { isNode, isMap, LineCounter, parseDocument } = await import('yaml')
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) {
    throw new TritonError('BadRequest', `${shown}:${lineAt(error.pos[0])}: ${error.message}`)
  }
  const values = document.toJS({ maxAliasCount: 0 }) ?? {}
  if (!isMap(document.contents) && document.contents !== null) {
    throw new TritonError('BadRequest', `${shown}:1: keys and values needed, such as "blockSize: 64KiB"`)
  }
  const lineOf = (path: readonly PropertyKey[]) => {
    const node = document.getIn(path, true)
    const key = isMap(document.contents)
      ? document.contents.items.find((item) => isNode(item.key) && String(item.key) === path[0])?.key
      : undefined
    const range = (path.length > 1 && isNode(node) ? node.range : undefined) ?? (isNode(key) && key.range)
    return range ? lineAt(range[0]) : 1
  }
  return { values, directory, where: (path) => `${shown}:${lineOf(path)}: ${path.join('.')}` }
}
