import type { Client } from '../client/client.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { LIST_PAGE_MAX } from '../limits.ts'
import { ALIKE_MIN, likenessOf } from '../names/likeness.ts'
import { escapeControl } from './escape.ts'

/** Does `work` for the file `name`; where there is no such file, the error names one that is spelt nearly so. */
export async function orNearest<T>(client: Client, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isTritonError(error, 'NotFound')) throw error
    const nearest = await nearestName(client, name).catch(() => undefined)
    if (nearest === undefined) throw error
    throw new TritonError('NotFound', error.message, {
      cause: error,
      hint: `did you mean '${escapeControl(nearest)}'?`,
    })
  }
}

/**
 * Among the first names that begin as this one does, and the first of all: one page of each. Where names may be encrypted
 * the ring is asked for the latter alone: a beginning would tell it half of a secret name.
 */
async function nearestName(client: Client, name: string): Promise<string | undefined> {
  const beginnings = client.mayEncryptNames ? [] : [name.slice(0, Math.ceil(name.length / 2))]
  for (const prefix of [...beginnings, '']) {
    let best = { name: undefined as string | undefined, likeness: ALIKE_MIN }
    let count = 0
    for await (const record of client.list({ prefix })) {
      const likeness = likenessOf(name, record.name)
      if (record.name !== name && likeness >= best.likeness) best = { name: record.name, likeness }
      if (++count >= LIST_PAGE_MAX) break
    }
    if (best.name !== undefined) return best.name
  }
  return undefined
}
