import type { Client } from '../client/client.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { LIST_PAGE_MAX } from '../limits.ts'
import { escapeControl } from './escape.ts'

/** Of the characters of two names, the share that must be the same at their ends. */
const ALIKE_MIN = 0.6

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

/** How much of the longer name its beginning and its end share with the other: one typing error leaves all but a letter. */
export function likenessOf(a: string, b: string): number {
  const [x, y] = [[...a.toLowerCase()], [...b.toLowerCase()]]
  const shorter = Math.min(x.length, y.length)
  let head = 0
  while (head < shorter && x[head] === y[head]) head++
  let tail = 0
  while (tail < shorter - head && x[x.length - 1 - tail] === y[y.length - 1 - tail]) tail++
  return (head + tail) / Math.max(x.length, y.length, 1)
}
