import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { TritonError } from '../errors.ts'
import type { SettingsSource } from './settings.ts'

/**
 * What the text of a YAML config file says, with the line of each setting at hand for errors. `shown` is how errors
 * name the file; a relative `data` starts from `directory`. Throws `BadRequest` with the line for what is no YAML
 * mapping.
 */
export function parseConfigFile(text: string, shown: string, directory: string): SettingsSource {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line
  const [error] = [...document.errors, ...document.warnings]
  if (error !== undefined) {
    throw new TritonError('BadRequest', `${shown}:${lineAt(error.pos[0])}: ${error.message}`)
  }
  visit(document, {
    Alias: (_, { range }) => {
      throw new TritonError('BadRequest', `${shown}:${lineAt(range?.[0] ?? 0)}: aliases are not taken`)
    },
  })
  const { contents } = document
  if (contents !== null && !isMap(contents)) {
    throw new TritonError('BadRequest', `${shown}:1: keys and values needed, such as "blockSize: 64KiB"`)
  }
  const lineOf = (path: readonly PropertyKey[]) => {
    const key = contents?.items.find((item) => isScalar(item.key) && item.key.value === path[0])?.key
    const value = path.length > 1 ? document.getIn(path, true) : undefined
    const node = isNode(value) ? value : key
    return isNode(node) && node.range ? lineAt(node.range[0]) : 1
  }
  return {
    values: document.toJS() ?? {},
    directory,
    where: (path) => `${shown}:${lineOf(path)}: ${path.join('.')}`,
  }
}
