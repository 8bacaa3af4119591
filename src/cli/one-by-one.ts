import type { Terminal } from './terminal.ts'

/**
 * Does `action` for every item in its turn, also after one that failed, but not after an interruption. Throws what
 * failed: the one error, or an AggregateError of all.
 */
export async function oneByOne<T>(
  terminal: Terminal,
  items: readonly T[],
  action: (item: T) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = []
  for (const item of items) {
    terminal.signal.throwIfAborted()
    try {
      await action(item)
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors)
}
